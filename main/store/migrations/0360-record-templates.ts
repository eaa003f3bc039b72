import type { Database } from 'better-sqlite3'

export const version = 360

/** Texts that doctors write again and again; a deleted one can be taken back. */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE record_template (
      id TEXT NOT NULL PRIMARY KEY,
      -- Null: everybody's.
      practitioner_id TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('note', 'snippet')),
      name TEXT NOT NULL CHECK (name <> ''),
      content TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      changed_by TEXT NOT NULL,
      deleted_at INTEGER
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX record_template_name ON record_template (coalesce(practitioner_id, ''), kind, name)
      WHERE deleted_at IS NULL;
  `)
}
