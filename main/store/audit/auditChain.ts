import { hash } from 'node:crypto'

/** What an audit row says; `details` holds plain values and no more personal data than the row is about. */
export interface AuditEntry {
  /** Epoch ms, server time. */
  readonly at: number
  readonly who: string
  readonly desk: string
  /** What was done, `visit:closed`. */
  readonly action: string
  /** Id of the record it was done to. */
  readonly subject: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** An audit row as it is kept: its place, and the chain that shows every later change. */
export interface AuditRow extends Omit<AuditEntry, 'details'> {
  readonly sequence: number
  /** JSON text, exactly as it was hashed. */
  readonly details: string
  readonly previousHash: string
  readonly hash: string
}

/** Where the chain ends: its newest row, or the place before the first one. */
export interface AuditTail {
  readonly sequence: number
  readonly hash: string
}

export const chainStart: AuditTail = { sequence: 0, hash: '0'.repeat(64) }

/** The hash of a row: SHA-256, hex, over a JSON array of everything it says, the previous hash first. */
const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  hash(
    'sha256',
    JSON.stringify([row.previousHash, row.sequence, row.at, row.who, row.desk, row.action, row.subject, row.details]),
  )

/** The row that follows `tail`. */
export const nextAuditRow = (tail: AuditTail, entry: AuditEntry): AuditRow => {
  const row = {
    sequence: tail.sequence + 1,
    at: entry.at,
    who: entry.who,
    desk: entry.desk,
    action: entry.action,
    subject: entry.subject,
    details: JSON.stringify(entry.details),
    previousHash: tail.hash,
  }
  return { ...row, hash: hashOf(row) }
}

export type AuditVerdict =
  | { readonly intact: true; readonly tail: AuditTail }
  /** `sequence`: the first row that does not fit. */
  | { readonly intact: false; readonly sequence: number; readonly reason: 'missing' | 'unlinked' | 'changed' }

/**
 * Whether rows follow `from` without a gap and say what they said when they were written. Rows cut off at the end don't show
 * here: compare `tail` with one that was kept elsewhere.
 */
export const verifyAuditChain = (rows: Iterable<AuditRow>, from: AuditTail = chainStart): AuditVerdict => {
  let tail = from
  for (const row of rows) {
    const { sequence } = row
    if (sequence !== tail.sequence + 1) return { intact: false, sequence: tail.sequence + 1, reason: 'missing' }
    if (row.previousHash !== tail.hash) return { intact: false, sequence, reason: 'unlinked' }
    if (row.hash !== hashOf(row)) return { intact: false, sequence, reason: 'changed' }
    tail = { sequence, hash: row.hash }
  }
  return { intact: true, tail }
}
