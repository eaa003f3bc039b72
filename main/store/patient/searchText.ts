/**
 * A text as it is compared when searching: one form for full-width and half-width, capitals, spaces, and the two ways to write 臺.
 */
export const foldText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('台', '臺').replace(/\s+/gu, '')

/** Escapes what `LIKE … ESCAPE '\'` would take as a pattern. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/gu, (mark) => `\\${mark}`)

/** The smallest text after every text that begins with `prefix`, so that a prefix becomes a range an index can answer. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`

/** The digits of a telephone number as people write it. */
export const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')
