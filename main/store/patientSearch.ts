import { sql } from 'kysely'
import type { ReadDb } from './handles.ts'
import { readPatientQuery } from './patientQuery.ts'
import { type PatientRecord, toRecord } from './patientRecord.ts'
import { afterPrefix, likeLiteral } from './searchText.ts'

/** So many ids are looked at for a prefix that many people have; typing on narrows it. */
const mostIds = 500

const newestWithId = (db: ReadDb, prefix: string) => {
  const nearest = db
    .selectFrom('patient')
    .select(['id', 'last_visit_on'])
    .where('national_id', '>=', prefix)
    .where('national_id', '<', afterPrefix(prefix))
    .orderBy('national_id')
    .limit(mostIds)
  return db.selectFrom(nearest.as('nearest')).select('id').orderBy('last_visit_on', 'desc')
}

/**
 * Patients whose name contains the text, whose chart number or birthday it is, or whose national id begins with it; newest visit
 * first.
 */
export const search = async (db: ReadDb, text: string, limit: number): Promise<readonly PatientRecord[]> => {
  const { namePart, chartNumbers, birthDate, nationalIdPrefix } = readPatientQuery(text)
  // One query for each reading, because each has an index of its own and an OR over them has none.
  const newest = db.selectFrom('patient').select('id').orderBy('last_visit_on', 'desc').limit(limit)
  const found = [
    newest.where('chart_number', 'in', chartNumbers),
    ...(birthDate === null ? [] : [newest.where('birth_date', '=', birthDate)]),
    ...(namePart === null
      ? []
      : [newest.where(sql<boolean>`name_search LIKE ${`%${likeLiteral(namePart)}%`} ESCAPE '\\'`)]),
    ...(nationalIdPrefix === null ? [] : [newestWithId(db, nationalIdPrefix).limit(limit)]),
  ]
  const ids = (await Promise.all(found.map((query) => query.execute()))).flat().map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('patient')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .orderBy('last_visit_on', 'desc')
    .orderBy('name_search')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}
