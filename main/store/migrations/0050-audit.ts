import type { Database } from 'better-sqlite3'

export const version = 50

/** The audit trail: each row carries the hash of the one before it, and the database itself refuses to change or drop a row. */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE audit (
      sequence INTEGER NOT NULL PRIMARY KEY,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      desk TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      details TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    );
    -- REPLACE deletes without asking the delete trigger, so a row may only ever be added behind the last one.
    CREATE TRIGGER audit_only_appended BEFORE INSERT ON audit
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
    BEGIN
      SELECT RAISE(ABORT, 'the audit trail is only appended to');
    END;
    CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit
    BEGIN
      SELECT RAISE(ABORT, 'the audit trail is never changed');
    END;
    CREATE TRIGGER audit_never_deleted BEFORE DELETE ON audit
    BEGIN
      SELECT RAISE(ABORT, 'the audit trail is never deleted');
    END;
  `)
}
