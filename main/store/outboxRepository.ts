import { CompiledQuery, sql } from 'kysely'
import type { OutboxTransition } from '../domain/outboxRow.ts'
import type { WriteTx } from './handles.ts'
import { insertRows } from './insertRows.ts'
import type { OutboxAttempt } from './outboxQueries.ts'
import { type NewOutboxRow, newRow } from './outboxRecord.ts'
import { isRefusedStill } from './replacementRepository.ts'

/** In the words of the indexes of open rows, without which a million delivered ones are read for a few that are open. */
const isOpen = sql<boolean>`state IN ('waiting', 'sending', 'awaiting-result')`

/** Puts rows in line; to be called in the transaction that closes the visit. */
export const append = async (tx: WriteTx, rows: readonly NewOutboxRow[]): Promise<void> => {
  await insertRows(tx, 'outbox', rows.map(newRow))
  await insertRows(
    tx,
    'outbox_payload',
    rows.map(({ id, payload }) => ({ outbox_id: id, number: 1, packed: payload })),
  )
}

/**
 * Replaces the payload of a row that has not been delivered, when the receiver itself has added something to it (a 就醫識別碼 that
 * came late); the one before stays in the store. False, and nothing changed, once it is accepted.
 */
export const amendPayload = async (
  tx: WriteTx,
  id: string,
  payload: Uint8Array,
  payloadHash: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ payload_hash: payloadHash })
    .where('id', '=', id)
    .where('state', '!=', 'accepted')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  const number = sql<number>`(SELECT coalesce(max(number), 0) + 1 FROM outbox_payload WHERE outbox_id = ${id})`
  await tx.insertInto('outbox_payload').values({ outbox_id: id, number, packed: payload }).execute()
  return true
}

/** Marks rows as being sent. Returns the ids really taken: those that were still waiting or awaiting their result. */
export const markSending = async (tx: WriteTx, ids: readonly string[]): Promise<readonly string[]> => {
  if (ids.length === 0) return []
  const taken = await tx
    .updateTable('outbox')
    .set({ state: 'sending' })
    .where('id', 'in', ids)
    .where('state', 'in', ['waiting', 'awaiting-result'])
    .returning('id')
    .execute()
  return taken.map(({ id }) => id)
}

/** As text, because thousands of them follow each other after an outage, and building them costs more than running them. */
const moveRow = `UPDATE outbox SET state = ?, next_try_at = ?, tries = ?, last_code = ?, reference = ?, receipt_at = ?, field_errors = ?
  WHERE id = ? AND state <> 'accepted'`
const keepAttempt = `INSERT INTO outbox_attempt (outbox_id, number, at, ms, code)
  VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM outbox_attempt WHERE outbox_id = ?), ?, ?, ?)`

/**
 * Writes down what a try came to, and the try itself. A row that is accepted stays so: a second worker, which outlives a killed main
 * for a moment, may have learned meanwhile what this one has not.
 */
export const apply = async (
  tx: WriteTx,
  id: string,
  transition: OutboxTransition,
  attempt: OutboxAttempt,
): Promise<void> => {
  const { state, nextTryAt, tries, lastCode, reference, receiptAt, fieldErrors } = transition
  const errors = JSON.stringify(fieldErrors)
  const run = tx.getExecutor()
  await run.executeQuery(
    CompiledQuery.raw(moveRow, [state, nextTryAt, tries, lastCode, reference, receiptAt, errors, id]),
  )
  await run.executeQuery(CompiledQuery.raw(keepAttempt, [id, id, attempt.at, Math.round(attempt.ms), attempt.code]))
}

/**
 * Takes back what was being sent when the program ended: whether it arrived is not known, so it is tried again at once. A row that
 * holds a reference was being asked after, and goes on being so. Returns how many rows there were.
 */
export const recoverInterrupted = async (tx: WriteTx, now: number): Promise<number> => {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({
      state: sql<string>`CASE WHEN reference IS NULL THEN 'waiting' ELSE 'awaiting-result' END`,
      next_try_at: now,
      // It may have left this PC, so that it is no untried row any more.
      tries: sql<number>`tries + 1`,
    })
    .where(isOpen)
    .where(sql<boolean>`state = 'sending'`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Lets rows that wait be tried now: one, or all (`null`). Returns how many. */
export const wake = async (tx: WriteTx, id: string | null, now: number): Promise<number> => {
  const waiting = tx
    .updateTable('outbox')
    .set({ next_try_at: now })
    .where(isOpen)
    .where(sql<boolean>`state <> 'sending'`)
  const { numUpdatedRows } = await (id === null ? waiting : waiting.where('id', '=', id)).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Puts a refused or quarantined row back in line as it is; false when it is neither, or another row carries on for it. */
export const requeue = async (tx: WriteTx, id: string, now: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ state: 'waiting', next_try_at: now, reference: null })
    .where('id', '=', id)
    .where(isRefusedStill)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
