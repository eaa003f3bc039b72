import type { Database } from 'better-sqlite3'

export const version = 180

/**
 * Editions lie side by side, so that a new one is written while the old one answers, takes its place in one row's change, and gives it back in
 * another. The rows of an edition have ids of a range of its own (edition id × 10,000,000), which those that are there have already.
 * `catalog_term` holds every Latin word of any name once: whatever is typed from the middle of a word is looked up there.
 * `catalog_favourite` holds the codes a practitioner has marked, which come first in what that practitioner searches.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE catalog_edition_new (
      id INTEGER NOT NULL PRIMARY KEY,
      system TEXT NOT NULL,
      edition TEXT NOT NULL,
      price_basis TEXT NOT NULL CHECK (price_basis IN ('official', 'demonstration', 'none')),
      state TEXT NOT NULL CHECK (state IN ('active', 'previous', 'building', 'discarded')),
      valid_from TEXT,
      source_file TEXT NOT NULL,
      imported_at INTEGER,
      concepts INTEGER NOT NULL
    );
    INSERT INTO catalog_edition_new
      SELECT
        CASE system WHEN 'icd-10-cm' THEN 1 WHEN 'nhi-drug' THEN 2 WHEN 'nhi-procedure' THEN 3 ELSE 4 END,
        system,
        edition,
        CASE system WHEN 'icd-10-cm' THEN 'none' WHEN 'nhi-drug' THEN 'demonstration' ELSE 'official' END,
        'active',
        NULL,
        '',
        NULL,
        (SELECT count(*) FROM catalog_concept WHERE catalog_concept.system = catalog_edition.system)
      FROM catalog_edition;
    DROP TABLE catalog_edition;
    ALTER TABLE catalog_edition_new RENAME TO catalog_edition;
    CREATE UNIQUE INDEX catalog_edition_active ON catalog_edition (system) WHERE state = 'active';
    CREATE UNIQUE INDEX catalog_edition_previous ON catalog_edition (system) WHERE state = 'previous';

    CREATE TABLE catalog_concept_new (
      id INTEGER NOT NULL PRIMARY KEY,
      edition_id INTEGER NOT NULL,
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
      UNIQUE (edition_id, code_plain, valid_from)
    );
    INSERT INTO catalog_concept_new
      SELECT id, id / 10000000, system, code, code_plain, display_zh, display_en, billable, unit, unit_points, usual, valid_from, valid_to
      FROM catalog_concept;
    DROP TABLE catalog_concept;
    ALTER TABLE catalog_concept_new RENAME TO catalog_concept;

    CREATE TABLE catalog_term (term TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

    CREATE TABLE catalog_favourite (
      practitioner_id TEXT NOT NULL,
      system TEXT NOT NULL,
      code TEXT NOT NULL,
      code_plain TEXT NOT NULL,
      marked_at INTEGER NOT NULL,
      PRIMARY KEY (practitioner_id, system, code_plain)
    ) WITHOUT ROWID;
  `)
  const term = db.prepare('INSERT OR IGNORE INTO catalog_term VALUES (?)')
  const names = db.prepare<[], string>(`SELECT display_zh || ' ' || display_en FROM catalog_concept`).pluck()
  for (const name of names.all()) {
    for (const word of name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9]{3,}/g) ?? [])
      term.run(word)
  }
  // The starter tables have grown since: the next start looks at them once more.
  db.exec(`DELETE FROM preference WHERE key = 'catalogSeededBy'`)
}
