import type { Database } from 'better-sqlite3'

export const version = 90

/**
 * Visits that began without a card and the money kept for it (欠卡), visits made good with the card later (補卡), and the reason a
 * person wrote for an exception. `day` and `patient_id` of a debt are those of its visit, so that the open ones are found by
 * themselves.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE card_debt (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      patient_id TEXT NOT NULL REFERENCES patient (id),
      day TEXT NOT NULL,
      deposit INTEGER NOT NULL CHECK (deposit >= 0),
      due_on TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'returned', 'forfeited', 'cancelled')),
      actual_date_time TEXT,
      actual_treatment_number TEXT,
      ended_at INTEGER,
      refund INTEGER NOT NULL CHECK (refund BETWEEN 0 AND deposit),
      reason TEXT,
      CHECK ((state = 'open') = (ended_at IS NULL))
    ) WITHOUT ROWID;
    CREATE INDEX card_debt_open ON card_debt (due_on) WHERE state = 'open';
    CREATE INDEX card_debt_ended ON card_debt (ended_at) WHERE state <> 'open';

    CREATE TABLE make_up (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      mark TEXT NOT NULL CHECK (mark IN ('1', '2', '3', '4')),
      actual_date_time TEXT,
      actual_treatment_number TEXT,
      made_at INTEGER NOT NULL,
      CHECK ((mark = '1') = (actual_date_time IS NULL))
    ) WITHOUT ROWID;
    CREATE INDEX make_up_by_time ON make_up (made_at);

    CREATE TABLE exception_reason (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      reason TEXT NOT NULL CHECK (reason <> '')
    ) WITHOUT ROWID;

    CREATE INDEX encounter_exceptions ON encounter (day) WHERE exception_code IS NOT NULL AND state = 'closed';
    CREATE UNIQUE INDEX card_journal_make_up_serial ON card_journal (encounter_id)
      WHERE kind = 'serial' AND state <> 'failed' AND json_extract(intent, '$.afterCheck') = '2';
  `)
}
