import type { ReportColumn } from '../../../preload/contract/paper/reportColumns.ts'

/** A name in both languages of the code tables; a person's is the same in both. */
export interface FactName {
  readonly zh: string
  readonly en: string
}

/** What one visit, one line or movement of it, or one appointment adds to a report. */
export interface Fact {
  /** Null for an appointment that nobody came to. */
  readonly encounterId: string | null
  /** The row it belongs to: one word for each dimension. */
  readonly key: readonly string[]
  /** What the last word is called; null where it speaks for itself. */
  readonly name: FactName | null
  /** A number to be added up or a sample, a word to be counted once; what is left out adds nothing. */
  readonly adds: Readonly<Partial<Record<ReportColumn, number | string | null>>>
}

export const nameOf = (name: string): FactName => ({ zh: name, en: name })
