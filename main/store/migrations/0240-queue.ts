import type { Database } from 'better-sqlite3'

export const version = 240

/**
 * Where a visit stands among those who wait, once something was done about it: a visit without a row simply waits by its number.
 * `taken_at` is when the doctor took the patient in, by which a day's pace is told.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE queue_place (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      day TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'skipped', 'on-hold')),
      is_priority INTEGER NOT NULL DEFAULT 0 CHECK (is_priority IN (0, 1)),
      behind_number INTEGER,
      called_at INTEGER,
      times INTEGER NOT NULL DEFAULT 0 CHECK (times >= 0),
      reason TEXT NOT NULL DEFAULT '',
      taken_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX queue_place_day ON queue_place (day);
  `)
}
