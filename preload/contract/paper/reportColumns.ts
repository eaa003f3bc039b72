import { z } from 'zod'

/**
 * Every column, in what it is counted and how its parts become one number. `sum`: the total is the sum of the rows, and what lies
 * behind a number adds up to it. `distinct`: the same patient or day counts once. `quantity`: a sum within its row only, because units
 * differ between rows. `least`: the smallest, within its row only. `median`, `p90`: of the visits' minutes. `ratio`: of two other columns.
 */
export const reportColumns = {
  visits: { unit: 'count', fold: 'sum' },
  cancelled: { unit: 'count', fold: 'sum' },
  patients: { unit: 'count', fold: 'distinct' },
  days: { unit: 'count', fold: 'distinct' },
  perDay: { unit: 'decimal', fold: 'ratio' },
  points: { unit: 'points', fold: 'sum' },
  pointsPerVisit: { unit: 'points', fold: 'ratio' },
  examination: { unit: 'points', fold: 'sum' },
  drugs: { unit: 'points', fold: 'sum' },
  treatments: { unit: 'points', fold: 'sum' },
  copayment: { unit: 'twd', fold: 'sum' },
  registration: { unit: 'twd', fold: 'sum' },
  unsent: { unit: 'count', fold: 'sum' },
  late: { unit: 'count', fold: 'sum' },
  due: { unit: 'twd', fold: 'sum' },
  selfPay: { unit: 'twd', fold: 'sum' },
  discount: { unit: 'twd', fold: 'sum' },
  owed: { unit: 'twd', fold: 'sum' },
  cash: { unit: 'twd', fold: 'sum' },
  card: { unit: 'twd', fold: 'sum' },
  mobile: { unit: 'twd', fold: 'sum' },
  received: { unit: 'twd', fold: 'sum' },
  refunded: { unit: 'twd', fold: 'sum' },
  net: { unit: 'twd', fold: 'sum' },
  entries: { unit: 'count', fold: 'sum' },
  amount: { unit: 'twd', fold: 'sum' },
  main: { unit: 'count', fold: 'sum' },
  mentions: { unit: 'count', fold: 'sum' },
  lines: { unit: 'count', fold: 'sum' },
  quantity: { unit: 'decimal', fold: 'quantity' },
  waitMedian: { unit: 'minutes', fold: 'median' },
  waitP90: { unit: 'minutes', fold: 'p90' },
  seeMedian: { unit: 'minutes', fold: 'median' },
  seeP90: { unit: 'minutes', fold: 'p90' },
  payMedian: { unit: 'minutes', fold: 'median' },
  payP90: { unit: 'minutes', fold: 'p90' },
  stayMedian: { unit: 'minutes', fold: 'median' },
  stayP90: { unit: 'minutes', fold: 'p90' },
  prescriptions: { unit: 'count', fold: 'sum' },
  daysEach: { unit: 'days', fold: 'least' },
  supplyLeft: { unit: 'days', fold: 'least' },
  daysLeft: { unit: 'days', fold: 'least' },
  expected: { unit: 'count', fold: 'sum' },
  came: { unit: 'count', fold: 'sum' },
  noShows: { unit: 'count', fold: 'sum' },
  share: { unit: 'percent', fold: 'ratio' },
  calledOff: { unit: 'count', fold: 'sum' },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly unit: 'count' | 'decimal' | 'points' | 'twd' | 'minutes' | 'days' | 'percent'
      readonly fold: 'sum' | 'distinct' | 'quantity' | 'least' | 'median' | 'p90' | 'ratio'
    }
  >
>
export type ReportColumn = keyof typeof reportColumns
/** Columns that count what is no visit: there is none to look at behind them. */
const withoutVisits: ReadonlySet<string> = new Set(['expected', 'noShows', 'share', 'calledOff'])
/** Whether the visits behind a number of this column can be looked at. */
export const hasVisitsBehind = (column: ReportColumn): boolean => !withoutVisits.has(column)

/** One of `reportColumns`. */
export const ReportColumnSchema = z.enum(Object.keys(reportColumns) as [ReportColumn, ...ReportColumn[]])
