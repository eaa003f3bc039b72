import type { Database } from 'better-sqlite3'

export const version = 310

/** The book of money by time: what came and went on a day is read without the rest of the book. */
export const up = (db: Database): void => {
  db.exec('CREATE INDEX money_by_time ON money_entry (at)')
}
