import type { Database } from 'better-sqlite3'

export const version = 120

/**
 * Where the clinic's cloud has confirmed the end of the audit trail: rows cut off behind such a place show. Only ever added to, like the trail
 * itself. The index finds what was done to one patient's records.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE audit_anchor (
      sequence INTEGER NOT NULL PRIMARY KEY,
      hash TEXT NOT NULL,
      anchored_at INTEGER NOT NULL
    );
    CREATE TRIGGER audit_anchor_never_changed BEFORE UPDATE ON audit_anchor
    BEGIN
      SELECT RAISE(ABORT, 'an anchor of the audit trail is never changed');
    END;
    CREATE TRIGGER audit_anchor_never_deleted BEFORE DELETE ON audit_anchor
    BEGIN
      SELECT RAISE(ABORT, 'an anchor of the audit trail is never deleted');
    END;
    CREATE TRIGGER audit_anchor_only_appended BEFORE INSERT ON audit_anchor
    WHEN NEW.sequence <= (SELECT coalesce(max(sequence), 0) FROM audit_anchor)
    BEGIN
      SELECT RAISE(ABORT, 'anchors of the audit trail only follow each other');
    END;
    CREATE INDEX audit_by_subject ON audit (subject, sequence);
  `)
}
