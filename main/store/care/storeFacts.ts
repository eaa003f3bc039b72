import type { Database } from 'better-sqlite3'

/** What a store, or a copy of one, holds: numbers and hashes, nothing personal. */
export interface StoreFacts {
  readonly schemaVersion: number
  readonly patients: number
  readonly visits: number
  readonly outboxRows: number
  /** Outbox rows without a final answer. */
  readonly unsent: number
  /** Epoch ms; null without visits. */
  readonly newestVisitAt: number | null
  readonly auditRows: number
  /** Hash of the newest audit row; empty without one. */
  readonly auditHash: string
}

/** Of the newest day alone: there is an index of the days, and none of the moments. */
const newestVisit = 'SELECT max(registered_at) FROM encounter WHERE day = (SELECT max(day) FROM encounter)'

/** Reads the facts in one snapshot. Throws the driver's errors. */
export const storeFacts = (db: Database): StoreFacts => {
  const number = (query: string): number => Number(db.prepare<[], number | null>(query).pluck().get() ?? 0)
  return db.transaction(() => {
    const newest = db
      .prepare<[], { sequence: number; hash: string }>(
        'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1',
      )
      .get()
    return {
      schemaVersion: Number(db.pragma('user_version', { simple: true })),
      patients: number('SELECT count(*) FROM patient'),
      visits: number('SELECT count(*) FROM encounter'),
      outboxRows: number('SELECT count(*) FROM outbox'),
      unsent: number(
        `SELECT count(*) FROM outbox INDEXED BY outbox_open WHERE state IN ('waiting', 'sending', 'awaiting-result')`,
      ),
      newestVisitAt: db.prepare<[], number | null>(newestVisit).pluck().get() ?? null,
      auditRows: newest?.sequence ?? 0,
      auditHash: newest?.hash ?? '',
    }
  })()
}

/** The hash of one audit row; null when there is no such row. */
export const auditHashAt = (db: Database, sequence: number): string | null =>
  db.prepare<[number], string>('SELECT hash FROM audit WHERE sequence = ?').pluck().get(sequence) ?? null
