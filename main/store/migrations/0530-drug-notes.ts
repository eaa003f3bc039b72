import type { Database } from 'better-sqlite3'

export const version = 530

/**
 * The clinic's own words on medicine bags, drug by drug. They stand by the drug's code, apart from the catalog, whose concepts come and
 * go with each edition.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE drug_note (
      code TEXT NOT NULL PRIMARY KEY,
      indication TEXT CHECK (indication <> ''),
      warning TEXT CHECK (warning <> ''),
      advice TEXT CHECK (advice <> ''),
      changed_at INTEGER NOT NULL,
      changed_by TEXT NOT NULL,
      CHECK (coalesce(indication, warning, advice) IS NOT NULL)
    ) WITHOUT ROWID;
  `)
}
