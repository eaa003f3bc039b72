import type { Database } from 'better-sqlite3'

export const version = 200

/**
 * The clinic's money, as a book that is only added to: what a visit owes, what was taken and given back, by which means, who at which
 * desk and when; and the shifts of a desk's drawer. A row belongs to the shift that is open, or opened next, at its desk, so nothing
 * that was taken before the opening is lost to the drawer. What is owed is read from the few rows that are about debts. The visit
 * itself was closed with its own `paid` before; no row is made up for those.
 *
 * The index of a doctor's visits is for their prices: the examination fee's tier is asked for at every change of an order.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE money_entry (
      id TEXT NOT NULL PRIMARY KEY,
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      patient_id TEXT NOT NULL REFERENCES patient (id),
      kind TEXT NOT NULL CHECK (kind IN ('due', 'self-pay', 'discount', 'payment', 'owed', 'settlement', 'refund', 'deposit-back')),
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
      CHECK ((method IS NULL) = (kind IN ('due', 'self-pay', 'discount', 'owed'))),
      CHECK (tendered IS NULL OR (kind IN ('payment', 'settlement') AND method = 'cash')),
      CHECK (kind NOT IN ('self-pay', 'discount', 'refund') OR words IS NOT NULL)
    ) WITHOUT ROWID;
    CREATE INDEX money_of_visit ON money_entry (encounter_id);
    CREATE INDEX money_of_shift ON money_entry (desk, shift, kind, method, amount);
    CREATE INDEX money_owed ON money_entry (patient_id, encounter_id, kind, amount) WHERE kind IN ('owed', 'settlement');

    CREATE TABLE drawer_opening (
      desk TEXT NOT NULL,
      shift INTEGER NOT NULL CHECK (shift > 0),
      float INTEGER NOT NULL CHECK (float >= 0),
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      PRIMARY KEY (desk, shift)
    ) WITHOUT ROWID;
    CREATE TABLE drawer_closing (
      desk TEXT NOT NULL,
      shift INTEGER NOT NULL,
      expected INTEGER NOT NULL,
      counted INTEGER NOT NULL CHECK (counted >= 0),
      counts TEXT NOT NULL,
      reason TEXT CHECK (reason <> ''),
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      PRIMARY KEY (desk, shift),
      FOREIGN KEY (desk, shift) REFERENCES drawer_opening (desk, shift),
      CHECK (expected = counted OR reason IS NOT NULL)
    ) WITHOUT ROWID;

    CREATE INDEX encounter_of_doctor ON encounter (practitioner_id, day, queue_number, treatment_item)
      WHERE state <> 'cancelled';
  `)
  for (const table of ['money_entry', 'drawer_opening', 'drawer_closing']) {
    db.exec(`
      -- REPLACE deletes without asking the delete trigger.
      CREATE TRIGGER ${table}_only_added BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${table === 'money_entry' ? 'id = NEW.id' : 'desk = NEW.desk AND shift = NEW.shift'})
      BEGIN
        SELECT RAISE(ABORT, 'the book of money is only added to');
      END;
      CREATE TRIGGER ${table}_never_changed BEFORE UPDATE ON ${table}
      BEGIN
        SELECT RAISE(ABORT, 'the book of money is never changed');
      END;
      CREATE TRIGGER ${table}_never_deleted BEFORE DELETE ON ${table}
      BEGIN
        SELECT RAISE(ABORT, 'the book of money is never deleted from');
      END;
    `)
  }
}
