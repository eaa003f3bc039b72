import { type SqlBool, sql } from 'kysely'
import { deadlineOf } from '../../domain/upload/deadline.ts'
import type { DeadlineAlarm, RunningClock } from '../../domain/upload/deadlineAlarms.ts'
import { isRefusedStill } from '../card/replacementRepository.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'

/** A recorded lateness. */
export interface LateRecord {
  readonly encounterId: string
  readonly clock: RunningClock['clock']
  readonly dueAt: number
  readonly cause: string
  readonly note: string | null
}

const dayMs = 24 * 3_600_000

/** Literals in the words of the partial indexes, so that only what still wants something is read. */
const isUndelivered = sql<SqlBool>`(state IN ('waiting', 'sending', 'awaiting-result'))`
const isUnfinished = sql<SqlBool>`encounter.state IN ('waiting', 'in-consultation', 'to-pay')`

/**
 * Rows for the NHI without a receipt: refused ones, too, for the law's clock runs on until a corrected one is received. The row of a
 * correction has the clock of what it corrects, which then runs no more.
 */
const ofRows = async (db: ReadDb, before: number): Promise<RunningClock[]> => {
  const groups = await Promise.all(
    [isUndelivered, isRefusedStill].map((state) =>
      db
        .selectFrom('outbox')
        .select(['aggregate_id', 'due_at', 'state', 'last_code'])
        .where(state)
        .where('target', '=', 'nhi-upload')
        .where('due_at', '<=', before)
        .execute(),
    ),
  )
  return groups.flat().map((row) => ({
    encounterId: row.aggregate_id,
    clock: 'upload',
    dueAt: row.due_at,
    cause: row.last_code ?? row.state,
  }))
}

/**
 * Visits that are not closed: nothing of them has been sent, and what the doctor has finished can be signed once it is. A visit whose card is owed is no NHI visit yet, and runs no clock.
 */
const ofVisits = async (db: ReadDb, before: number): Promise<RunningClock[]> => {
  const rows = await db
    .selectFrom('encounter')
    .leftJoin('consultation', 'consultation.encounter_id', 'encounter.id')
    .leftJoin('card_debt', (join) =>
      join.onRef('card_debt.encounter_id', '=', 'encounter.id').on('card_debt.state', '=', 'open'),
    )
    .select([
      'encounter.id',
      'encounter.state',
      'encounter.treatment_date_time',
      'encounter.registered_at',
      'consultation.draft_saved_at',
    ])
    .where(isUnfinished)
    .where('encounter.registered_at', '<=', before - dayMs)
    .where('card_debt.encounter_id', 'is', null)
    .execute()
  return rows
    .flatMap((row): RunningClock[] => {
      const cause = `visit-${row.state}`
      const upload = {
        encounterId: row.id,
        clock: 'upload',
        dueAt: deadlineOf(row.treatment_date_time, row.registered_at),
      } as const
      const writtenAt = row.state === 'to-pay' ? row.draft_saved_at : null
      return [
        { ...upload, cause },
        ...(writtenAt === null
          ? []
          : [{ encounterId: row.id, clock: 'signature' as const, dueAt: writtenAt + dayMs, cause }]),
      ]
    })
    .filter(({ dueAt }) => dueAt <= before)
}

/** What keeps the clock of a record that its doctor has not signed. */
export const recordUnsigned = 'record-unsigned'

/** Records of closed visits that their doctor has not signed. */
const ofSignatures = async (db: ReadDb, before: number): Promise<RunningClock[]> => {
  const rows = await db
    .selectFrom('record_signature')
    .select(['encounter_id', 'due_at'])
    .where(sql<SqlBool>`state = 'unsigned'`)
    .where('due_at', '<=', before)
    .execute()
  return rows.map((row) => ({
    encounterId: row.encounter_id,
    clock: 'signature',
    dueAt: row.due_at,
    cause: recordUnsigned,
  }))
}

/** The clocks that run out before a moment; of a visit with several rows the nearest. */
export const runningClocks = async (db: ReadDb, before: number): Promise<readonly RunningClock[]> => {
  const all = [...(await ofRows(db, before)), ...(await ofVisits(db, before)), ...(await ofSignatures(db, before))]
  return [...Map.groupBy(all, ({ encounterId, clock }) => `${encounterId} ${clock}`).values()].map((clocks) =>
    clocks.reduce((nearest, clock) => (clock.dueAt < nearest.dueAt ? clock : nearest)),
  )
}

type Notice = Omit<DeadlineAlarm, 'cause'>

/** The alarms raised so far for these visits. */
export const noticesOf = async (db: ReadDb, encounterIds: readonly string[]): Promise<readonly Notice[]> => {
  if (encounterIds.length === 0) return []
  const rows = await db
    .selectFrom('deadline_notice')
    .select(['encounter_id', 'clock', 'due_at', 'mark'])
    .where(isAmong('encounter_id', encounterIds))
    .execute()
  return rows.map((row) => ({
    encounterId: row.encounter_id,
    clock: row.clock,
    dueAt: row.due_at,
    mark: row.mark,
  }))
}

/** Keeps an alarm as raised, the cause of a lateness with it; false where one is kept already, which stays as it is. */
export const keepNotice = async (
  tx: WriteTx,
  { encounterId, clock, dueAt, mark, cause }: DeadlineAlarm,
  at: number,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('deadline_notice')
    .values({ encounter_id: encounterId, clock, due_at: dueAt, mark, at, cause, note: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Every lateness of these visits. */
export const lateOf = async (db: ReadDb, encounterIds: readonly string[]): Promise<readonly LateRecord[]> => {
  if (encounterIds.length === 0) return []
  const rows = await db
    .selectFrom('deadline_notice')
    .select(['encounter_id', 'clock', 'due_at', 'cause', 'note'])
    .where(isAmong('encounter_id', encounterIds))
    .where('mark', '=', 'late')
    .execute()
  return rows.map((row) => ({
    encounterId: row.encounter_id,
    clock: row.clock,
    dueAt: row.due_at,
    cause: row.cause,
    note: row.note,
  }))
}

/** What a person says of a lateness; false where none is recorded. */
export const explainLate = async (tx: WriteTx, encounterId: string, dueAt: number, note: string): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('deadline_notice')
    .set({ note })
    .where('encounter_id', '=', encounterId)
    .where('clock', '=', 'upload')
    .where('due_at', '=', dueAt)
    .where('mark', '=', 'late')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
