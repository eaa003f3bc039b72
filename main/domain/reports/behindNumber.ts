import type { ReportCell } from '../../../preload/contract/paper/report.ts'
import { reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import type { Fact } from './fact.ts'

/** The visits that make up one number of a report, while they are gathered. */
export interface BehindNumber {
  add(fact: Fact): void
  /** Each visit's part of the number; null where the number doesn't consist of parts. */
  readonly parts: ReadonlyMap<string, number | null>
}

/**
 * Gathers the visits behind a number from the same facts that it was added up from: what they have in a column that is a sum adds up to
 * it. A ratio has the visits of its row behind it.
 */
export const behindNumber = ({ key, column }: ReportCell): BehindNumber => {
  const parts = new Map<string, number | null>()
  const row = key?.join('\n')
  const { fold } = reportColumns[column]
  const isOfRow = (fact: Fact): boolean => row === undefined || fact.key.join('\n') === row
  return {
    parts,
    add: (fact) => {
      const { encounterId } = fact
      if (encounterId === null || !isOfRow(fact)) return
      if (fold === 'ratio') {
        if (fact.adds.visits === 1) parts.set(encounterId, null)
        return
      }
      const added = fact.adds[column]
      if (added === undefined || added === null || added === 0) return
      if (typeof added === 'string') return void parts.set(encounterId, null)
      parts.set(encounterId, (parts.get(encounterId) ?? 0) + added)
    },
  }
}
