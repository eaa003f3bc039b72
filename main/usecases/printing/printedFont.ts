/** Whether the font that comes with the program has a character, by its code point. */
export type FontCoverage = (codePoint: number) => boolean

/** The page around a document, and the styles it links to, which bring the font. */
export interface PrintPage {
  readonly shell: string
  readonly styles: string
}

const hex = (text: string): number => Number.parseInt(text, 16)

/** `U+4E00`, `U+4E00-4E07` or `U+4E??`, first and last. */
const rangeOf = (text: string): readonly [first: number, last: number] => {
  const [first = '', last = first] = text.trim().replace(/^u\+/i, '').split('-')
  return [hex(first.replaceAll('?', '0')), hex(last.replaceAll('?', 'F'))]
}

/** What the fonts of a style sheet cover, as its `unicode-range`s say. */
export const fontCoverage = (styles: string): FontCoverage => {
  const ranges = [...styles.matchAll(/unicode-range:([^;}]+)/gi)].flatMap(([, list = '']) =>
    list.split(',').map(rangeOf),
  )
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last)
}

/** What takes no ink has no need of a font. */
const isInkless = /^[\s\p{Default_Ignorable_Code_Point}\p{Control}]$/u

/**
 * The characters of a text that the font doesn't have, each once: rare ones of names (罕用字), and those a PC had made for itself (造字).
 * They are printed in whatever font of the PC has them, or as an empty box.
 */
export const notInFont = (text: string, covers: FontCoverage): readonly string[] =>
  [...new Set(text)].filter((character) => !isInkless.test(character) && !covers(character.codePointAt(0) ?? 0))
