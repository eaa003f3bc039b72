import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

export interface FamilyRecord {
  readonly patientId: PatientId
  readonly familyId: string
  /** What the person is to the head, in the desk's words; empty for the head. */
  readonly relation: string
  readonly isHead: boolean
}

const members = async (db: ReadDb, familyId: string): Promise<readonly FamilyRecord[]> => {
  const rows = await db
    .selectFrom('family_member')
    .selectAll()
    .where('family_id', '=', familyId)
    .orderBy('is_head', 'desc')
    .orderBy('patient_id')
    .execute()
  return rows.map((row) => ({
    patientId: row.patient_id as PatientId,
    familyId: row.family_id,
    relation: row.relation,
    isHead: row.is_head === 1,
  }))
}

/** The whole family of a person, the head first; empty without one. */
export const familyOf = async (db: ReadDb, patientId: PatientId): Promise<readonly FamilyRecord[]> => {
  const own = await db
    .selectFrom('family_member')
    .select('family_id')
    .where('patient_id', '=', patientId)
    .executeTakeFirst()
  return own === undefined ? [] : members(db, own.family_id)
}

const put = async (tx: WriteTx, { patientId, familyId, relation, isHead }: FamilyRecord): Promise<void> => {
  await tx
    .insertInto('family_member')
    .values({ patient_id: patientId, family_id: familyId, relation, is_head: isHead ? 1 : 0 })
    .execute()
}

/** Takes a person out; who stays alone has no family, and a family that lost its head gets the next one. */
export const leaveFamily = async (tx: WriteTx, patientId: PatientId): Promise<void> => {
  const family = await familyOf(tx, patientId)
  const [first, second] = family.filter((member) => member.patientId !== patientId)
  const gone = second === undefined ? family : family.filter((member) => member.patientId === patientId)
  if (gone.length === 0) return
  await tx
    .deleteFrom('family_member')
    .where(
      'patient_id',
      'in',
      gone.map((member) => member.patientId),
    )
    .execute()
  if (first !== undefined && second !== undefined && !first.isHead) await headFamily(tx, first.patientId)
}

/** Makes a person the head; who was it before is a member like the others. Nothing happens without a family. */
export const headFamily = async (tx: WriteTx, patientId: PatientId): Promise<void> => {
  const [first] = await familyOf(tx, patientId)
  if (first === undefined) return
  await tx.updateTable('family_member').set({ is_head: 0 }).where('family_id', '=', first.familyId).execute()
  await tx.updateTable('family_member').set({ is_head: 1 }).where('patient_id', '=', patientId).execute()
}

/** Takes `memberId` out of the family he was in, and into that of `patientId`, who begins one as its head where there is none. */
export const joinFamily = async (
  tx: WriteTx,
  patientId: PatientId,
  memberId: PatientId,
  relation: string,
  newId: () => string,
): Promise<void> => {
  await leaveFamily(tx, memberId)
  const [known] = await familyOf(tx, patientId)
  const familyId = known?.familyId ?? newId()
  if (known === undefined) await put(tx, { patientId, familyId, relation: '', isHead: true })
  await put(tx, { patientId: memberId, familyId, relation, isHead: false })
}
