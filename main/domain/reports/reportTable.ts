import {
  type Report,
  type ReportRow,
  type ReportVisits,
  type ReportWords,
  reportVisitColumns,
} from '../../../preload/contract/paper/report.ts'
import { isCoded, layoutOf } from '../../../preload/contract/paper/reportLayouts.ts'

export type TableCell = string | number | null

/** A table as it is written to a file, its headings first. */
export type FileTable = readonly (readonly TableCell[])[]

/** What XML has no way to write, and no name needs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const plain = (text: string): string => text.replaceAll(unwritable, '')

/** `2026-11-26 10:32:05`, Taipei time. */
const momentOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const footOf = (words: ReportWords, asOf: string): FileTable =>
  [[''], [words.title], ...words.notes.map((note) => [note]), [`${words.asOf} ${momentOf(asOf)}`]].map(
    ([text = '']) => [plain(text)],
  )

/** A report as a table: its rows, the rest, the totals, and what it is of. */
export const reportTable = (
  report: Pick<Report, 'question' | 'rows' | 'others' | 'totals' | 'asOf'>,
  words: ReportWords,
): FileTable => {
  const layout = layoutOf(report.question)
  const coded = isCoded(layout)
  const { language } = words
  const blank = Array.from({ length: layout.dimensions.length - 1 + (coded ? 1 : 0) }, () => '')
  const keyCells = ({ key, name }: ReportRow): readonly TableCell[] => {
    const told = key.map((word) => words.words[word] ?? word)
    const called = name === null ? '' : name[language] === '' ? name.zh : name[language]
    // A code and a chart number stay what they are, whatever else is called so.
    if (coded) return [...told.slice(0, -1), plain(key.at(-1) ?? ''), plain(called)]
    return name === null ? told : [...told.slice(0, -1), plain(called)]
  }
  return [
    words.headings,
    ...report.rows.map((row) => [...keyCells(row), ...row.values]),
    ...(report.others === null ? [] : [[words.others, ...blank, ...report.others]]),
    [words.total, ...blank, ...report.totals],
    ...footOf(words, report.asOf),
  ]
}

/** The visits behind a number as a table. */
export const visitsTable = ({ visits, asOf }: Pick<ReportVisits, 'visits' | 'asOf'>, words: ReportWords): FileTable => [
  words.headings,
  ...visits.map((visit) =>
    reportVisitColumns.map((column): TableCell => {
      const value = visit[column]
      return typeof value === 'string' ? plain(column === 'session' ? (words.words[value] ?? value) : value) : value
    }),
  ),
  ...footOf(words, asOf),
]
