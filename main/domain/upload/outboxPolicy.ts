import type { OutboxRow, OutboxTransition, SendOutcome } from './outboxRow.ts'

/** First retry within this time, doubled by each further try. */
const retryBaseMs = 2_000
const retryCapMs = 5 * 60_000
/** A receiver may ask for more patience than the cap, but not for more than this: the law's deadline is 24 hours away. */
const retryAfterCapMs = 60 * 60_000
/** The NHI asks to be asked for a result about every 10 s. */
const pollMs = 10_000
const pollCapMs = 5 * 60_000
/** After so many tries with one reference it is given up and the record handed in again, which is harmless. */
const triesPerReference = 30

/** Recorded instead of an answer that lacks the receipt or reference it should carry. */
export const receiptMissingCode = 'RECEIPT_MISSING'

const share = (random: number): number => (random >= 0 && random < 1 ? random : 0.5)

/** Exponential back-off with full jitter, never shorter than the receiver asked for. */
const retryWait = (tries: number, retryAfterMs: number | null, random: number): number => {
  const ceiling = Math.min(retryBaseMs * 2 ** Math.min(tries, 20), retryCapMs)
  const asked = retryAfterMs !== null && retryAfterMs > 0 ? Math.min(retryAfterMs, retryAfterCapMs) : 0
  return Math.max(Math.round(share(random) * ceiling), Math.round(asked))
}

const next = (row: OutboxRow, outcome: SendOutcome, now: number, random: number): OutboxTransition => {
  if (row.state === 'accepted') return unchanged(row)
  const tries = row.tries + 1
  const ended = { nextTryAt: now, tries, receiptAt: null, fieldErrors: [] }

  switch (outcome.type) {
    case 'accepted':
      return outcome.reference === ''
        ? retryLater(row, { code: receiptMissingCode, retryAfterMs: null }, now, random)
        : {
            ...ended,
            state: 'accepted',
            lastCode: outcome.code,
            reference: outcome.reference,
            receiptAt: outcome.receivedAt,
            fieldErrors: outcome.warnings ?? [],
          }
    case 'rejected':
    case 'unsendable':
      return {
        ...ended,
        state: outcome.type === 'rejected' ? 'rejected' : 'quarantined',
        lastCode: outcome.code,
        reference: null,
        fieldErrors: outcome.fieldErrors,
      }
    case 'taken-in': {
      // Nothing to ask with: as good as no answer, and handing in again is harmless.
      if (outcome.reference === '') {
        return retryLater(row, { code: receiptMissingCode, retryAfterMs: null }, now, random)
      }
      if (isWornOut(row, outcome.reference, tries)) {
        return retryLater({ ...row, reference: null }, { code: row.lastCode, retryAfterMs: null }, now, random)
      }
      const asked = outcome.askAgainAt - now
      const wait = asked >= pollMs ? Math.min(asked, pollCapMs) : pollMs
      return {
        ...ended,
        state: 'awaiting-result',
        nextTryAt: now + wait,
        lastCode: row.lastCode,
        reference: outcome.reference,
      }
    }
    case 'retry':
      return isSetAside(row) ? unchanged(row) : retryLater(row, outcome, now, random)
  }
}

const isSetAside = (row: OutboxRow): boolean => row.state === 'rejected' || row.state === 'quarantined'

/** Whether the same reference has been asked about so often that its receiver has evidently forgotten it. */
const isWornOut = (row: OutboxRow, reference: string | null, tries: number): boolean =>
  reference !== null && row.reference === reference && tries % triesPerReference === 0

/** Keeps asking about a record that is taken in; hands it in again otherwise. */
const retryLater = (
  row: OutboxRow,
  outcome: { readonly code: string | null; readonly retryAfterMs: number | null },
  now: number,
  random: number,
): OutboxTransition => {
  const tries = row.tries + 1
  const reference = isWornOut(row, row.reference, tries) ? null : row.reference
  return {
    state: reference === null ? 'waiting' : 'awaiting-result',
    nextTryAt: now + retryWait(row.tries, outcome.retryAfterMs, random),
    tries,
    lastCode: outcome.code,
    reference,
    receiptAt: null,
    fieldErrors: [],
  }
}

const unchanged = (row: OutboxRow): OutboxTransition => ({
  state: row.state,
  nextTryAt: row.nextTryAt,
  tries: row.tries,
  lastCode: row.lastCode,
  reference: row.reference,
  receiptAt: row.receiptAt,
  fieldErrors: row.fieldErrors,
})

/** An outage of less than this is a clinic's own, and its rows go the moment it ends. */
const longOutageMs = 30 * 60_000
/** Of a longer one, which may be the whole country's, so small a share is spread over … */
const spreadShare = 1 / 48
/** … but never more. */
const spreadCapMs = 10 * 60_000
/** A row that has no more time left than this waits for no spread. */
const urgentMs = 60 * 60_000

/**
 * How long to stay away from an end point that has come back, so that twenty thousand clinics don't come back in the same second:
 * nothing after a short outage, a random part of 1/48 of a long one (10 min at most, after eight hours), and nothing when a
 * deadline is nearer than an hour.
 *
 * @param outageMs how long it was away
 * @param nearestDeadline of the rows that wait for it, ms from now; null when none waits
 * @param random one draw, 0 ≤ x < 1
 */
const waitAfterOutage = (outageMs: number, nearestDeadline: number | null, random: number): number =>
  outageMs < longOutageMs || (nearestDeadline !== null && nearestDeadline < urgentMs)
    ? 0
    : Math.floor(share(random) * Math.min(outageMs * spreadShare, spreadCapMs))

/**
 * The whole retry policy of the outbox: what the outcome of one try makes of a row.
 *
 * - `accepted` with a receipt is the only way to the state `accepted`, and a row that is accepted stays so.
 * - `retry` covers everything that is not known to have failed for good, an ambiguous outcome above all: the row goes on waiting,
 *   2 s × 2^tries at most and 5 min at most, by full jitter, and not before Retry-After (which counts for at most an hour).
 * - `taken-in` asks for the result in about 10 s, or when the receiver says (at most 5 min). While a reference is being asked
 *   about, a failed question is asked again; every 30th try the reference is given up and the record handed in anew.
 * - `rejected` and `unsendable` set the row aside with what to correct; it isn't tried again by itself.
 *
 * @param now epoch ms, server time
 * @param random one draw, 0 ≤ x < 1
 */
export const outboxPolicy = { next, waitAfterOutage, longOutageMs } as const
