import type { Database } from 'better-sqlite3'

export const version = 70

/** What a person has chosen for this desk: theme, text size, dragged dividers. */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE preference (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
  `)
}
