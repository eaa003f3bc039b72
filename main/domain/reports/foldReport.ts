import { mostRows, type ReportRow } from '../../../preload/contract/paper/report.ts'
import { type ReportColumn, reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import type { ReportLayout } from '../../../preload/contract/paper/reportLayouts.ts'
import type { Fact, FactName } from './fact.ts'
import { type Cell, cellFor } from './foldCell.ts'
import { compareKeys } from './keyOrder.ts'

/** Of which columns a ratio is, and how many times it is told. */
const ratios: Readonly<Partial<Record<ReportColumn, readonly [part: ReportColumn, per: ReportColumn, times: number]>>> =
  {
    perDay: ['visits', 'days', 1],
    pointsPerVisit: ['points', 'visits', 1],
    share: ['noShows', 'expected', 100],
  }

/** What differs from row to row in kind or in meaning is told of single rows alone. */
const isOfRowsOnly = (column: ReportColumn): boolean => ['quantity', 'least'].includes(reportColumns[column].fold)

interface Group {
  readonly key: readonly string[]
  name: FactName | null
  /** In the order of the columns; null for a ratio. */
  readonly cells: readonly (Cell | null)[]
}

export interface FoldedReport {
  readonly rows: readonly ReportRow[]
  /** Rows in all, those in `others` not counted; `rows` has at most `mostRows` of them. */
  readonly rowCount: number
  readonly others: readonly (number | null)[] | null
  readonly totals: readonly (number | null)[]
}

export interface ReportFold {
  add(fact: Fact): void
  /** `limit`: rows that are given out at most. */
  folded(top: number | null, limit?: number): FoldedReport
}

/** Ids come as a text for each fact; the same text is kept once, whatever it is counted in. */
const createInterning = (): ((text: string) => string) => {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    known.set(text, text)
    return text
  }
}

/**
 * Adds facts up to a report. Every fact goes into its row and into the totals, so that the totals of what is added up are the sum of
 * the rows by construction, also where only the largest rows are told.
 */
export const createFold = (layout: ReportLayout): ReportFold => {
  const { columns } = layout
  const newCells = (): readonly (Cell | null)[] =>
    columns.map((column) => {
      const { fold } = reportColumns[column]
      return fold === 'ratio' ? null : cellFor(fold)
    })
  const whole: Group = { key: [], name: null, cells: newCells() }
  const groups = new Map<string, Group>()
  const intern = createInterning()

  const groupOf = ({ key, name }: Fact): Group => {
    const word = key.join('\n')
    const known = groups.get(word)
    if (known !== undefined) {
      // The newest name is the one people know.
      known.name = name
      return known
    }
    const made: Group = { key, name, cells: newCells() }
    groups.set(word, made)
    return made
  }

  const valueAt = ({ cells }: Group, column: ReportColumn): number | null =>
    cells[columns.indexOf(column)]?.value() ?? null

  const valuesOf = (group: Group, isOneRow: boolean): (number | null)[] =>
    columns.map((column, index) => {
      const ratio = ratios[column]
      if (ratio !== undefined) {
        const [part, per] = [valueAt(group, ratio[0]), valueAt(group, ratio[1])]
        return part === null || per === null || per === 0 ? null : Math.round((part / per) * ratio[2] * 10) / 10
      }
      if (isOfRowsOnly(column) && !isOneRow) return null
      return group.cells[index]?.value() ?? null
    })

  const merged = (parts: readonly Group[]): Group => {
    const cells = newCells()
    for (const part of parts) {
      for (const [index, cell] of part.cells.entries()) if (cell !== null) cells[index]?.merge(cell)
    }
    return { key: [], name: null, cells }
  }

  const inOrder = (): readonly Group[] => {
    const { dimensions, largestBy } = layout
    const byKey = (one: Group, other: Group): number => compareKeys(dimensions, one.key, other.key)
    if (largestBy === undefined) return [...groups.values()].sort(byKey)
    const sizes = new Map([...groups.values()].map((group) => [group, valueAt(group, largestBy) ?? 0]))
    return [...groups.values()].sort(
      (one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0) || byKey(one, other),
    )
  }

  return {
    add: (fact) => {
      const group = groupOf(fact)
      for (const [index, column] of columns.entries()) {
        const given = fact.adds[column]
        const value = typeof given === 'string' ? intern(given) : given
        group.cells[index]?.add(value)
        whole.cells[index]?.add(value)
      }
    },
    folded: (top, limit = mostRows) => {
      const ordered = inOrder()
      const told = top === null ? ordered : ordered.slice(0, top)
      const rest = ordered.slice(told.length)
      return {
        rows: told.slice(0, limit).map((group) => ({
          key: [...group.key],
          name: group.name,
          values: valuesOf(group, true),
        })),
        rowCount: told.length,
        others: rest.length === 0 ? null : valuesOf(merged(rest), false),
        totals: valuesOf(whole, false),
      }
    },
  }
}
