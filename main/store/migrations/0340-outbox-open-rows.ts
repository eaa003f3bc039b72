import type { Database } from 'better-sqlite3'

export const version = 340

/**
 * One index of open rows for three: closing a visit wrote into each of them twice, sending a row four times. It begins with the target,
 * so that looking for one target's work does not read another's, and is in the order in which rows go; all that decides whether a row is
 * due stands in it.
 */
export const up = (db: Database): void => {
  db.exec(`
    DROP INDEX outbox_open;
    DROP INDEX outbox_due;
    DROP INDEX outbox_next;
    CREATE INDEX outbox_open ON outbox (target, due_at, next_try_at, state)
      WHERE state IN ('waiting', 'sending', 'awaiting-result');
  `)
}
