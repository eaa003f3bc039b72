import type { Database } from 'better-sqlite3'

export const version = 480

/**
 * The versions of closed visits with which a 慢性病連續處方箋 was cancelled (註銷). One stands while its visit has that version: an
 * amendment behind a cancellation that the NHI has refused brings the prescription back.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE refill_cancellation (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      version INTEGER NOT NULL CHECK (version > 1),
      cancelled_at INTEGER NOT NULL,
      PRIMARY KEY (encounter_id, version)
    ) WITHOUT ROWID;
    CREATE TRIGGER refill_cancellation_never_changed BEFORE UPDATE ON refill_cancellation
    BEGIN
      SELECT RAISE(ABORT, 'the cancellation of a prescription is never changed');
    END;
    CREATE TRIGGER refill_cancellation_never_deleted BEFORE DELETE ON refill_cancellation
    BEGIN
      SELECT RAISE(ABORT, 'the cancellation of a prescription is never deleted');
    END;
  `)
}
