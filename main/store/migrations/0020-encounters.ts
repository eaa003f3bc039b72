import type { Database } from 'better-sqlite3'

export const version = 20

/**
 * Visits, what the doctor typed in them, and the rows written when a visit is closed. The large texts lie apart, so that neither
 * lists nor the closing of a visit touch them; the rows of a closed visit are clustered by it.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE encounter (
      id TEXT NOT NULL PRIMARY KEY,
      patient_id TEXT NOT NULL REFERENCES patient (id),
      day TEXT NOT NULL,
      queue_number INTEGER NOT NULL CHECK (queue_number > 0),
      session TEXT NOT NULL,
      practitioner_id TEXT NOT NULL,
      practitioner_name TEXT NOT NULL,
      room_id TEXT NOT NULL,
      room_name TEXT NOT NULL,
      treatment_item TEXT NOT NULL,
      copayment_code TEXT NOT NULL,
      exception_code TEXT,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'in-consultation', 'to-pay', 'closed', 'cancelled')),
      registered_at INTEGER NOT NULL,
      treatment_date_time TEXT,
      visit_sequence_number TEXT,
      treatment_number TEXT,
      security_signature TEXT,
      sam_id TEXT,
      hospital_id TEXT,
      same_day INTEGER NOT NULL CHECK (same_day IN (0, 1)),
      card_number TEXT,
      card_write TEXT NOT NULL CHECK (card_write IN ('none', 'unconfirmed', 'written', 'impossible')),
      closed_at INTEGER,
      version INTEGER NOT NULL,
      paid TEXT,
      UNIQUE (day, queue_number)
    );
    CREATE INDEX encounter_by_patient ON encounter (patient_id, day);

    CREATE TABLE consultation (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      draft_saved_at INTEGER,
      price TEXT,
      draft TEXT NOT NULL
    );

    CREATE TABLE diagnosis (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      line INTEGER NOT NULL,
      code TEXT NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      PRIMARY KEY (encounter_id, line)
    ) WITHOUT ROWID;

    CREATE TABLE nhi_order (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      line INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('drug', 'procedure', 'material')),
      code TEXT NOT NULL,
      name TEXT NOT NULL,
      dose REAL,
      unit TEXT NOT NULL,
      frequency TEXT,
      route TEXT,
      days INTEGER,
      quantity REAL NOT NULL,
      site TEXT NOT NULL,
      signature TEXT,
      PRIMARY KEY (encounter_id, line)
    ) WITHOUT ROWID;

    CREATE TABLE charge (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      line INTEGER NOT NULL,
      kind TEXT NOT NULL,
      order_line INTEGER,
      code TEXT,
      name TEXT,
      quantity REAL,
      unit_points REAL,
      points INTEGER,
      amount INTEGER,
      rule TEXT NOT NULL,
      rule_title TEXT NOT NULL,
      rule_from TEXT NOT NULL,
      PRIMARY KEY (encounter_id, line)
    ) WITHOUT ROWID;
  `)
}
