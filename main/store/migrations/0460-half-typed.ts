import type { Database } from 'better-sqlite3'

export const version = 460

/** What a desk left half typed at a visit; a desk's own, so that two desks at one visit don't meet in it. */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE half_typed (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      desk TEXT NOT NULL,
      fields TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (encounter_id, desk)
    ) WITHOUT ROWID;
  `)
}
