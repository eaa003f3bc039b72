/**
 * A text as it is compared when searching: one form for full-width and half-width, capitals, spaces, and the two ways to write 臺.
 */
export const foldText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('台', '臺').replace(/\s+/gu, '')

/** Escapes what `LIKE … ESCAPE '\'` would take as a pattern. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/gu, (mark) => `\\${mark}`)

/** The smallest text after every text that begins with `prefix`, so that a prefix becomes a range an index can answer. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`

/** `fold`ed text without the marks on Latin letters: josé is typed as jose. */
export const withoutMarks = (folded: string): string => folded.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/**
 * The digits by which a telephone number as people write it is found: with its extension and, because the number's own last digits are
 * the ones people say, without it. The country's +886 is the 0 of everybody here.
 */
export const phoneDigits = (text: string): readonly string[] => {
  const [number = '', extension = ''] = text
    .normalize('NFKC')
    .replace(/^\s*\+886[-\s]*\(?0?\)?/u, '0')
    .split('#')
    .map(digitsOf)
  return [...new Set([number, number + extension])].filter((digits) => digits !== '')
}
