const han = /\p{Script=Han}/gu

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('台', '臺')

/**
 * A text as the index of words takes it: Latin words whole, Chinese character by character, because Chinese has no spaces to split
 * at and any part of a name is a fair question.
 */
export const indexedWords = (text: string): string => fold(text).replace(han, ' $& ').replace(/\s+/gu, ' ').trim()

/** From this length on a typed part may stand in the middle of a word. */
const shortestInfix = 3

const longWord = new RegExp(`[a-z0-9]{${shortestInfix},}`, 'g')

/** The Latin words of a text that may be asked for from their middle. */
export const latinWords = (text: string): readonly string[] => fold(text).match(longWord) ?? []

/** What was typed in its parts: runs of Chinese, Latin words, numbers; folded. */
export const typedParts = (text: string): readonly string[] =>
  fold(text).match(/\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu) ?? []

/** The parts that may also stand in the middle of a Latin word. */
export const infixParts = (parts: readonly string[]): readonly string[] =>
  parts.filter((part) => part.length >= shortestInfix && /^[a-z0-9]+$/.test(part))

/** Whether every typed part stands somewhere in a name. */
export const holdsParts = (name: string, parts: readonly string[]): boolean => {
  const folded = fold(name)
  return parts.every((part) => folded.includes(part))
}

const question = (part: string, words: readonly string[]): string => {
  if (/^\p{Script=Han}/u.test(part)) return `"${indexedWords(part)}"`
  // One letter begins so many words that it says nothing but itself.
  if ([...part].length === 1) return `"${part}"`
  return words.length === 0 ? `"${part}"*` : `(${[`"${part}"*`, ...words.map((word) => `"${word}"`)].join(' OR ')})`
}

/**
 * The question for the index: every part of what was typed has to occur, a run of Chinese as it stands, a Latin word or number at
 * the beginning of a word, a single letter as a word of its own. `wordsWith` names the words that hold a part in their middle. Null
 * when nothing typed is a letter or digit. Everything is quoted, so nothing typed is ever taken as an operator.
 */
export const wordsQuery = (
  text: string,
  wordsWith: ReadonlyMap<string, readonly string[]> = new Map(),
): string | null => {
  const parts = typedParts(text)
  if (parts.length === 0) return null
  return parts.map((part) => question(part, wordsWith.get(part) ?? [])).join(' AND ')
}
