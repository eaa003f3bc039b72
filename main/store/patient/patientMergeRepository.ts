import { z } from 'zod'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import { fromJson } from '../jsonColumn.ts'
import type { PatientMergeTable } from './patientTables.ts'

const BroughtSchema = z.strictObject({ allergies: z.array(z.string()), problems: z.array(z.string()) })

export interface MergeRecord {
  readonly id: string
  readonly keptId: PatientId
  readonly mergedId: PatientId
  /** What the kept chart has from the other one. */
  readonly brought: z.infer<typeof BroughtSchema>
  readonly mergedAt: number
  readonly mergedBy: string
}

const toRecord = (row: PatientMergeTable): MergeRecord => ({
  id: row.id,
  keptId: row.kept_id as PatientId,
  mergedId: row.merged_id as PatientId,
  brought: fromJson(BroughtSchema, row.brought),
  mergedAt: row.merged_at,
  mergedBy: row.merged_by,
})

const standing = (db: ReadDb) => db.selectFrom('patient_merge').selectAll().where('undone_at', 'is', null)

/** A merge that stands, by its id; null when there is none. */
export const mergeById = async (db: ReadDb, id: string): Promise<MergeRecord | null> => {
  const row = await standing(db).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toRecord(row)
}

/** The charts that were merged into these, by the time they were. */
export const mergesOf = async (db: ReadDb, keptIds: readonly PatientId[]): Promise<readonly MergeRecord[]> =>
  keptIds.length === 0
    ? []
    : (await standing(db).where('kept_id', 'in', keptIds).orderBy('merged_at').execute()).map(toRecord)

/** The charts that were merged into this one. */
export const mergedInto = (db: ReadDb, keptId: PatientId): Promise<readonly MergeRecord[]> => mergesOf(db, [keptId])

/** Into which chart each of these was merged; those that stand for themselves are left out. */
export const keptFor = async (db: ReadDb, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientId>> => {
  if (ids.length === 0) return new Map()
  const rows = await standing(db).where(isAmong('merged_id', ids)).execute()
  return new Map(rows.map(toRecord).map(({ mergedId, keptId }) => [mergedId, keptId]))
}

/** All charts of the person that a chart is one of, this one first. */
export const chartsOf = async (db: ReadDb, patientId: PatientId): Promise<readonly PatientId[]> => {
  const kept = (await keptFor(db, [patientId])).get(patientId) ?? patientId
  const merged = await mergedInto(db, kept)
  return [...new Set([patientId, kept, ...merged.map(({ mergedId }) => mergedId)])]
}

export const insertMerge = async (tx: WriteTx, merge: MergeRecord): Promise<void> => {
  await tx
    .insertInto('patient_merge')
    .values({
      id: merge.id,
      kept_id: merge.keptId,
      merged_id: merge.mergedId,
      brought: JSON.stringify(merge.brought),
      merged_at: merge.mergedAt,
      merged_by: merge.mergedBy,
      undone_at: null,
    })
    .execute()
}

/** Writes down anew what the kept chart has from the other one. */
export const setBrought = async (tx: WriteTx, id: string, brought: MergeRecord['brought']): Promise<void> => {
  await tx
    .updateTable('patient_merge')
    .set({ brought: JSON.stringify(brought) })
    .where('id', '=', id)
    .execute()
}

export const endMerge = async (tx: WriteTx, id: string, at: number): Promise<void> => {
  await tx.updateTable('patient_merge').set({ undone_at: at }).where('id', '=', id).execute()
}
