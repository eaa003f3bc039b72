import type { Database } from 'better-sqlite3'

export const version = 510

/**
 * Who dispensed a visit's drugs here, and the how manieth of that person's day it was, by which a pharmacist's fee is chosen. The number
 * is a place that is taken: one that a visit gives up is the next to be taken, so that a day never counts more than it had. Visits
 * from before this were dispensed by nobody knows whom, and have no row.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE dispensing (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      role TEXT NOT NULL CHECK (role IN ('doctor', 'clinic-pharmacist')),
      practitioner_id TEXT NOT NULL,
      practitioner_name TEXT NOT NULL CHECK (practitioner_name <> ''),
      day TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      UNIQUE (practitioner_id, day, number)
    ) WITHOUT ROWID;
  `)
}
