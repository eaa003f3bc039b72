import type { Database } from 'better-sqlite3'

export const version = 10

/** The clinic's patients, and the running numbers it gives out (chart numbers). */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE patient (
      id TEXT NOT NULL PRIMARY KEY,
      national_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      name_search TEXT NOT NULL,
      birth_date TEXT NOT NULL,
      sex TEXT NOT NULL CHECK (sex IN ('M', 'F')),
      nhi_card_number TEXT,
      chart_number TEXT NOT NULL UNIQUE,
      allergies TEXT NOT NULL,
      note TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      last_visit_on TEXT
    );
    -- Covers the search by any part of a name, newest visit first, without reading the patients themselves.
    CREATE INDEX patient_by_name ON patient (name_search, last_visit_on, id);
    CREATE INDEX patient_by_birth_date ON patient (birth_date);

    CREATE TABLE counter (
      name TEXT NOT NULL PRIMARY KEY,
      value INTEGER NOT NULL
    ) WITHOUT ROWID;
  `)
}
