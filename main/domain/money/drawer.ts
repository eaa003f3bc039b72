import { type CashCounts, denominations, type Shift } from '../../../preload/contract/money/drawer.ts'

/** NT$ of counted notes and coins. */
export const countedCash = (counts: CashCounts): number =>
  denominations.reduce((sum, value) => sum + Number(value) * (counts[value] ?? 0), 0)

/** Cash that should lie in the drawer: the float and what came in cash, less what went. */
export const expectedCash = (float: number, totals: Shift['totals']): number =>
  totals
    .filter(({ method }) => method === 'cash')
    .reduce(
      (sum, { kind, amount }) => (kind === 'payment' || kind === 'settlement' ? sum + amount : sum - amount),
      float,
    )
