import iconv from 'iconv-lite'

// Where Windows code page 950 puts the user-defined characters (造字) that clinics and household offices add for rare names: each
// block of lead bytes is filled in order of trail bytes 40–7E, A1–FE, 157 to a row.
const userDefined = [
  { from: 0xfa40, to: 0xfefe, codePoint: 0xe000 },
  { from: 0x8e40, to: 0xa0fe, codePoint: 0xe311 },
  { from: 0x8140, to: 0x8dfe, codePoint: 0xeeb8 },
  { from: 0xc6a1, to: 0xc8fe, codePoint: 0xf6b1 },
] as const
const trailsInRow = 157

const trailIndex = (trail: number): number => (trail <= 0x7e ? trail - 0x40 : trail - 0xa1 + 63)
const isTrail = (byte: number): boolean => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe)

const position = (code: number): number => (code >> 8) * trailsInRow + trailIndex(code & 0xff)

const pair = (lead: number, trail: number): string | null => {
  if (lead < 0x81 || lead > 0xfe || !isTrail(trail)) return null
  const code = (lead << 8) | trail
  const block = userDefined.find(({ from, to }) => code >= from && code <= to)
  if (block !== undefined) return String.fromCodePoint(block.codePoint + position(code) - position(block.from))
  const text = iconv.decode(Buffer.of(lead, trail), 'cp950')
  return text.length === 0 || text.includes('\ufffd') ? null : text
}

/**
 * Big5 text of the card as it stands, spaces included; null when a byte of it is neither Big5 nor printable ASCII.
 *
 * A user-defined character is kept as the private-use character that Windows gives it, because a person with a rare name is still
 * a patient; only what no Big5 writer can have meant is refused.
 */
export const decodeCardText = (field: Uint8Array): string | null => {
  let text = ''
  for (let at = 0; at < field.length; at += 1) {
    const byte = field[at] ?? 0
    if (byte >= 0x20 && byte <= 0x7e) {
      text += String.fromCharCode(byte)
      continue
    }
    at += 1
    const character = at < field.length ? pair(byte, field[at] ?? 0) : null
    if (character === null) return null
    text += character
  }
  return text
}

/** The name field of the card (NUL- or space-padded): its text, or null when it is empty or not Big5 (`decodeCardText`). */
export const decodeCardName = (field: Uint8Array): string | null => {
  let end = field.length
  while (end > 0 && (field[end - 1] === 0x00 || field[end - 1] === 0x20)) end -= 1
  const trimmed = decodeCardText(field.subarray(0, end))?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

const pairOf = (character: string): readonly [lead: number, trail: number] | null => {
  const codePoint = character.codePointAt(0) ?? 0
  const block = userDefined.findLast(({ codePoint: first }) => codePoint >= first)
  if (block !== undefined && codePoint <= block.codePoint + position(block.to) - position(block.from)) {
    const place = position(block.from) + codePoint - block.codePoint
    const trail = place % trailsInRow
    return [Math.floor(place / trailsInRow), trail < 63 ? trail + 0x40 : trail - 63 + 0xa1]
  }
  const [lead = 0, trail = 0, ...more] = iconv.encode(character, 'cp950')
  return more.length === 0 && pair(lead, trail) === character ? [lead, trail] : null
}

/**
 * The way back: Big5 with the user-defined characters of Windows, unpadded; null when a character has no place in it, so that no
 * question mark ever stands in for a person's name.
 */
export const encodeCardName = (text: string): Uint8Array | null => {
  const bytes: number[] = []
  for (const character of text) {
    if (character >= ' ' && character <= '~') {
      bytes.push(character.charCodeAt(0))
      continue
    }
    const two = pairOf(character)
    if (two === null) return null
    bytes.push(...two)
  }
  return Uint8Array.from(bytes)
}
