import type { Database } from 'better-sqlite3'

export const version = 320

/**
 * Sets of orders (套組) of a practitioner, or of the clinic where there is none. A deleted set stays, so that it can be brought back.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE order_set (
      id TEXT NOT NULL PRIMARY KEY,
      practitioner_id TEXT,
      name TEXT NOT NULL CHECK (name <> ''),
      keyword TEXT NOT NULL,
      orders TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX order_set_owner ON order_set (practitioner_id);
  `)
}
