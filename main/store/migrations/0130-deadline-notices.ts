import type { Database } from 'better-sqlite3'

export const version = 130

/**
 * Alarms that were raised for the two 24-hour clocks, so that none is raised twice, and, where a deadline has passed, what kept the
 * visit and what a person says of it. The indexes hold only what still wants something, or came late. Those of the open rows begin
 * with the target and carry what decides whether a row is due: with tens of thousands of rows waiting for one target, looking for
 * another's work must not read them.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE deadline_notice (
      encounter_id TEXT NOT NULL REFERENCES encounter (id),
      clock TEXT NOT NULL CHECK (clock IN ('upload', 'signature')),
      due_at INTEGER NOT NULL,
      mark TEXT NOT NULL CHECK (mark IN ('4', '2', '1', 'late')),
      at INTEGER NOT NULL,
      cause TEXT NOT NULL,
      note TEXT CHECK (note <> ''),
      PRIMARY KEY (encounter_id, clock, due_at, mark)
    ) WITHOUT ROWID;
    CREATE INDEX encounter_unfinished ON encounter (registered_at)
      WHERE state IN ('waiting', 'in-consultation', 'to-pay');
    CREATE INDEX outbox_due ON outbox (target, due_at, id, next_try_at, state)
      WHERE state IN ('waiting', 'sending', 'awaiting-result');
    CREATE INDEX outbox_next ON outbox (target, next_try_at, state)
      WHERE state IN ('waiting', 'sending', 'awaiting-result');
    CREATE INDEX outbox_late ON outbox (due_at) WHERE state = 'accepted' AND receipt_at > due_at;
  `)
}
