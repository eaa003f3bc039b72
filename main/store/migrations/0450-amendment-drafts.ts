import type { Database } from 'better-sqlite3'

export const version = 450

/** Amendments of closed visits that were begun, as far as they are typed; one a visit, like its draft. */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE amendment_draft (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      content TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by TEXT NOT NULL
    ) WITHOUT ROWID;
  `)
}
