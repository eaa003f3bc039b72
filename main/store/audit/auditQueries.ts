import { sql } from 'kysely'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb } from '../handles.ts'
import type { AuditRow } from './auditChain.ts'

export interface AuditSearch {
  /** Epoch ms, both included. */
  readonly from: number | null
  readonly to: number | null
  /** Part of the person's or the desk's name; empty for everybody. */
  readonly who: string
  /** Empty for everything. */
  readonly action: string
  readonly patientId: PatientId | null
  /** Rows before this place only. */
  readonly before: number | null
  readonly limit: number
}

/** `LIKE` pattern for a part of a text. */
const partOf = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Rows of the trail, newest first. What concerns a patient: the patient's own rows and those of every visit. */
export const searchAudit = async (db: ReadDb, search: AuditSearch): Promise<readonly AuditRow[]> => {
  let query = db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(search.limit)
  if (search.before !== null) query = query.where('sequence', '<', search.before)
  if (search.from !== null) query = query.where('at', '>=', search.from)
  if (search.to !== null) query = query.where('at', '<=', search.to)
  if (search.action !== '') query = query.where('action', '=', search.action)
  if (search.who !== '') {
    const pattern = partOf(search.who)
    query = query.where(sql<boolean>`(who LIKE ${pattern} ESCAPE '\\' OR desk LIKE ${pattern} ESCAPE '\\')`)
  }
  const { patientId } = search
  if (patientId !== null) {
    const visits = db.selectFrom('encounter').select('id').where('patient_id', '=', patientId)
    query = query.where((on) => on.or([on('subject', '=', patientId), on('subject', 'in', visits)]))
  }
  const rows = await query.execute()
  return rows.map(({ previous_hash, ...row }) => ({ ...row, previousHash: previous_hash }))
}

/** Everything that has ever been done, for the filter. */
export const auditActions = async (db: ReadDb): Promise<readonly string[]> => {
  const rows = await db.selectFrom('audit').select('action').distinct().orderBy('action').execute()
  return rows.map(({ action }) => action)
}

/** Names of the patients that subjects are about: by patient id, or by a visit's. */
export const namesOfSubjects = async (
  db: ReadDb,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (subjects.length === 0) return new Map()
  const [patients, visits] = await Promise.all([
    db
      .selectFrom('patient')
      .select(['id', 'name'])
      .where('id', 'in', subjects as PatientId[])
      .execute(),
    db
      .selectFrom('encounter')
      .innerJoin('patient', 'patient.id', 'encounter.patient_id')
      .select(['encounter.id', 'patient.name'])
      .where('encounter.id', 'in', subjects as never[])
      .execute(),
  ])
  return new Map([...patients, ...visits].map(({ id, name }) => [id, name]))
}

/** The last place before a moment; 0 when there is none. */
export const sequenceBefore = async (db: ReadDb, at: number): Promise<number> => {
  const row = await db
    .selectFrom('audit')
    .select('sequence')
    .where('at', '>=', at)
    .orderBy('sequence')
    .limit(sql<number>`1`)
    .executeTakeFirst()
  if (row !== undefined) return row.sequence - 1
  const last = await db
    .selectFrom('audit')
    .select((on) => on.fn.max('sequence').as('sequence'))
    .executeTakeFirst()
  return last?.sequence ?? 0
}
