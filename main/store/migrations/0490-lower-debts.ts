import type { Database } from 'better-sqlite3'

export const version = 490

/**
 * A visit that an amendment makes cheaper lowers what is owed of it (`owed-less`): until now the debt stayed what it was. A column's
 * check can't be widened, so the book is copied, entry by entry as it is, into one that knows the kind; the index of debts holds it too.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE money_entry_wider (
      id TEXT NOT NULL PRIMARY KEY,
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      patient_id TEXT NOT NULL REFERENCES patient (id),
      kind TEXT NOT NULL CHECK (kind IN ('due', 'self-pay', 'discount', 'payment', 'owed', 'settlement', 'owed-less', 'refund', 'deposit-back')),
      method TEXT CHECK (method IN ('cash', 'card', 'mobile')),
      amount INTEGER NOT NULL CHECK (amount > 0),
      -- Cash handed over, of which amount stayed.
      tendered INTEGER CHECK (tendered >= amount),
      -- The name of what was sold, or the reason.
      words TEXT CHECK (words <> ''),
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      desk TEXT NOT NULL,
      shift INTEGER NOT NULL CHECK (shift > 0),
      CHECK ((method IS NULL) = (kind IN ('due', 'self-pay', 'discount', 'owed', 'owed-less'))),
      CHECK (tendered IS NULL OR (kind IN ('payment', 'settlement') AND method = 'cash')),
      CHECK (kind NOT IN ('self-pay', 'discount', 'owed-less', 'refund') OR words IS NOT NULL)
    ) WITHOUT ROWID;
    INSERT INTO money_entry_wider SELECT * FROM money_entry;
    -- Its triggers and indexes go with it; no trigger hears of a table that is dropped.
    DROP TABLE money_entry;
    ALTER TABLE money_entry_wider RENAME TO money_entry;
    CREATE INDEX money_of_visit ON money_entry (encounter_id);
    CREATE INDEX money_of_shift ON money_entry (desk, shift, kind, method, amount);
    CREATE INDEX money_by_time ON money_entry (at);
    CREATE INDEX money_owed ON money_entry (patient_id, encounter_id, kind, amount)
      WHERE kind IN ('owed', 'settlement', 'owed-less');
    -- REPLACE deletes without asking the delete trigger.
    CREATE TRIGGER money_entry_only_added BEFORE INSERT ON money_entry
    WHEN EXISTS (SELECT 1 FROM money_entry WHERE id = NEW.id)
    BEGIN
      SELECT RAISE(ABORT, 'the book of money is only added to');
    END;
    CREATE TRIGGER money_entry_never_changed BEFORE UPDATE ON money_entry
    BEGIN
      SELECT RAISE(ABORT, 'the book of money is never changed');
    END;
    CREATE TRIGGER money_entry_never_deleted BEFORE DELETE ON money_entry
    BEGIN
      SELECT RAISE(ABORT, 'the book of money is never deleted from');
    END;
  `)
}
