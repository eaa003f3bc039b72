import type { Database } from 'better-sqlite3'

export const version = 30

/** What was about to be done to a card or at the NHI, written down before it was done, so that a lost reply is never forgotten. */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE card_journal (
      id TEXT NOT NULL PRIMARY KEY,
      encounter_id TEXT REFERENCES encounter (id),
      patient_id TEXT NOT NULL REFERENCES patient (id),
      kind TEXT NOT NULL CHECK (kind IN ('serial', 'write-fees', 'write-orders', 'rollback')),
      intent TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed', 'lost')),
      finished_at INTEGER,
      outcome TEXT
    );
    CREATE INDEX card_journal_unresolved ON card_journal (at) WHERE state IN ('open', 'lost');
    CREATE INDEX card_journal_unclaimed ON card_journal (patient_id)
      WHERE kind = 'serial' AND encounter_id IS NULL AND state <> 'failed';
    CREATE INDEX card_journal_by_encounter ON card_journal (encounter_id) WHERE encounter_id IS NOT NULL;
  `)
}
