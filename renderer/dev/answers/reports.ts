import type { Report, ReportQuestion } from '../../../preload/contract/paper/report.ts'
import { reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import { layoutOf } from '../../../preload/contract/paper/reportLayouts.ts'
import fixtures from '../fixtures.json'
import { person } from '../people.ts'
import { type Handlers, id, instant } from '../world.ts'

const words: Readonly<Record<string, readonly string[]>> = {
  day: ['2026-11-24', '2026-11-25', '2026-11-26'],
  month: ['2026-09', '2026-10', '2026-11'],
  weekday: ['1', '3', '5'],
  session: ['morning', 'afternoon', 'evening'],
  practitioner: ['d1', 'd2'],
  diagnosis: ['J06.9', 'I10', 'E11.9'],
  chapter: ['04', '09', '10'],
  drug: ['AC00000100', 'AC00000200', 'AC00000300'],
  kind: ['due', 'payment', 'refund'],
  method: ['none', 'cash', 'card'],
  band: ['0-30', '31-60', '366+'],
  hour: ['09', '10', '19'],
  'due-from': ['2026-11-20', '2026-11-24', '2026-11-27'],
  'due-until': ['2026-12-01', '2026-12-24', '2027-01-20'],
  dispensing: ['2/3', '3/3', '2/3'],
  phone: ['0912***678', '0923***456', '02-2***123'],
  patient: ['0000012', '0000044', '0000107'],
}

/** Rows of made-up numbers whose totals are their sums. */
const reportOf = (question: ReportQuestion): Report => {
  const { dimensions, columns } = layoutOf(question)
  const rows = Array.from({ length: 3 }, (_, row) => ({
    key: dimensions.map((dimension) => words[dimension]?.[row % (words[dimension]?.length ?? 1)] ?? ''),
    name: ['practitioner', 'diagnosis', 'drug', 'patient'].includes(dimensions.at(-1) ?? '')
      ? { zh: person(row).name, en: person(row).name }
      : null,
    values: columns.map((_, column) => (row + 1) * (column + 3) * 7),
  }))
  return {
    question,
    asOf: instant() as Report['asOf'],
    rows,
    rowCount: rows.length,
    others: null,
    totals: columns.map((column, index) =>
      reportColumns[column].fold === 'sum' ? rows.reduce((sum, { values }) => sum + (values[index] ?? 0), 0) : null,
    ),
  }
}

type ReportNames = Extract<keyof Handlers, `reports:${string}`>

/** The pretend answers of reports. */
export const reportHandlers: Pick<Handlers, ReportNames> = {
  'reports:practitioners': () => [],
  'reports:run': (_, question) => reportOf(question as ReportQuestion),
  'reports:visits': () => ({
    asOf: instant() as never,
    visits: Array.from({ length: 12 }, (_, index) => ({
      encounterId: id(5_000 + index) as never,
      day: '2026-11-26' as never,
      queueNumber: index + 1,
      session: 'morning' as const,
      patientName: person(index).name,
      chartNumber: String(index).padStart(7, '0'),
      practitionerName: person(40).name,
      value: 100 + index,
    })),
    count: 12,
  }),
  'reports:export': () => ({ file: fixtures.codeTable.file, rows: 3 }),
  'reports:cancel': () => ({}),
}
