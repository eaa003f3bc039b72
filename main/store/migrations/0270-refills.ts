import type { Database } from 'better-sqlite3'

export const version = 270

/**
 * 慢性病連續處方箋 that closed visits have issued and that are dispensed here, and each dispensing with its visit (the issuing one is the
 * first). A dispensing that supplies the whole amount stands for all of them.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE refill_prescription (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      patient_id TEXT NOT NULL REFERENCES patient (id),
      issued_on TEXT NOT NULL,
      dispensings INTEGER NOT NULL CHECK (dispensings BETWEEN 2 AND 4),
      days_each INTEGER NOT NULL CHECK (days_each >= 1 AND days_each * dispensings <= 90),
      lapses_on TEXT NOT NULL CHECK (lapses_on >= issued_on)
    ) WITHOUT ROWID;
    CREATE INDEX refill_prescription_patient ON refill_prescription (patient_id);
    CREATE INDEX refill_prescription_lapsing ON refill_prescription (lapses_on);

    CREATE TABLE refill_supply (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      prescription_id TEXT NOT NULL REFERENCES refill_prescription (encounter_id),
      dispensing INTEGER NOT NULL CHECK (dispensing BETWEEN 1 AND 4),
      supplied_on TEXT NOT NULL,
      days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 90),
      UNIQUE (prescription_id, dispensing)
    ) WITHOUT ROWID;
  `)
}
