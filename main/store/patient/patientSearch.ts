import { sql } from 'kysely'
import type { PatientMatch } from '../../../preload/contract/patient/patient.ts'
import type { ReadDb } from '../handles.ts'
import { keptFor } from './patientMergeRepository.ts'
import { type PatientQuery, readPatientQuery } from './patientQuery.ts'
import { type PatientRecord, toRecord } from './patientRecord.ts'
import { findByIds } from './patientRepository.ts'
import type { PatientTable } from './patientTables.ts'
import { namesOf, wordLength } from './patientWords.ts'
import { afterPrefix, foldText, likeLiteral } from './searchText.ts'

/** Somebody who was found, by what, and whether it is the whole of it. */
export interface FoundPatient {
  readonly patient: PatientRecord
  readonly match: PatientMatch
  readonly exact: boolean
}

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

/** Ids by each reading of the text that has an index of its own; an OR over them would have none. */
const idsByNumber = async (db: ReadDb, query: PatientQuery, limit: number): Promise<Map<string, PatientMatch>> => {
  const { chartNumbers, birthDate, birthSpan, nationalIdPrefix, namePart } = query
  const newest = db.selectFrom('patient').select('id').orderBy('last_visit_on', 'desc').limit(limit)
  const asked = [
    { match: 'chart', ids: newest.where('chart_number', 'in', chartNumbers) },
    ...(birthDate === null ? [] : [{ match: 'birthday', ids: newest.where('birth_date', '=', birthDate) } as const]),
    ...(birthSpan === null
      ? []
      : [
          {
            match: 'birthday',
            ids: newest.where('birth_date', '>=', birthSpan.from).where('birth_date', '<=', birthSpan.to),
          } as const,
        ]),
    ...(nationalIdPrefix === null
      ? []
      : [{ match: 'identity', ids: newestWithId(db, nationalIdPrefix).limit(limit) } as const]),
    // A whole name must not be lost among many longer ones.
    ...(namePart === null ? [] : [{ match: 'name', ids: newest.where('name_search', '=', namePart) } as const]),
  ] as const
  const found = new Map<string, PatientMatch>()
  for (const { match, ids } of asked) {
    for (const { id } of await ids.execute()) if (!found.has(id)) found.set(id, match)
  }
  return found
}

const byWords = async (db: ReadDb, query: PatientQuery, limit: number): Promise<Map<number, PatientMatch>> => {
  const found = new Map<number, PatientMatch>()
  for (const { match, prefix } of query.words) {
    const rows = await db
      .selectFrom('patient_word')
      .select('search_no')
      .where('word', '>=', prefix)
      .where('word', '<', afterPrefix(prefix))
      .orderBy('last_visit', 'desc')
      .limit(limit)
      .execute()
    for (const { search_no } of rows) if (!found.has(search_no)) found.set(search_no, match)
  }
  return found
}

/** While patients of an older program are still without words, their names are read whole. */
const byNameAlone = async (db: ReadDb, namePart: string | null, limit: number): Promise<readonly string[]> => {
  if (namePart === null) return []
  const due = await db.selectFrom('patient').select('id').where('words_edition', '=', 0).limit(1).executeTakeFirst()
  if (due === undefined) return []
  const rows = await db
    .selectFrom('patient')
    .select('id')
    .where(sql<boolean>`name_search LIKE ${`%${likeLiteral(namePart)}%`} ESCAPE '\\'`)
    .orderBy('last_visit_on', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** By one key at a time: an OR with an empty list of the other would read everybody. */
const rowsBy = async (
  db: ReadDb,
  key: 'id' | 'search_no',
  values: readonly (string | number)[],
): Promise<readonly PatientTable[]> =>
  values.length === 0
    ? []
    : db
        .selectFrom('patient')
        .selectAll()
        .where(key, 'in', values as never)
        .execute()

const isExact = (patient: PatientRecord, { namePart, chartNumbers, birthDate, nationalIdPrefix }: PatientQuery) =>
  chartNumbers.includes(patient.chartNumber) ||
  patient.nationalId === nationalIdPrefix ||
  patient.birthDate === birthDate ||
  (namePart !== null && foldText(patient.name) === namePart)

/** A name that is longer than the words was only found by its beginning. */
const holdsName = ({ patient, match }: FoundPatient, { namePart }: PatientQuery): boolean =>
  match !== 'name' ||
  namePart === null ||
  [...namePart].length <= wordLength ||
  namesOf(patient.name).some((name) => name.includes(namePart))

const newestFirst = (one: FoundPatient, other: FoundPatient): number =>
  Number(other.exact) - Number(one.exact) ||
  (other.patient.lastVisitOn ?? '').localeCompare(one.patient.lastVisitOn ?? '') ||
  one.patient.name.localeCompare(other.patient.name)

/** In the place of a merged chart stands the one it was merged into, once. */
const withoutMerged = async (db: ReadDb, found: readonly FoundPatient[]): Promise<FoundPatient[]> => {
  const kept = await keptFor(
    db,
    found.map(({ patient }) => patient.id),
  )
  if (kept.size === 0) return [...found]
  const people = await findByIds(db, [...kept.values()])
  const led = new Map<string, FoundPatient>()
  for (const one of found) {
    const patient = people.get(kept.get(one.patient.id) ?? one.patient.id) ?? one.patient
    if (!led.has(patient.id)) led.set(patient.id, { ...one, patient })
  }
  return [...led.values()]
}

/** Whoever a typed text may mean, see `readPatientQuery`: what it is the whole of first, then by the newest visit. */
export const findPatients = async (db: ReadDb, text: string, limit: number): Promise<readonly FoundPatient[]> => {
  const query = readPatientQuery(text)
  const ids = await idsByNumber(db, query, limit)
  const words = await byWords(db, query, limit)
  for (const id of await byNameAlone(db, query.namePart, limit)) if (!ids.has(id)) ids.set(id, 'name')
  const rows = [...(await rowsBy(db, 'id', [...ids.keys()])), ...(await rowsBy(db, 'search_no', [...words.keys()]))]
  const found = new Map(
    rows.map((row): [string, FoundPatient] => {
      const patient = toRecord(row)
      const match = ids.get(row.id) ?? words.get(row.search_no ?? 0) ?? 'name'
      return [row.id, { patient, match, exact: isExact(patient, query) }]
    }),
  )
  const whole = [...found.values()].filter((one) => holdsName(one, query))
  return (await withoutMerged(db, whole)).sort(newestFirst).slice(0, limit)
}

/** `findPatients`, where it doesn't matter how. */
export const search = async (db: ReadDb, text: string, limit: number): Promise<readonly PatientRecord[]> =>
  (await findPatients(db, text, limit)).map(({ patient }) => patient)
