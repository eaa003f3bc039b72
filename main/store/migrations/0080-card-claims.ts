import type { Database } from 'better-sqlite3'

export const version = 80

/**
 * An intent to take a serial becomes a claim on the card: who asked (desk), for which card, item and day (Taipei), and at most one
 * such intent of a card and day may be under way or lost. The card's online update joins the journal. The table is made anew,
 * because its CHECK changes.
 *
 * Of several lost serials of one card and day (nothing prevented them so far) only the newest keeps its claim; the card number
 * stays in each intent.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE card_journal_new (
      id TEXT NOT NULL PRIMARY KEY,
      encounter_id TEXT REFERENCES encounter (id),
      patient_id TEXT NOT NULL REFERENCES patient (id),
      kind TEXT NOT NULL CHECK (kind IN ('serial', 'write-fees', 'write-orders', 'rollback', 'card-update')),
      intent TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed', 'lost')),
      finished_at INTEGER,
      outcome TEXT,
      desk TEXT,
      card_number TEXT,
      treatment_item TEXT,
      day TEXT
    );
    INSERT INTO card_journal_new
      SELECT id, encounter_id, patient_id, kind, intent, at, state, finished_at, outcome, NULL,
        json_extract(intent, '$.cardNumber'), json_extract(intent, '$.treatmentItem'),
        CASE WHEN kind = 'serial' THEN date(at / 1000, 'unixepoch', '+8 hours') END
      FROM card_journal;
    UPDATE card_journal_new SET card_number = NULL
      WHERE kind = 'serial' AND state IN ('open', 'lost') AND EXISTS (
        SELECT 1 FROM card_journal_new AS newer
        WHERE newer.kind = 'serial' AND newer.state IN ('open', 'lost')
          AND newer.card_number = card_journal_new.card_number AND newer.day = card_journal_new.day
          AND (newer.at, newer.id) > (card_journal_new.at, card_journal_new.id)
      );
    DROP TABLE card_journal;
    ALTER TABLE card_journal_new RENAME TO card_journal;
    CREATE INDEX card_journal_unresolved ON card_journal (at) WHERE state IN ('open', 'lost');
    CREATE INDEX card_journal_unclaimed ON card_journal (patient_id)
      WHERE kind = 'serial' AND encounter_id IS NULL AND state <> 'failed';
    CREATE INDEX card_journal_by_encounter ON card_journal (encounter_id) WHERE encounter_id IS NOT NULL;
    CREATE UNIQUE INDEX card_journal_claim ON card_journal (card_number, day)
      WHERE kind = 'serial' AND state IN ('open', 'lost');
  `)
}
