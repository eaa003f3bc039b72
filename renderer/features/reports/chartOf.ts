import type { Report, ReportRow } from '../../../preload/contract/paper/report.ts'
import { type ReportColumn, reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import { layoutOf, type ReportDimension } from '../../../preload/contract/paper/reportLayouts.ts'

/** Bars at most; more can't be told apart. */
export const mostBars = 31

export interface ChartBar {
  readonly key: readonly string[]
  readonly name: ReportRow['name']
  readonly values: readonly (number | null)[]
}

export interface Chart {
  readonly series: readonly ReportColumn[]
  /** What each bar is told by. */
  readonly dimensions: readonly ReportDimension[]
  readonly bars: readonly ChartBar[]
  /** Parts of one sum, which stand on each other. */
  readonly stacked: boolean
  /** Names too long to stand under a bar. */
  readonly lying: boolean
  /** Rows of the whole report that no bar is of. */
  readonly left: number
}

const firstColumns: Readonly<Record<Report['question']['kind'], ReportColumn>> = {
  day: 'visits',
  doctor: 'visits',
  session: 'visits',
  diagnosis: 'main',
  drug: 'points',
  revenue: 'net',
  debt: 'amount',
  refill: 'prescriptions',
  'no-show': 'noShows',
  waiting: 'waitMedian',
}

const payments = ['cash', 'card', 'mobile'] as const
const stages = [
  ['waitMedian', 'waitP90'],
  ['seeMedian', 'seeP90'],
  ['payMedian', 'payP90'],
  ['stayMedian', 'stayP90'],
] as const

const kept = ['came', 'noShows'] as const
/** Columns that are drawn together, as parts of one whole. */
const wholes = [payments, kept] as const

const seriesOf = (column: ReportColumn): readonly ReportColumn[] =>
  stages.find((stage) => stage.some((one) => one === column)) ??
  wholes.find((whole) => whole.some((one) => one === column)) ?? [column]

/** A bar, and how many rows of the table it is of. */
interface Drawn extends ChartBar {
  readonly rows: number
}

/** The days of a sheet, each as one bar. Of a sheet that is told only in part the last day may be, and is left out. */
const byDay = ({ rows, rowCount }: Report): readonly Drawn[] => {
  const days = [...Map.groupBy(rows, ({ key }) => key[0] ?? '')].map(([day, ofDay]) => ({
    key: [day],
    name: null,
    rows: ofDay.length,
    values: (ofDay[0]?.values ?? []).map((_, index) =>
      ofDay.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
    ),
  }))
  return rowCount > rows.length ? days.slice(0, -1) : days
}

/**
 * What is drawn of a report: the column that a person has chosen, or the one that is looked at most. A day sheet of several days is drawn
 * by day, where the column can be added up.
 */
export const chartOf = (report: Report, chosen: ReportColumn | null): Chart => {
  const layout = layoutOf(report.question)
  const { kind, from, to } = report.question
  const known = layout.columns.find((column) => column === chosen) ?? firstColumns[kind]
  const column = layout.columns.includes(known) ? known : (layout.columns.at(-1) ?? known)
  const isDays = kind === 'day' && from < to && reportColumns[column].fold === 'sum'
  const rows: readonly Drawn[] = isDays ? byDay(report) : report.rows.map((row) => ({ ...row, rows: 1 }))
  const series = seriesOf(column)
  const at = series.map((one) => layout.columns.indexOf(one))
  // A list of what is to be done counts nothing.
  const drawn = layout.dimensions.includes('due-until') ? [] : rows.slice(0, mostBars)
  return {
    series,
    dimensions: isDays ? ['day'] : layout.dimensions,
    bars: drawn.map(({ key, name, values }) => ({ key, name, values: at.map((index) => values[index] ?? null) })),
    stacked: wholes.some((whole) => whole === series),
    lying: ['diagnosis', 'chapter', 'drug', 'patient'].some((dimension) => layout.dimensions[0] === dimension),
    left: drawn.reduce((left, bar) => left - bar.rows, report.rowCount),
  }
}
