import type { OrderSet } from '../../../../preload/contract/orders/orderSet.ts'

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()
/** A shorter part of a name would put sets in the way of every drug that begins so. */
const shortestPart = 2

/** How well a set answers what was typed: by its keyword, whole or begun, or by its name; 0 when it doesn't. */
const fitOf = ({ keyword, name }: OrderSet, typed: string): number => {
  const key = fold(keyword)
  if (key === typed) return 4
  if (key.startsWith(typed)) return 3
  const title = fold(name)
  if (title.startsWith(typed)) return 2
  return typed.length >= shortestPart && title.includes(typed) ? 1 : 0
}

/** The sets that answer what was typed on the empty row, the surest first; all of them while nothing is typed. */
export const fittingSets = (sets: readonly OrderSet[], text: string): readonly OrderSet[] => {
  const typed = fold(text)
  if (typed === '') return sets
  return sets
    .map((set) => ({ set, fit: fitOf(set, typed) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((one, other) => other.fit - one.fit)
    .map(({ set }) => set)
}
