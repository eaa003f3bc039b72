import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'

const HowSchema = z.enum(['amended', 'deleted', 'withdrawn'])
/**
 * What became of a row because its visit was amended or cancelled. `amended` and `deleted`: another row carries on (`byId`);
 * `withdrawn`: it had never been sent, and never is.
 */
export interface Replacement {
  readonly how: z.infer<typeof HowSchema>
  readonly byId: string | null
}

/** `lastCode` of a row that was taken back before it was ever sent. */
export const withdrawnCode = 'WITHDRAWN'

/** A row nobody has to look after any more: another one carries on, or it was taken back. */
export const isReplaced = sql<SqlBool>`EXISTS (SELECT 1 FROM outbox_replacement AS r WHERE r.outbox_id = outbox.id)`

/** A refused row that still needs a person. In the words of the partial index of refused rows. */
export const isRefusedStill: Expression<SqlBool> = sql<SqlBool>`outbox.state IN ('rejected', 'quarantined') AND NOT ${isReplaced}`

/** Writes down that a row carries on for another of its visit. The later word replaces nothing: a row has one successor. */
export const replace = async (
  tx: WriteTx,
  outboxId: string,
  how: 'amended' | 'deleted',
  byId: string,
): Promise<void> => {
  await tx.insertInto('outbox_replacement').values({ outbox_id: outboxId, how, by_id: byId }).execute()
}

/**
 * Takes a row back that has certainly never left this PC: it waits and was never tried. False, and nothing changed, for every other;
 * what may have arrived has to be deleted where it arrived.
 */
export const withdraw = async (tx: WriteTx, outboxId: string): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ state: 'quarantined', last_code: withdrawnCode })
    .where('id', '=', outboxId)
    .where('state', '=', 'waiting')
    .where('tries', '=', 0)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await settle(tx, outboxId)
  return true
}

/** A refused row of a cancelled visit: nothing of it is at its receiver, and nobody has to correct it. */
export const settle = async (tx: WriteTx, outboxId: string): Promise<void> => {
  await tx
    .insertInto('outbox_replacement')
    .values({ outbox_id: outboxId, how: 'withdrawn', by_id: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What became of these rows, by row; rows that stand for themselves are not in it. */
export const replacementsOf = async (
  db: ReadDb,
  outboxIds: readonly string[],
): Promise<ReadonlyMap<string, Replacement>> => {
  if (outboxIds.length === 0) return new Map()
  const rows = await db.selectFrom('outbox_replacement').selectAll().where(isAmong('outbox_id', outboxIds)).execute()
  return new Map(rows.map((row) => [row.outbox_id, { how: HowSchema.parse(row.how), byId: row.by_id }]))
}

/** The rows that these ones replace or delete, by the later row. */
export const replacedBy = async (db: ReadDb, outboxIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (outboxIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('outbox_replacement')
    .select(['outbox_id', 'by_id'])
    .where(isAmong('by_id', outboxIds))
    .execute()
  return new Map(rows.flatMap((row) => (row.by_id === null ? [] : [[row.by_id, row.outbox_id] as const])))
}
