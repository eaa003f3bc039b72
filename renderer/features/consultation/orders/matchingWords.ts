/** A word of the order vocabulary: a frequency or a route. */
export interface Word {
  readonly code: string
  readonly name: string
}

/** So many are offered: more than that nobody looks through, and one letter more leaves fewer. */
const mostWords = 20

/** The words that begin as typed, none on an empty cell; the one that is just that stands first, since Enter takes the first. */
export const matchingWords = (words: readonly Word[], typed: string): readonly Word[] =>
  typed === ''
    ? []
    : words
        .filter(({ code }) => code.startsWith(typed))
        .toSorted((one, other) => Number(other.code === typed) - Number(one.code === typed))
        .slice(0, mostWords)
