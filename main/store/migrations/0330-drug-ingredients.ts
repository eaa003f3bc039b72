import type { Database } from 'better-sqlite3'

export const version = 330

/** What a drug is made of (成分) and its ATC code, as an official list tells them; empty where it doesn't. */
export const up = (db: Database): void => {
  db.exec(`
    ALTER TABLE catalog_concept ADD COLUMN ingredient TEXT NOT NULL DEFAULT '';
    ALTER TABLE catalog_concept ADD COLUMN atc TEXT NOT NULL DEFAULT '';
  `)
  // The starter tables tell ingredients now: the next start looks at them once more.
  db.exec(`DELETE FROM preference WHERE key = 'catalogSeededBy'`)
}
