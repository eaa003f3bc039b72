import { type QueueState, QueueStateSchema } from '../../../preload/contract/visit/queue.ts'
import { type EncounterId, EncounterIdSchema } from '../../../preload/contract/words.ts'
import type { QueuePlaceTable } from '../desk/deskTables.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

/** What was done about a visit's place in the queue. */
export interface QueueRecord {
  readonly encounterId: EncounterId
  /** Clinic day, `YYYY-MM-DD`. */
  readonly day: string
  readonly state: QueueState
  readonly isPriority: boolean
  readonly behindNumber: number | null
  readonly calledAt: number | null
  readonly times: number
  readonly reason: string
  /** When the doctor took the patient in. */
  readonly takenAt: number | null
}

export const freshPlace = (encounterId: EncounterId, day: string): QueueRecord => ({
  encounterId,
  day,
  state: 'waiting',
  isPriority: false,
  behindNumber: null,
  calledAt: null,
  times: 0,
  reason: '',
  takenAt: null,
})

const toRecord = (row: QueuePlaceTable): QueueRecord => ({
  encounterId: EncounterIdSchema.parse(row.encounter_id),
  day: row.day,
  state: QueueStateSchema.parse(row.state),
  isPriority: row.is_priority === 1,
  behindNumber: row.behind_number,
  calledAt: row.called_at,
  times: row.times,
  reason: row.reason,
  takenAt: row.taken_at,
})

/** The places of a clinic day, by visit; a visit that nothing was done about has none. */
export const ofDay = async (db: ReadDb, day: string): Promise<ReadonlyMap<string, QueueRecord>> => {
  const rows = await db.selectFrom('queue_place').selectAll().where('day', '=', day).execute()
  return new Map(rows.map((row) => [row.encounter_id, toRecord(row)]))
}

export const byId = async (db: ReadDb, encounterId: EncounterId): Promise<QueueRecord | null> => {
  const row = await db.selectFrom('queue_place').selectAll().where('encounter_id', '=', encounterId).executeTakeFirst()
  return row === undefined ? null : toRecord(row)
}

/** Keeps a place as it is now. */
export const keep = async (tx: WriteTx, place: QueueRecord): Promise<void> => {
  const values = {
    state: place.state,
    is_priority: place.isPriority ? (1 as const) : (0 as const),
    behind_number: place.behindNumber,
    called_at: place.calledAt,
    times: place.times,
    reason: place.reason,
    taken_at: place.takenAt,
  }
  await tx
    .insertInto('queue_place')
    .values({ encounter_id: place.encounterId, day: place.day, ...values })
    .onConflict((conflict) => conflict.column('encounter_id').doUpdateSet(values))
    .execute()
}
