import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Report, ReportCell } from '../../../preload/contract/paper/report.ts'
import { hasVisitsBehind, reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import { layoutOf } from '../../../preload/contract/paper/reportLayouts.ts'
import { number } from '../../ui/format/number.ts'
import { useReportWords } from './useReportWords.ts'

export interface GridPlace {
  readonly row: number
  readonly column: number
}

interface ReportGridProps {
  readonly report: Report
  readonly place: GridPlace
  /** Goes on with the keys where nothing else has them when the table appears. */
  readonly takesFocus: boolean
  readonly onPlace: (place: GridPlace) => void
  readonly onOpen: (cell: ReportCell) => void
}

const tones =
  'aria-selected:bg-accent-soft group-focus-visible/grid:aria-selected:outline-2 outline-accent -outline-offset-2'

/** The table of a report: one tab stop, arrows move from number to number, Enter looks behind one. */
export const ReportGrid = ({ report, place, takesFocus, onPlace, onOpen }: ReportGridProps) => {
  const { t } = useTranslation()
  const { heading, rowWords } = useReportWords()
  const id = useId()
  const box = useRef<HTMLTableElement>(null)
  const { dimensions, columns } = layoutOf(report.question)
  const lines = [
    ...report.rows.map((row) => ({ key: row.key, words: rowWords(dimensions, row), values: row.values })),
    ...(report.others === null ? [] : [{ key: undefined, words: [t('report.others')], values: report.others }]),
    { key: null, words: [t('report.total')], values: report.totals },
  ]
  const row = Math.min(place.row, lines.length - 1)
  const column = Math.min(place.column, columns.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen number comes into sight whenever it is another one
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [row, column])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the table comes back, as from the visits behind a number
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) box.current?.focus()
  }, [])

  const open = (toRow: number, toColumn: number): void => {
    const line = lines[toRow]
    const chosen = columns[toColumn]
    if (line?.key === undefined || chosen === undefined || (line.values[toColumn] ?? 0) === 0) return
    if (!hasVisitsBehind(chosen)) return
    onOpen({ key: line.key, column: chosen })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = 10
    const targets: Readonly<Record<string, GridPlace>> = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: row - page, column },
      Home: { row: 0, column },
      End: { row: lines.length - 1, column },
    }
    const target = targets[event.key]
    if (target !== undefined && !event.ctrlKey) {
      event.preventDefault()
      onPlace({
        row: Math.max(0, Math.min(lines.length - 1, target.row)),
        column: Math.max(0, Math.min(columns.length - 1, target.column)),
      })
    }
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      onPlace({ row, column })
      open(row, column)
    }
  }
  return (
    <div className="min-h-40 flex-1 overflow-auto [scrollbar-gutter:stable]">
      <table
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrows go through its numbers
        role="grid"
        tabIndex={0}
        data-testid="report-grid"
        aria-label={t(`report.kind.${report.question.kind}`)}
        aria-activedescendant={`${id}-${row}-${column}`}
        onKeyDown={onKeyDown}
        className="group/grid w-full border-separate border-spacing-0 text-sm outline-none"
      >
        <thead className="sticky top-0 z-1 bg-ground text-muted">
          <tr>
            {dimensions.map((dimension) => (
              <th key={dimension} scope="col" className="border-y border-line px-2 py-1 text-left font-normal">
                {t(`report.dimension.${dimension}`)}
              </th>
            ))}
            {columns.map((one) => (
              <th
                key={one}
                scope="col"
                className="border-y border-line px-2 py-1 text-right font-normal whitespace-nowrap"
              >
                {heading(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr
              key={line.key?.join(' ') ?? (line.key === null ? 'total' : 'others')}
              data-testid={line.key === null ? 'report-total' : 'report-row'}
              className={`h-8 ${line.key === null ? 'sticky bottom-0 bg-ground font-semibold' : ''}`}
            >
              {line.words.map((word, index) => (
                <th
                  key={dimensions[index]}
                  scope="row"
                  colSpan={line.key == null ? dimensions.length : 1}
                  className="max-w-80 truncate border-b border-line px-2 text-left font-normal"
                  title={word}
                >
                  {word}
                </th>
              ))}
              {columns.map((one, index) => {
                const value = line.values[index] ?? null
                const canOpen = line.key !== undefined && value !== null && value !== 0 && hasVisitsBehind(one)
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys (aria-activedescendant)
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid is the one tab stop
                  <td
                    key={one}
                    id={`${id}-${at}-${index}`}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see the grid
                    role="gridcell"
                    data-column={one}
                    data-value={value ?? ''}
                    aria-selected={at === row && index === column}
                    onClick={() => {
                      onPlace({ row: at, column: index })
                      open(at, index)
                    }}
                    className={`border-b border-line px-2 text-right whitespace-nowrap ${tones} ${canOpen ? 'cursor-pointer hover:underline' : 'text-muted'}`}
                  >
                    {value === null ? '—' : number(value)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {report.rowCount > report.rows.length ? (
        <p className="px-4 py-2 text-sm text-muted">
          {t('report.moreRows', { shown: report.rows.length, count: report.rowCount })}
        </p>
      ) : null}
    </div>
  )
}

/** The column of a place, by which the chart is drawn. */
export const columnAt = (report: Report, place: GridPlace | null) => {
  const { columns } = layoutOf(report.question)
  const column = place === null ? undefined : columns[Math.min(place.column, columns.length - 1)]
  return column === undefined || reportColumns[column].fold === 'quantity' ? null : column
}
