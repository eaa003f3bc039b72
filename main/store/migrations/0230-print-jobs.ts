import type { Database } from 'better-sqlite3'

export const version = 230

/**
 * What was printed: the document with the facts that stood on it, so that a reprint is the same. Rows are added once their outcome is
 * known, and neither changed nor deleted: papers with a clinic's name on them have to be answered for.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE print_job (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      day TEXT NOT NULL,
      at INTEGER NOT NULL,
      desk TEXT NOT NULL,
      person TEXT NOT NULL,
      printer TEXT CHECK (printer <> ''),
      paper TEXT NOT NULL,
      copies INTEGER NOT NULL CHECK (copies > 0),
      state TEXT NOT NULL CHECK (state IN ('handed-over', 'saved', 'failed')),
      reprint_of TEXT REFERENCES print_job (id),
      facts TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX print_job_day ON print_job (day, at);
    CREATE INDEX print_job_encounter ON print_job (encounter_id, kind);
    CREATE TRIGGER print_job_no_update BEFORE UPDATE ON print_job BEGIN SELECT RAISE(ABORT, 'print_job is append-only'); END;
    CREATE TRIGGER print_job_no_delete BEFORE DELETE ON print_job BEGIN SELECT RAISE(ABORT, 'print_job is append-only'); END;
  `)
}
