import { z } from 'zod'
import { MealStateSchema, VitalKindSchema } from '../../../preload/contract/visit/vitals.ts'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { isAmong } from '../isAmong.ts'
import type { VitalSignTable } from './recordTables.ts'

/** A value as it was measured at a visit. */
export const VitalRecordSchema = z.strictObject({
  kind: VitalKindSchema,
  value: z.number(),
  meal: MealStateSchema.nullable(),
  measuredAt: z.number(),
  measuredBy: z.string(),
})
export type VitalRecord = Readonly<z.infer<typeof VitalRecordSchema>>

const toRecord = (row: Omit<VitalSignTable, 'encounter_id'>): VitalRecord => ({
  kind: VitalKindSchema.parse(row.kind),
  value: row.value,
  meal: row.meal === null ? null : MealStateSchema.parse(row.meal),
  measuredAt: row.measured_at,
  measuredBy: row.measured_by,
})

/** What was measured at several visits, by visit. */
export const vitalsOf = async (
  db: ReadDb,
  encounterIds: readonly EncounterId[],
): Promise<ReadonlyMap<string, readonly VitalRecord[]>> => {
  if (encounterIds.length === 0) return new Map()
  const rows = await db.selectFrom('vital_sign').selectAll().where(isAmong('encounter_id', encounterIds)).execute()
  const byVisit = Map.groupBy(rows, (row) => row.encounter_id)
  return new Map([...byVisit].map(([id, ofVisit]) => [id, ofVisit.map(toRecord)]))
}

/** The last visits before a given one, of the charts of one person, at which anything was measured; newest first. */
export const vitalsBefore = async (
  db: ReadDb,
  patientIds: readonly PatientId[],
  beforeId: EncounterId,
  limit: number,
): Promise<readonly { readonly visitedOn: string; readonly values: readonly VitalRecord[] }[]> => {
  const visits = await db
    .selectFrom('encounter')
    .select(['id', 'day'])
    .where('patient_id', 'in', patientIds)
    .where('id', '<', beforeId)
    .where('state', '<>', 'cancelled')
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('vital_sign').select('kind').whereRef('vital_sign.encounter_id', '=', 'encounter.id')),
    )
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const values = await vitalsOf(
    db,
    visits.map(({ id }) => id as EncounterId),
  )
  return visits.map(({ id, day }) => ({ visitedOn: day, values: values.get(id) ?? [] }))
}

const toRow = (
  encounterId: EncounterId,
  { kind, value, meal, measuredAt, measuredBy }: VitalRecord,
): VitalSignTable => ({
  encounter_id: encounterId,
  kind,
  value,
  meal,
  measured_at: measuredAt,
  measured_by: measuredBy,
})

/** Writes values over those of the same kinds and takes others away; what is in neither stays. */
export const changeVitals = async (
  tx: WriteTx,
  encounterId: EncounterId,
  { written, removed }: { readonly written: readonly VitalRecord[]; readonly removed: readonly string[] },
): Promise<void> => {
  const kinds = [...written.map(({ kind }) => kind), ...removed]
  if (kinds.length === 0) return
  await tx.deleteFrom('vital_sign').where('encounter_id', '=', encounterId).where('kind', 'in', kinds).execute()
  await insertRows(
    tx,
    'vital_sign',
    written.map((value) => toRow(encounterId, value)),
  )
}
