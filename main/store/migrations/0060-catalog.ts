import type { Database } from 'better-sqlite3'

export const version = 60

/**
 * Diagnoses, drugs and fee-schedule items, replaced edition by edition. Searching them by their words needs an index of words:
 * reading 100,000 encrypted rows from a cold cache takes 70 ms. The index holds no text of its own.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE catalog_edition (
      system TEXT NOT NULL PRIMARY KEY,
      edition TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE catalog_concept (
      id INTEGER NOT NULL PRIMARY KEY,
      system TEXT NOT NULL,
      code TEXT NOT NULL,
      code_plain TEXT NOT NULL,
      display_zh TEXT NOT NULL,
      display_en TEXT NOT NULL,
      billable INTEGER NOT NULL CHECK (billable IN (0, 1)),
      unit TEXT NOT NULL,
      unit_points REAL,
      usual TEXT NOT NULL,
      valid_from TEXT NOT NULL,
      valid_to TEXT,
      UNIQUE (system, code_plain, valid_from)
    );

    CREATE VIRTUAL TABLE catalog_words USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'unicode61');
  `)
}
