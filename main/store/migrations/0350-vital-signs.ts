import type { Database } from 'better-sqlite3'

export const version = 350

/**
 * 生命徵象 of a visit, one row a kind, so that two desks that measure different things don't write over one another. What a closed
 * visit had before it was amended stays in its version.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE vital_sign (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      kind TEXT NOT NULL,
      value REAL NOT NULL,
      meal TEXT,
      measured_at INTEGER NOT NULL,
      measured_by TEXT NOT NULL,
      PRIMARY KEY (encounter_id, kind),
      CHECK ((kind = 'glucose') = (meal IS NOT NULL))
    ) WITHOUT ROWID;
  `)
}
