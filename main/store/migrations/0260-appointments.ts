import type { Database } from 'better-sqlite3'

export const version = 260

/**
 * 預約. What the clinic has booked lies in one table, whoever made it; what the clinic cloud last said of an appointment lies beside it as
 * it came, so that the same word changes nothing a second time, a newer one can be told from it, and one that cannot be read is kept.
 * A number is promised to one appointment of a day only.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE appointment (
      id TEXT NOT NULL PRIMARY KEY,
      day TEXT NOT NULL,
      session TEXT NOT NULL CHECK (session IN ('morning', 'afternoon', 'evening')),
      at_minute INTEGER NOT NULL CHECK (at_minute BETWEEN 0 AND 1440),
      practitioner_id TEXT,
      number INTEGER CHECK (number > 0),
      patient_id TEXT REFERENCES patient (id),
      -- As the cloud named the person; null for who was booked here.
      national_id TEXT,
      name TEXT NOT NULL,
      phone TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('phone', 'counter', 'cloud')),
      state TEXT NOT NULL CHECK (state IN ('booked', 'arrived', 'no-show', 'cancelled')),
      note TEXT NOT NULL DEFAULT '',
      cancel_reason TEXT NOT NULL DEFAULT '',
      encounter_id TEXT REFERENCES encounter (id),
      cloud_id TEXT,
      booked_at INTEGER NOT NULL,
      booked_by TEXT NOT NULL,
      changed_at INTEGER NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      CHECK ((state = 'arrived') = (encounter_id IS NOT NULL)),
      CHECK ((source = 'cloud') = (cloud_id IS NOT NULL))
    ) WITHOUT ROWID;
    CREATE INDEX appointment_of_day ON appointment (day, at_minute);
    CREATE INDEX appointment_by_state ON appointment (state, day);
    CREATE UNIQUE INDEX appointment_number ON appointment (day, number) WHERE state <> 'cancelled';
    CREATE UNIQUE INDEX appointment_of_visit ON appointment (encounter_id) WHERE encounter_id IS NOT NULL;
    CREATE UNIQUE INDEX appointment_of_cloud ON appointment (cloud_id) WHERE cloud_id IS NOT NULL;

    CREATE TABLE cloud_appointment (
      cloud_id TEXT NOT NULL PRIMARY KEY,
      -- What the cloud said, as JSON.
      word TEXT NOT NULL,
      -- The fields that make it unreadable; null where it could be read.
      fault TEXT,
      pulled_at INTEGER NOT NULL,
      -- 0 until the desk has booked, moved or cancelled by it, or a person has taken an unreadable one off the list.
      taken INTEGER NOT NULL CHECK (taken IN (0, 1))
    ) WITHOUT ROWID;
    CREATE INDEX cloud_appointment_new ON cloud_appointment (cloud_id) WHERE taken = 0;

    -- One row: how far the cloud's appointments were pulled.
    CREATE TABLE cloud_pull (
      only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
      -- Server time of the last whole answer; null before the first.
      pulled_at INTEGER,
      failure TEXT
    );
  `)
}
