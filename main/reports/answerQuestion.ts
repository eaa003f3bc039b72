import {
  mostVisits,
  type Report,
  type ReportCell,
  type ReportQuestion,
  type ReportVisits,
} from '../../preload/contract/paper/report.ts'
import { layoutOf } from '../../preload/contract/paper/reportLayouts.ts'
import type { Instant } from '../../preload/contract/words.ts'
import { behindNumber } from '../domain/reports/behindNumber.ts'
import { createFold } from '../domain/reports/foldReport.ts'
import type { StoreReader } from '../store/openReader.ts'
import { visitsNamed } from '../store/reports/reportVisits.ts'
import { type Asking, readFacts } from './readFacts.ts'

const asOfOf = ({ now }: Asking): Instant => new Date(now).toISOString() as Instant

/** Works a report out. `limit`: rows that are given out at most; the usual number when left out. */
export const runReport = (
  reader: StoreReader,
  question: ReportQuestion,
  asking: Asking,
  limit?: number,
): Promise<Report> =>
  reader.snapshot(async () => {
    const fold = createFold(layoutOf(question))
    await readFacts(reader.db, question, asking, fold.add)
    const { rows, others, totals, rowCount } = fold.folded(question.top, limit)
    return {
      question,
      asOf: asOfOf(asking),
      rows: [...rows],
      rowCount,
      others: others === null ? null : [...others],
      totals: [...totals],
    }
  })

/** The visits behind a number of a report, by day and number; at most `limit` of them are named. */
export const visitsBehind = (
  reader: StoreReader,
  question: ReportQuestion,
  cell: ReportCell,
  asking: Asking,
  limit = mostVisits,
): Promise<ReportVisits> =>
  reader.snapshot(async () => {
    const behind = behindNumber(cell)
    await readFacts(reader.db, question, asking, behind.add)
    // Ids are given in the order of registration, and facts come by day: the first ones are the first.
    const ids = [...behind.parts.keys()].slice(0, limit)
    const named = await visitsNamed(reader.db, ids)
    return {
      asOf: asOfOf(asking),
      visits: named.map((visit) => ({ ...visit, value: behind.parts.get(visit.encounterId) ?? null })),
      count: behind.parts.size,
    }
  })
