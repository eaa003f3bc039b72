import type { Database } from 'better-sqlite3'

export const version = 40

/**
 * Closed visits on their way to their targets, and the history of tries. The indexes of open and refused rows hold only those;
 * delivered rows leave them, so that looking for work costs the same after ten years.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE outbox (
      id TEXT NOT NULL PRIMARY KEY,
      target TEXT NOT NULL,
      aggregate_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      kind TEXT NOT NULL,
      schema_version INTEGER NOT NULL,
      payload_hash TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      next_try_at INTEGER NOT NULL,
      tries INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (
        state IN ('waiting', 'sending', 'awaiting-result', 'accepted', 'rejected', 'quarantined')
      ),
      idempotency_key TEXT NOT NULL,
      last_code TEXT,
      reference TEXT,
      receipt_at INTEGER,
      field_errors TEXT NOT NULL,
      payload TEXT NOT NULL,
      UNIQUE (aggregate_id, target, sequence)
    );
    CREATE INDEX outbox_open ON outbox (due_at, id) WHERE state IN ('waiting', 'sending', 'awaiting-result');
    CREATE INDEX outbox_refused ON outbox (state, due_at) WHERE state IN ('rejected', 'quarantined');
    CREATE INDEX outbox_accepted ON outbox (due_at) WHERE state = 'accepted';

    CREATE TABLE outbox_attempt (
      outbox_id TEXT NOT NULL REFERENCES outbox (id),
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      ms INTEGER NOT NULL,
      code TEXT,
      PRIMARY KEY (outbox_id, number)
    ) WITHOUT ROWID;
  `)
}
