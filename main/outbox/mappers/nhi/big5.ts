import iconv from 'iconv-lite'
import type { Substitution } from '../../../../preload/contract/codes/substitution.ts'
import { unknownCharacter, variantSubstitutes, xmlSubstitutes } from './big5Substitutes.ts'

/** Code page of the NHI's Big5: Microsoft's, which has the ETEN characters (碁銹裏恒粧嫺) and the euro sign. */
const codePage = 'cp950'

export interface Big5Text {
  /** Only characters that Big5 has, and none that XML or its parsers treat as their own. */
  readonly text: string
  /** Every character that was changed, in the order of the text; empty when it is sent as it was written. */
  readonly substitutions: readonly Substitution[]
}

/** Printable ASCII that XML does not treat as its own: the whole of most values. */
const plain = /^[ !#$%(-;=?-~]*$/

/**
 * Whether Big5 has the character. `iconv-lite` writes '?' for what it lacks, and for private-use characters (造字) too, which is
 * right here: the receiver would read something else at their place.
 */
const isInBig5 = (character: string): boolean =>
  character >= ' ' && character !== '\x7f' && iconv.decode(iconv.encode(character, codePage), codePage) === character

/** What is sent in a character's place and why; null when it goes out as it is. */
const substitute = (from: string): Substitution | null => {
  const fullWidth = xmlSubstitutes[from]
  if (fullWidth !== undefined) return { from, to: fullWidth, reason: 'markup' }
  const standard = variantSubstitutes[from]
  if (standard !== undefined) return { from, to: standard, reason: 'variant' }
  if (isInBig5(from)) return null
  // Compatibility ideographs (from Korean or Japanese sources) are the same character as their canonical form.
  const canonical = from.normalize('NFC')
  return canonical !== from && isInBig5(canonical)
    ? { from, to: canonical, reason: 'compatible' }
    : { from, to: unknownCharacter, reason: 'missing' }
}

/** A value as it can be sent in an upload file: see `Big5Text`. Deterministic, and unchanged when applied twice. */
export const toBig5Text = (value: string): Big5Text => {
  if (plain.test(value)) return { text: value, substitutions: [] }
  const substitutions: Substitution[] = []
  let text = ''
  for (const character of value) {
    const changed = substitute(character)
    if (changed !== null) substitutions.push(changed)
    text += changed?.to ?? character
  }
  return { text, substitutions }
}

/** Bytes of a text that `toBig5Text` has made (markup around it may hold XML's own characters). */
export const encodeBig5 = (text: string): Uint8Array => iconv.encode(text, codePage)

/** How many bytes the text takes in Big5. */
export const big5Length = (text: string): number => (plain.test(text) ? text.length : encodeBig5(text).length)

/** The text of Big5 bytes, or null when they are not Big5 from first to last. */
export const decodeBig5 = (bytes: Uint8Array): string | null => {
  const text = iconv.decode(bytes, codePage)
  return text.includes('\ufffd') ? null : text
}
