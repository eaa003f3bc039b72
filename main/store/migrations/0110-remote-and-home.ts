import type { Database } from 'better-sqlite3'

export const version = 110

/**
 * How a visit is held, for those that are not held in the clinic, with the consent that 通訊診療 needs; the requests for a patient's
 * authorisation, so that one that was under way when the program ended can be told of (its access token is never written down); and
 * the day's home visits in their order. The consent's moment is `requested_at` where it was taken with the request.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE visit_attendance (
      encounter_id TEXT NOT NULL PRIMARY KEY REFERENCES encounter (id),
      attendance TEXT NOT NULL CHECK (attendance IN ('video', 'phone', 'home')),
      consent_how TEXT CHECK (consent_how IN ('spoken', 'written', 'urgent')),
      consent_reason TEXT CHECK (consent_reason <> ''),
      consent_by TEXT,
      consent_at INTEGER,
      CHECK ((attendance = 'home') = (consent_how IS NULL)),
      CHECK ((consent_how IS NULL) = (consent_by IS NULL)),
      CHECK ((consent_how IS NULL) = (consent_at IS NULL)),
      CHECK ((coalesce(consent_how, '') = 'urgent') = (consent_reason IS NOT NULL))
    ) WITHOUT ROWID;

    CREATE TABLE remote_request (
      id TEXT NOT NULL PRIMARY KEY,
      desk TEXT NOT NULL,
      patient_id TEXT NOT NULL REFERENCES patient (id),
      attendance TEXT NOT NULL CHECK (attendance IN ('video', 'phone')),
      consent_how TEXT NOT NULL CHECK (consent_how IN ('spoken', 'written', 'urgent')),
      consent_reason TEXT CHECK (consent_reason <> ''),
      consent_by TEXT NOT NULL,
      requested_at INTEGER NOT NULL,
      ended_at INTEGER,
      outcome TEXT CHECK (outcome IN ('approved', 'refused', 'expired', 'failed', 'cancelled', 'interrupted')),
      CHECK ((ended_at IS NULL) = (outcome IS NULL)),
      CHECK ((consent_how = 'urgent') = (consent_reason IS NOT NULL))
    ) WITHOUT ROWID;
    CREATE INDEX remote_request_open ON remote_request (desk) WHERE ended_at IS NULL;

    CREATE TABLE home_stop (
      day TEXT NOT NULL,
      patient_id TEXT NOT NULL REFERENCES patient (id),
      position INTEGER NOT NULL,
      PRIMARY KEY (day, patient_id)
    ) WITHOUT ROWID;
  `)
}
