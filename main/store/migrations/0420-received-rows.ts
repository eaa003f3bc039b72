import type { Database } from 'better-sqlite3'

export const version = 420

/**
 * Delivered rows by the moment of their receipt instead of their deadline: the newest receipt is the one somebody looks for, what came
 * today is a range, and a new receipt is written at the end.
 */
export const up = (db: Database): void => {
  db.exec(`
    DROP INDEX outbox_accepted;
    CREATE INDEX outbox_accepted ON outbox (receipt_at) WHERE state = 'accepted';
  `)
}
