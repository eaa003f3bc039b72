import type { IsoDate } from '../../../preload/contract/words.ts'

/** Something that is in force from a day on, both days included; null means without end. Days are `YYYY-MM-DD` in Taipei. */
export interface Dated {
  readonly validFrom: string
  readonly validTo: string | null
}

/** The day so many days after another, before it where they are negative. */
export const addDays = (day: string, days: number): IsoDate =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10) as IsoDate

/** Whether an entry is in force on a day. ISO days compare as text. */
export const isInForce = (entry: Dated, day: string): boolean =>
  entry.validFrom <= day && (entry.validTo === null || day <= entry.validTo)

/** The entries in force on a day, in their order. */
export const inForceOn = <Entry extends Dated>(entries: readonly Entry[], day: string): readonly Entry[] =>
  entries.filter((entry) => isInForce(entry, day))

/**
 * The first key for which two entries are in force on the same day, or whose entry ends before it begins; null when a table is
 * sound. A table with such a key has two answers for one day and must not be used.
 */
export const findOverlap = <Entry extends Dated>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): string | null => {
  for (const [key, group] of Map.groupBy(entries, keyOf)) {
    const sorted = group.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    for (const [index, entry] of sorted.entries()) {
      if (entry.validTo !== null && entry.validTo < entry.validFrom) return key
      const next = sorted[index + 1]
      if (next !== undefined && (entry.validTo === null || entry.validTo >= next.validFrom)) return key
    }
  }
  return null
}
