const han = /\p{Script=Han}/gu

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('台', '臺')

/**
 * A text as the index of words takes it: Latin words whole, Chinese character by character, because Chinese has no spaces to split
 * at and any part of a name is a fair question.
 */
export const indexedWords = (text: string): string => fold(text).replace(han, ' $& ').replace(/\s+/gu, ' ').trim()

const question = (run: string): string => {
  if (/^\p{Script=Han}/u.test(run)) return `"${indexedWords(run)}"`
  // One letter begins so many words that it says nothing but itself.
  return [...run].length === 1 ? `"${run}"` : `"${run}"*`
}

/**
 * The question for the index: every part of what was typed has to occur, a run of Chinese as it stands, a Latin word or number at
 * the beginning of a word, a single letter as a word of its own. Null when nothing typed is a letter or digit. Everything is quoted, so nothing typed is ever taken as
 * an operator.
 */
export const wordsQuery = (text: string): string | null => {
  const runs = fold(text).match(/\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu)
  if (runs === null) return null
  return runs.map(question).join(' ')
}
