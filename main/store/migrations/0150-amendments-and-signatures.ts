import type { Database } from 'better-sqlite3'

export const version = 150

/**
 * Amended and cancelled visits: what a version was that another has replaced, and which row of the outbox replaces, deletes or takes
 * back which. A version is written once and stays.
 *
 * 電子病歷簽章: the text of each record as its doctor has to sign it, with its digest and its own 24 hours, and the acts of the
 * professional card by which it was. Visits from before have no row and run no such clock.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE visit_version (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      version INTEGER NOT NULL,
      ended_as TEXT NOT NULL CHECK (ended_as IN ('amended', 'cancelled')),
      ended_at INTEGER NOT NULL,
      ended_by TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      difference INTEGER NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (encounter_id, version)
    );
    CREATE TRIGGER visit_version_never_changed BEFORE UPDATE ON visit_version
    BEGIN
      SELECT RAISE(ABORT, 'an earlier version of a visit is never changed');
    END;
    CREATE TRIGGER visit_version_never_deleted BEFORE DELETE ON visit_version
    BEGIN
      SELECT RAISE(ABORT, 'an earlier version of a visit is never deleted');
    END;

    CREATE TABLE outbox_replacement (
      outbox_id TEXT NOT NULL PRIMARY KEY REFERENCES outbox (id),
      how TEXT NOT NULL CHECK (how IN ('amended', 'deleted', 'withdrawn')),
      by_id TEXT REFERENCES outbox (id),
      CHECK ((how = 'withdrawn') = (by_id IS NULL))
    ) WITHOUT ROWID;
    CREATE INDEX outbox_replacement_by ON outbox_replacement (by_id) WHERE by_id IS NOT NULL;

    CREATE TABLE signature_act (
      id TEXT NOT NULL PRIMARY KEY,
      at INTEGER NOT NULL,
      desk TEXT NOT NULL,
      national_id TEXT NOT NULL,
      card_number TEXT NOT NULL,
      sam_id TEXT NOT NULL,
      client_random TEXT NOT NULL,
      signature TEXT NOT NULL
    );
    CREATE TABLE record_signature (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      version INTEGER NOT NULL,
      practitioner_id TEXT NOT NULL,
      written_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      digest TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('unsigned', 'signed', 'replaced')),
      act_id TEXT REFERENCES signature_act (id),
      text TEXT NOT NULL,
      PRIMARY KEY (encounter_id, version),
      CHECK (state <> 'signed' OR act_id IS NOT NULL)
    );
    CREATE INDEX record_unsigned ON record_signature (due_at) WHERE state = 'unsigned';
    CREATE TRIGGER signature_act_never_changed BEFORE UPDATE ON signature_act
    BEGIN
      SELECT RAISE(ABORT, 'a signature is never changed');
    END;
    CREATE TRIGGER record_signature_text_never_changed BEFORE UPDATE OF digest, text, act_id ON record_signature
    WHEN NEW.digest <> OLD.digest OR NEW.text <> OLD.text OR (OLD.act_id IS NOT NULL AND NEW.act_id IS NOT OLD.act_id)
    BEGIN
      SELECT RAISE(ABORT, 'what was signed is never changed');
    END;
  `)
}
