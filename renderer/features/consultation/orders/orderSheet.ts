import type { CatalogOrder } from '../../../../preload/contract/codes/catalog.ts'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { parseNumber } from '../../../ui/format/number.ts'
import { parseDose } from './doseText.ts'

/** Columns of the sheet that can be typed in, from left to right. */
export const columns = ['code', 'dose', 'frequency', 'route', 'days', 'quantity'] as const
export type Column = (typeof columns)[number]

/** The cell being typed in. Row `orders.length` is the empty row for the next order, which has only its first cell. */
export interface Cell {
  readonly row: number
  readonly column: Column
}

/** What a sheet holds at most. */
export const mostOrders = 100

/** A row as the catalogue usually orders it; what a rule gives is left open. */
export const rowOf = (item: CatalogOrder): OrderDraft => ({
  kind: item.kind,
  code: item.code,
  dose: item.kind === 'drug' ? item.usual.dose : null,
  frequency: item.kind === 'drug' ? item.usual.frequency : null,
  route: item.kind === 'drug' ? item.usual.route : null,
  days: item.kind === 'drug' ? item.usual.days : null,
  quantity: item.kind === 'drug' ? item.usual.quantity : 1,
  site: '',
})

/** Which cells a row has: a procedure has no dose, frequency, route or days. */
export const hasCell = (orders: readonly OrderDraft[], { row, column }: Cell): boolean => {
  const order = orders[row]
  if (order === undefined) return row === orders.length && column === 'code'
  return order.kind === 'drug' || column === 'code' || column === 'quantity'
}

const cellsOf = (orders: readonly OrderDraft[]): readonly Cell[] =>
  Array.from({ length: orders.length + 1 }, (_, row) => columns.map((column) => ({ row, column })))
    .flat()
    .filter((cell) => hasCell(orders, cell))

const same = (one: Cell, other: Cell): boolean => one.row === other.row && one.column === other.column

/** The cell one step right or left, over the ends of rows; null beyond the sheet. */
export const neighbour = (orders: readonly OrderDraft[], cell: Cell, by: 1 | -1): Cell | null => {
  const cells = cellsOf(orders)
  const at = cells.findIndex((entry) => same(entry, cell))
  return cells[at + by] ?? null
}

/** The same column one row up or down, or the nearest cell to its left that the row has; null beyond the sheet. */
export const above = (orders: readonly OrderDraft[], cell: Cell, by: 1 | -1): Cell | null => {
  const row = cell.row + by
  if (row < 0 || row > orders.length) return null
  const left = columns.slice(0, columns.indexOf(cell.column) + 1).reverse()
  const column = left.find((name) => hasCell(orders, { row, column: name }))
  return column === undefined ? null : { row, column }
}

/**
 * Where Enter goes: code → dose → frequency → days, and on to the next row. Route is passed over when it is filled, quantity
 * when the rule gives it, so that an ordinary drug takes four strokes.
 */
export const afterEnter = (orders: readonly OrderDraft[], cell: Cell, needsQuantity: boolean): Cell => {
  const order = orders[cell.row]
  const nextRow: Cell = { row: Math.min(cell.row + 1, orders.length), column: 'code' }
  if (order === undefined) return cell
  const rest = columns.slice(columns.indexOf(cell.column) + 1)
  const column = rest.find((name) => {
    if (!hasCell(orders, { row: cell.row, column: name })) return false
    if (name === 'route') return order.route === null || order.route === ''
    if (name === 'quantity') return needsQuantity || order.kind !== 'drug'
    return true
  })
  return column === undefined ? nextRow : { row: cell.row, column }
}

/** What a cell shows for editing. */
export const textOf = (order: OrderDraft, column: Column): string => String(order[column] ?? '')

const ranges = {
  days: { min: 1, max: 90, decimals: 0 },
  quantity: { min: 0, max: 99_999, decimals: 1 },
} as const

/** The row with one cell as typed, or null when the text cannot stand there. Emptied numbers are left to the rule. */
export const withText = (order: OrderDraft, column: Exclude<Column, 'code'>, text: string): OrderDraft | null => {
  if (column === 'frequency' || column === 'route') {
    const code = text.normalize('NFKC').trim().toUpperCase()
    if (code.length > (column === 'route' ? 4 : 18)) return null
    return { ...order, [column]: code === '' ? null : code }
  }
  const value = column === 'dose' ? parseDose(text) : parseNumber(text, ranges[column])
  return value === undefined ? null : { ...order, [column]: value }
}

/**
 * The row while a cell is typed in. A text that can't stand there leaves the cell empty: what its beginning would have meant (the 1 of
 * `1.255`, the 10 of `100` days) is not what the doctor ordered.
 */
export const whileTyped = (order: OrderDraft, column: Exclude<Column, 'code'>, text: string): OrderDraft =>
  withText(order, column, text) ?? { ...order, [column]: null }

export const replaceRow = (orders: readonly OrderDraft[], row: number, order: OrderDraft): readonly OrderDraft[] =>
  row < orders.length ? orders.map((old, at) => (at === row ? order : old)) : [...orders, order]

export const removeRow = (orders: readonly OrderDraft[], row: number): readonly OrderDraft[] =>
  orders.filter((_, at) => at !== row)

export const insertRow = (orders: readonly OrderDraft[], row: number, order: OrderDraft): readonly OrderDraft[] => [
  ...orders.slice(0, row),
  order,
  ...orders.slice(row),
]

/** Last visit's orders behind what stands already; those with the same code are not taken twice. At most `mostOrders` rows. */
export const repeatOrders = (
  orders: readonly OrderDraft[],
  last: readonly (OrderDraft & { readonly name?: string })[],
): readonly OrderDraft[] => {
  const codes = new Set(orders.map(({ code }) => code))
  const added = last.filter(({ code }) => !codes.has(code)).map(({ name: _, ...order }) => order)
  return [...orders, ...added].slice(0, mostOrders)
}

/** The drugs of the newest visit that had any (上次處方): what a visit without drugs did is not in the way. */
export const lastDrugs = <Order extends OrderDraft>(
  history: readonly { readonly orders: readonly Order[] }[],
): readonly Order[] =>
  history.map(({ orders }) => orders.filter(({ kind }) => kind === 'drug')).find((drugs) => drugs.length > 0) ?? []
