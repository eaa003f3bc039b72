import type { reportColumns } from '../../../preload/contract/paper/reportColumns.ts'

export type Fold = (typeof reportColumns)[keyof typeof reportColumns]['fold']
type Added = number | string | null | undefined

/** One number of a report while it grows. */
export interface Cell {
  add(value: Added): void
  /** Takes in what another cell of the same column has. */
  merge(other: Cell): void
  value(): number | null
  /** What is under way, for `merge`. */
  readonly held: number | ReadonlySet<string> | readonly number[]
}

/** The least of a sample that at least the given share of it does not exceed: always what really was of one of them. */
export const nearestRank = (sample: readonly number[], share: number): number | null =>
  sample.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(sample.length * share) - 1)] ?? null

const inTenths = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

/** Quantities have two decimals at most; what binary fractions add to them is theirs. */
const inHundredths = (value: number): number => Math.round(value * 100) / 100

const sumCell = (): Cell => {
  let sum = 0
  const add = (value: Added): void => {
    if (typeof value === 'number') sum += value
  }
  return {
    add,
    merge: (other) => add(typeof other.held === 'number' ? other.held : null),
    value: () => inHundredths(sum),
    get held() {
      return sum
    },
  }
}

const distinctCell = (): Cell => {
  const seen = new Set<string>()
  return {
    add: (value) => {
      if (typeof value === 'string') seen.add(value)
    },
    merge: ({ held }) => {
      if (held instanceof Set) for (const word of held) seen.add(word)
    },
    value: () => seen.size,
    held: seen,
  }
}

const leastCell = (): Cell => {
  let least: number | null = null
  const add = (value: Added): void => {
    if (typeof value === 'number' && (least === null || value < least)) least = value
  }
  return {
    add,
    merge: ({ held }) => {
      if (Array.isArray(held)) for (const value of held) add(value)
    },
    value: () => least,
    get held() {
      return least === null ? [] : [least]
    },
  }
}

const sampleCell = (share: number): Cell => {
  const sample: number[] = []
  return {
    add: (value) => {
      if (typeof value === 'number') sample.push(value)
    },
    merge: ({ held }) => {
      if (Array.isArray(held)) for (const value of held) sample.push(value)
    },
    value: () => inTenths(nearestRank(sample, share)),
    held: sample,
  }
}

/** A cell of a column; a ratio has none of its own. */
export const cellFor = (fold: Exclude<Fold, 'ratio'>): Cell => {
  switch (fold) {
    case 'sum':
    case 'quantity':
      return sumCell()
    case 'distinct':
      return distinctCell()
    case 'least':
      return leastCell()
    case 'median':
      return sampleCell(0.5)
    case 'p90':
      return sampleCell(0.9)
  }
}
