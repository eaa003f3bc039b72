import type { Database } from 'better-sqlite3'

export const version = 250

/**
 * 門診表: the weekly pattern of the doctors' sessions, and what differs from it on some days. Times are minutes of the Taipei day. A line
 * that has ended stays for the days it was in force; an exception that was taken back is deleted, and the audit trail knows of it.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE roster_pattern (
      id TEXT NOT NULL PRIMARY KEY,
      practitioner_id TEXT NOT NULL,
      weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
      session TEXT NOT NULL CHECK (session IN ('morning', 'afternoon', 'evening')),
      room_id TEXT NOT NULL,
      from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
      to_minute INTEGER NOT NULL CHECK (to_minute > from_minute AND to_minute <= 1440),
      slot_minutes INTEGER NOT NULL CHECK (slot_minutes > 0),
      places INTEGER NOT NULL CHECK (places > 0),
      walk_in_places INTEGER NOT NULL CHECK (walk_in_places >= 0),
      number_limit INTEGER CHECK (number_limit > 0),
      valid_from TEXT NOT NULL,
      valid_to TEXT CHECK (valid_to >= valid_from)
    ) WITHOUT ROWID;

    CREATE TABLE roster_exception (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('leave', 'substitute', 'extra', 'closed')),
      from_day TEXT NOT NULL,
      to_day TEXT NOT NULL CHECK (to_day >= from_day),
      practitioner_id TEXT CHECK ((practitioner_id IS NULL) = (kind = 'closed')),
      session TEXT CHECK (session IN ('morning', 'afternoon', 'evening')),
      substitute_id TEXT CHECK ((substitute_id IS NOT NULL) = (kind = 'substitute')),
      -- Times and places of an extra session.
      plan TEXT CHECK ((plan IS NOT NULL) = (kind = 'extra')),
      reason TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      CHECK (kind <> 'extra' OR session IS NOT NULL)
    ) WITHOUT ROWID;
    CREATE INDEX roster_exception_until ON roster_exception (to_day);
  `)
}
