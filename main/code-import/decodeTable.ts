import iconv from 'iconv-lite'

export interface DecodedTable {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16' | 'big5'
  /** 1-based lines whose bytes are not of the file's encoding; what stands there in `text` is not to be relied on. */
  readonly strangeLines: ReadonlySet<number>
}

const newline = 0x0a

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

const inUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

/** Chinese has three bytes in UTF-8; two Big5 bytes can look like one of its other characters. */
const hasThreeByteLead = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0xe0)

/** Lines with their bytes. A line break is never part of a Big5 character. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(newline, from)
    const end = found < 0 ? bytes.length : found + 1
    yield bytes.subarray(from, end)
    from = end
  }
}

const replacement = '\uFFFD'

/** Most lines are of one encoding, and that is the file's; those of the other, or of none, are named. */
const decodeByLine = (bytes: Uint8Array): DecodedTable => {
  const kinds: ('ascii' | 'utf-8' | 'big5' | 'either')[] = []
  let ofUtf8 = 0
  let ofBig5 = 0
  for (const line of linesOf(bytes)) {
    const kind = isAscii(line) ? 'ascii' : inUtf8(line) === null ? 'big5' : hasThreeByteLead(line) ? 'utf-8' : 'either'
    if (kind === 'utf-8') ofUtf8 += 1
    if (kind === 'big5') ofBig5 += 1
    kinds.push(kind)
  }
  const encoding = ofUtf8 > ofBig5 ? 'utf-8' : 'big5'
  const strangeLines = new Set<number>()
  const parts: string[] = []
  let index = 0
  for (const line of linesOf(bytes)) {
    const kind = kinds[index]
    index += 1
    const text =
      kind === 'ascii' || encoding === 'utf-8'
        ? Buffer.from(line).toString('utf8')
        : iconv.decode(Buffer.from(line), 'cp950')
    if ((kind !== 'ascii' && kind !== 'either' && kind !== encoding) || text.includes(replacement))
      strangeLines.add(index)
    parts.push(text)
  }
  return { text: parts.join(''), encoding, strangeLines }
}

/**
 * The text of a table as government and spreadsheets write it: UTF-8, UTF-16 with its mark, or Big5. What is valid UTF-8 from end to
 * end is UTF-8, which Big5 with any number of Chinese characters is not.
 */
export const decodeTable = (bytes: Uint8Array): DecodedTable => {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const text = new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
    return { text, encoding: 'utf-16', strangeLines: new Set() }
  }
  const text = inUtf8(bytes)
  return text === null ? decodeByLine(bytes) : { text, encoding: 'utf-8', strangeLines: new Set() }
}
