import type { ReportChoice, ReportQuestion } from '../../../preload/contract/paper/report.ts'
import {
  groupingsOf,
  type ReportGrouping,
  type ReportKind,
  reportLayouts,
} from '../../../preload/contract/paper/reportLayouts.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'

/** How many rows of the largest are told, where rows are many. */
export const topSizes = [20, 50, 100] as const
const usualTop = 50

export const firstChoice: ReportChoice = {
  kind: 'day',
  by: 'day',
  period: 'today',
  from: null,
  to: null,
  practitionerId: null,
  session: null,
  top: null,
}

/** Whether a report tells its largest rows first. */
export const hasTop = ({ kind, by }: Pick<ReportChoice, 'kind' | 'by'>): boolean =>
  reportLayouts[kind][by]?.largestBy !== undefined

/** Another report over the same period and visits. */
export const withKind = (choice: ReportChoice, kind: ReportKind): ReportChoice => {
  const [by = choice.by] = groupingsOf(kind)
  return { ...choice, kind, by, top: hasTop({ kind, by }) ? usualTop : null }
}

/** The same report with its rows cut otherwise. */
export const withGrouping = (choice: ReportChoice, by: ReportGrouping): ReportChoice => ({
  ...choice,
  by,
  top: hasTop({ kind: choice.kind, by }) ? (choice.top ?? usualTop) : null,
})

const dayMs = 24 * 3_600_000
const isoOf = (epochMs: number): IsoDate => new Date(epochMs).toISOString().slice(0, 10) as IsoDate
const dayOfMonth = (year: number, month: number, day: number): IsoDate => isoOf(Date.UTC(year, month, day))

/** First and last day of a period, seen from `today` (`YYYY-MM-DD`). */
export const periodOf = (
  { period, from, to }: Pick<ReportChoice, 'period' | 'from' | 'to'>,
  today: IsoDate,
): { readonly from: IsoDate; readonly to: IsoDate } => {
  const [year = 0, month = 0] = today.split('-').map(Number)
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case 'this-month':
      return { from: dayOfMonth(year, month - 1, 1), to: today }
    case 'last-month':
      return { from: dayOfMonth(year, month - 2, 1), to: isoOf(Date.UTC(year, month - 1, 1) - dayMs) }
    case 'this-year':
      return { from: dayOfMonth(year, 0, 1), to: today }
    case 'typed':
      return { from: from ?? today, to: to ?? today }
  }
}

/** What is asked of main; null while the typed period has its end before its beginning. */
export const questionOf = (choice: ReportChoice, today: IsoDate): ReportQuestion | null => {
  const { kind, by, practitionerId, session, top } = choice
  const { from, to } = periodOf(choice, today)
  return from > to ? null : { kind, by, from, to, practitionerId, session, top }
}
