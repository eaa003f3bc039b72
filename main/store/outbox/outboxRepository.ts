import { CompiledQuery, sql } from 'kysely'
import type { OutboxTransition } from '../../domain/upload/outboxRow.ts'
import { isRefusedStill } from '../card/replacementRepository.ts'
import type { WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import type { OutboxAttempt } from './outboxQueries.ts'
import { type NewOutboxRow, newRow } from './outboxRecord.ts'

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

/**
 * As text and for any number of rows, whose ids are one JSON array: thousands of them follow each other after an outage, and a
 * statement for each, or one with as many parameters, costs more than what it does.
 */
const theseIds = 'id IN (SELECT value FROM json_each(?))'
const markRows = `UPDATE outbox SET state = 'sending' WHERE ${theseIds} AND +state IN ('waiting', 'awaiting-result') RETURNING id`
const moveRows = `UPDATE outbox SET state = ?, next_try_at = ?, tries = ?, last_code = ?, reference = ?, receipt_at = ?, field_errors = ?
  WHERE ${theseIds} AND +state <> 'accepted'`
const keepAttempts = `INSERT INTO outbox_attempt (outbox_id, number, at, ms, code)
  SELECT value, (SELECT coalesce(max(number), 0) + 1 FROM outbox_attempt WHERE outbox_id = value), ?, ?, ? FROM json_each(?)`

/** Marks rows as being sent. Returns the ids really taken: those that were still waiting or awaiting their result. */
export const markSending = async (tx: WriteTx, ids: readonly string[]): Promise<readonly string[]> => {
  if (ids.length === 0) return []
  const query = CompiledQuery.raw(markRows, [JSON.stringify(ids)])
  const { rows } = await tx.getExecutor().executeQuery<{ id: string }>(query)
  return rows.map(({ id }) => id)
}

/** What a try did to a row, with the line for its history. */
export interface AppliedTry {
  readonly id: string
  readonly transition: OutboxTransition
  readonly attempt: OutboxAttempt
}

/**
 * Writes down what tries came to, and the tries themselves; no two of them are of one row. Those that came to the same, as the
 * receipts of one push do, go together. A row that is accepted stays so: a second worker, which outlives a killed main for a moment,
 * may have learned meanwhile what this one has not.
 */
export const applyAll = async (tx: WriteTx, tries: readonly AppliedTry[]): Promise<void> => {
  const run = tx.getExecutor()
  const alike = Map.groupBy(tries, ({ transition, attempt }) => JSON.stringify([transition, attempt]))
  for (const group of alike.values()) {
    const [first] = group
    if (first === undefined) continue
    const { state, nextTryAt, tries: count, lastCode, reference, receiptAt, fieldErrors } = first.transition
    const { at, ms, code } = first.attempt
    const ids = JSON.stringify(group.map(({ id }) => id))
    const errors = JSON.stringify(fieldErrors)
    const moved = [state, nextTryAt, count, lastCode, reference, receiptAt, errors, ids]
    await run.executeQuery(CompiledQuery.raw(moveRows, moved))
    await run.executeQuery(CompiledQuery.raw(keepAttempts, [at, Math.round(ms), code, ids]))
  }
}

/** Writes down what one try came to. */
export const apply = (tx: WriteTx, id: string, transition: OutboxTransition, attempt: OutboxAttempt): Promise<void> =>
  applyAll(tx, [{ id, transition, attempt }])

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
