import { type CashCounts, CashCountsSchema } from '../../../preload/contract/money/drawer.ts'
import type { DrawerClosingTable } from '../desk/deskTables.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'

export interface DrawerOpening {
  readonly desk: string
  readonly shift: number
  /** NT$ in the drawer when it was opened. */
  readonly float: number
  readonly at: number
  readonly who: string
}

export interface DrawerClosing {
  readonly desk: string
  readonly shift: number
  readonly expected: number
  readonly counted: number
  readonly counts: CashCounts
  readonly reason: string | null
  readonly at: number
  readonly who: string
}

const toClosing = (row: DrawerClosingTable): DrawerClosing => ({
  ...row,
  counts: fromJson(CashCountsSchema, row.counts),
})

/** The shift of a desk that money belongs to now: the one after the last that was closed. */
export const currentShift = async (db: ReadDb, desk: string): Promise<number> => {
  const row = await db
    .selectFrom('drawer_closing')
    .select(({ fn }) => fn.max<number | null>('shift').as('shift'))
    .where('desk', '=', desk)
    .executeTakeFirst()
  return (row?.shift ?? 0) + 1
}

/** How a shift was opened; null while it isn't. */
export const openingOf = async (db: ReadDb, desk: string, shift: number): Promise<DrawerOpening | null> => {
  const row = await db
    .selectFrom('drawer_opening')
    .selectAll()
    .where('desk', '=', desk)
    .where('shift', '=', shift)
    .executeTakeFirst()
  return row ?? null
}

/** The last closings of a desk, newest first. */
export const lastClosings = async (db: ReadDb, desk: string, limit: number): Promise<readonly DrawerClosing[]> => {
  const rows = await db
    .selectFrom('drawer_closing')
    .selectAll()
    .where('desk', '=', desk)
    .orderBy('shift', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toClosing)
}

export const insertOpening = async (tx: WriteTx, opening: DrawerOpening): Promise<void> => {
  await tx.insertInto('drawer_opening').values(opening).execute()
}

export const insertClosing = async (tx: WriteTx, closing: DrawerClosing): Promise<void> => {
  await tx
    .insertInto('drawer_closing')
    .values({ ...closing, counts: JSON.stringify(closing.counts) })
    .execute()
}
