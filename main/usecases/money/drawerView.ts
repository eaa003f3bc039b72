import { SelfPayKindSchema } from '../../../preload/contract/desk/settings.ts'
import type { Shift } from '../../../preload/contract/money/drawer.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import { expectedCash } from '../../domain/money/drawer.ts'
import type { ReadDb } from '../../store/handles.ts'
import { currentShift, type DrawerClosing, lastClosings, openingOf } from '../../store/money/drawerRepository.ts'
import { type ShiftSale, type ShiftSum, salesOfShift, sumsOfShift } from '../../store/money/moneyRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** Closed shifts that are told at once. */
const longestList = 30

/** What moves money, in the order of the report. */
const movements = ['payment', 'settlement', 'refund', 'deposit-back'] as const
const methods = ['cash', 'card', 'mobile'] as const

/** The report's lines, those of nothing left out. */
const totalsOf = (sums: readonly ShiftSum[]): Shift['totals'] =>
  movements.flatMap((kind) =>
    methods.flatMap((method) => {
      const sum = sums.find((one) => one.kind === kind && one.method === method)
      return sum === undefined ? [] : [{ kind, method, count: sum.count, amount: sum.amount }]
    }),
  )

/** The kinds in the order of the receipt; what is of no known kind comes last. */
const salesBy = (sales: readonly ShiftSale[]): Shift['selfPay'] =>
  [...SelfPayKindSchema.options, null].flatMap((kind) => sales.filter((sale) => sale.kind === kind))

const sumOf = (sums: readonly ShiftSum[], kind: ShiftSum['kind']): number =>
  sums.filter((sum) => sum.kind === kind).reduce((total, { amount }) => total + amount, 0)

/** One shift of a desk: as it stands (no closing), or as it was closed. */
export const shiftView = async (
  db: ReadDb,
  desk: string,
  shift: number,
  closing: DrawerClosing | null,
): Promise<Shift> => {
  const [opening, sums, sales] = await Promise.all([
    openingOf(db, desk, shift),
    sumsOfShift(db, desk, shift),
    salesOfShift(db, desk, shift),
  ])
  const totals = totalsOf(sums)
  return {
    desk,
    shift,
    opened: opening === null ? null : { at: instantOf(opening.at), who: opening.who, float: opening.float },
    totals,
    owed: sumOf(sums, 'owed'),
    owedLess: sumOf(sums, 'owed-less'),
    discounts: sumOf(sums, 'discount'),
    selfPay: salesBy(sales),
    expected: closing?.expected ?? expectedCash(opening?.float ?? 0, totals),
    closed:
      closing === null
        ? null
        : {
            at: instantOf(closing.at),
            who: closing.who,
            counted: closing.counted,
            counts: closing.counts,
            reason: closing.reason,
          },
  }
}

/** The shift of this desk that is open, or will be opened next. */
export const showDrawer = async ({ store, settings }: DeskContext): Promise<Result<Shift>> =>
  ok(await shiftView(store.db, settings.desk.id, await currentShift(store.db, settings.desk.id), null))

/** The last closed shifts of this desk, newest first. */
export const drawerReports = async ({ store, settings }: DeskContext): Promise<Result<Shift[]>> => {
  const closings = await lastClosings(store.db, settings.desk.id, longestList)
  return ok(await Promise.all(closings.map((one) => shiftView(store.db, one.desk, one.shift, one))))
}
