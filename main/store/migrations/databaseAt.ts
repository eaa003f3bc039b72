import Sqlite, { type Database } from 'better-sqlite3'
import { migrate } from '../migrate.ts'

/** For tests of migrations: a database whose schema stands at `version`, in memory and in the clear. */
export const databaseAt = (version: number): Database => {
  const db = new Sqlite(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, version)
  return db
}

/** How SQLite would answer a query: the lines of its plan. */
export const planOf = (db: Database, query: string): string =>
  db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
    .all(...(query.match(/\?/g) ?? []).map(() => null))
    .map(({ detail }) => detail)
    .join('\n')

/** Rows as a clinic would have them before the later families came. */
export const addPatient = (db: Database, id: string, nationalId: string): void => {
  db.prepare(
    `INSERT INTO patient (id, national_id, name, name_search, birth_date, sex, nhi_card_number, chart_number, allergies, note,
       created_at, updated_at, last_visit_on)
     VALUES (?, ?, '林示安', '林示安', '1984-03-15', 'F', NULL, ?, '[]', '', 1, 1, NULL)`,
  ).run(id, nationalId, id)
}

export const addEncounter = (db: Database, id: string, patientId: string, queueNumber: number): void => {
  db.prepare(
    `INSERT INTO encounter (id, patient_id, day, queue_number, session, practitioner_id, practitioner_name, room_id, room_name,
       treatment_item, copayment_code, state, registered_at, same_day, card_write, version)
     VALUES (?, ?, '2026-11-20', ?, 'morning', 'd1', '許示範', 'r1', '一診', '01', 'A30', 'waiting', 1, 0, 'none', 1)`,
  ).run(id, patientId, queueNumber)
}
