import type { Database } from 'better-sqlite3'

export const version = 170

/**
 * What the clinic keeps of a person beyond the form: chronic problems, notes that pop up with their severity and who has seen
 * them where, who belongs to one family, and which charts are one person's. A merge moves nothing: both charts keep their visits,
 * and an undone one leaves them as they were. The one note that a chart had becomes its first.
 */
export const up = (db: Database): void => {
  db.exec(`
    ALTER TABLE patient ADD COLUMN problems TEXT NOT NULL DEFAULT '[]';

    CREATE TABLE patient_note (
      id TEXT NOT NULL PRIMARY KEY,
      patient_id TEXT NOT NULL REFERENCES patient (id),
      severity TEXT NOT NULL CHECK (severity IN ('info', 'important', 'critical')),
      text TEXT NOT NULL CHECK (text <> ''),
      written_at INTEGER NOT NULL,
      written_by TEXT NOT NULL,
      ended_at INTEGER
    );
    CREATE INDEX patient_note_standing ON patient_note (patient_id) WHERE ended_at IS NULL;
    INSERT INTO patient_note (id, patient_id, severity, text, written_at, written_by)
      SELECT id, id, 'info', note, updated_at, '' FROM patient WHERE note <> '';
    CREATE TABLE patient_note_seen (
      note_id TEXT NOT NULL REFERENCES patient_note (id),
      day TEXT NOT NULL,
      place TEXT NOT NULL CHECK (place IN ('registration', 'consultation')),
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (note_id, day, place)
    ) WITHOUT ROWID;

    CREATE TABLE family_member (
      patient_id TEXT NOT NULL PRIMARY KEY REFERENCES patient (id),
      family_id TEXT NOT NULL,
      relation TEXT NOT NULL,
      is_head INTEGER NOT NULL CHECK (is_head IN (0, 1))
    ) WITHOUT ROWID;
    CREATE INDEX family_member_of ON family_member (family_id);
    CREATE UNIQUE INDEX family_head ON family_member (family_id) WHERE is_head = 1;

    CREATE TABLE patient_merge (
      id TEXT NOT NULL PRIMARY KEY,
      kept_id TEXT NOT NULL REFERENCES patient (id),
      merged_id TEXT NOT NULL REFERENCES patient (id),
      -- Allergies and problems that the kept chart has from the other one, to be taken away again by an undo.
      brought TEXT NOT NULL,
      merged_at INTEGER NOT NULL,
      merged_by TEXT NOT NULL,
      undone_at INTEGER,
      CHECK (kept_id <> merged_id)
    );
    CREATE UNIQUE INDEX patient_merge_standing ON patient_merge (merged_id) WHERE undone_at IS NULL;
    CREATE INDEX patient_merge_kept ON patient_merge (kept_id) WHERE undone_at IS NULL;
  `)
}
