import type { Database } from 'better-sqlite3'

export const version = 370

/**
 * What the clinic's cloud holds and this store does not: found when the cloud is asked for its records after a restore. A finding stays,
 * with all that the cloud said of the record; a person only takes note of it.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE cloud_finding (
      -- The record's own id and version; of one that cannot be read, its hash and 0.
      record_id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 0),
      -- missing: no such record here; differs: another content here; unreadable: not a record of the contract.
      finding TEXT NOT NULL CHECK (finding IN ('missing', 'differs', 'unreadable')),
      kind TEXT,
      visited_at INTEGER,
      patient_name TEXT,
      national_id TEXT,
      -- Of its document, as the cloud says.
      sha256 TEXT,
      -- The record as the cloud gave it, packed like a payload of the outbox.
      packed BLOB NOT NULL,
      found_at INTEGER NOT NULL,
      seen_at INTEGER,
      PRIMARY KEY (record_id, version)
    );
    CREATE INDEX cloud_finding_unseen ON cloud_finding (visited_at) WHERE seen_at IS NULL;

    -- One row at most: how far the cloud was asked.
    CREATE TABLE cloud_catch_up (
      only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
      state TEXT NOT NULL CHECK (state IN ('owed', 'done')),
      -- The cloud's own; null: from its first record.
      cursor TEXT,
      -- Records compared so far.
      records INTEGER NOT NULL CHECK (records >= 0),
      owed_at INTEGER NOT NULL,
      failure TEXT
    );
  `)
}
