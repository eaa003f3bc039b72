import { type PatientId, PatientIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

/** The patients on a day's route, in its order. */
export const stopsOf = async (db: ReadDb | WriteTx, day: string): Promise<readonly PatientId[]> => {
  const rows = await db
    .selectFrom('home_stop')
    .select('patient_id')
    .where('day', '=', day)
    .orderBy('position')
    .orderBy('patient_id')
    .execute()
  return rows.map((row) => PatientIdSchema.parse(row.patient_id))
}

/** Gives a day's route these stops in this order. */
export const setStops = async (tx: WriteTx, day: string, stops: readonly PatientId[]): Promise<void> => {
  await tx.deleteFrom('home_stop').where('day', '=', day).execute()
  if (stops.length === 0) return
  await tx
    .insertInto('home_stop')
    .values(stops.map((patient_id, position) => ({ day, patient_id, position })))
    .execute()
}
