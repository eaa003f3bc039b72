import { type SqlBool, sql } from 'kysely'
import { isRefusedStill } from '../card/replacementRepository.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

/** In the words of the partial indexes, one for each. */
const isOpen = sql<SqlBool>`outbox.state IN ('waiting', 'sending', 'awaiting-result')`
const undelivered = [isOpen, isRefusedStill] as const

/** Lets no undelivered row for the NHI count as one that was never tried. No try is kept for it: nobody knows of one. */
export const countAsTried = async (tx: WriteTx): Promise<void> => {
  for (const state of undelivered) {
    await tx
      .updateTable('outbox')
      .set({ tries: sql<number>`tries + 1` })
      .where('target', '=', 'nhi-upload')
      .where(state)
      .execute()
  }
}

/** The rows for the NHI without a receipt that nothing else carries on for. */
export const undeliveredIds = async (db: ReadDb): Promise<readonly string[]> => {
  const ids: string[] = []
  for (const state of undelivered) {
    const rows = await db.selectFrom('outbox').select('id').where('target', '=', 'nhi-upload').where(state).execute()
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

/** Takes an undelivered row out of line, with the reason, until a person puts it back. */
export const setAside = async (tx: WriteTx, id: string, code: string): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({ state: 'quarantined', last_code: code, reference: null })
    .where('id', '=', id)
    .where('state', '!=', 'accepted')
    .execute()
}
