import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outboxPolicy, receiptMissingCode } from './outboxPolicy.ts'
import type { OutboxRow, OutboxTransition, SendOutcome } from './outboxRow.ts'

const now = Date.parse('2026-11-22T03:00:00Z')
const fieldErrors = [{ field: 'M44', orderLine: null, code: 'AH05' }]

const row = (changes: Partial<OutboxRow> = {}): OutboxRow => ({
  id: '019abcde-0000-7000-8000-000000000000',
  target: 'nhi-upload',
  aggregateId: '019abcde-0000-7000-8000-000000000001',
  sequence: 1,
  kind: 'visit',
  schemaVersion: 1,
  payload: new Uint8Array(0),
  payloadHash: 'hash',
  dueAt: now + 86_400_000,
  nextTryAt: now,
  tries: 0,
  state: 'sending',
  idempotencyKey: '019abcde-0000-7000-8000-000000000002',
  lastCode: null,
  reference: null,
  receiptAt: null,
  fieldErrors: [],
  ...changes,
})

const retry = (retryAfterMs: number | null = null): SendOutcome => ({ type: 'retry', code: 'DOWN', retryAfterMs })
const takenIn = (askAgainAt: number, reference = 'OP1'): SendOutcome => ({ type: 'taken-in', reference, askAgainAt })

describe('outboxPolicy.next', () => {
  it('turns green by a receipt alone', () => {
    const outcome = { type: 'accepted', reference: 'R1', receivedAt: now - 5, code: '0000' } as const
    expect(outboxPolicy.next(row({ lastCode: 'DOWN', tries: 3 }), outcome, now, 0.5)).toEqual({
      state: 'accepted',
      nextTryAt: now,
      tries: 4,
      lastCode: '0000',
      reference: 'R1',
      receiptAt: now - 5,
      fieldErrors: [],
    })
  })

  it('keeps what the receiver remarked of a row it took, and the row is green all the same', () => {
    const warnings = [{ field: 'M06', orderLine: null, code: 'D024' }]
    const outcome = { type: 'accepted', reference: 'R1', receivedAt: now, code: '0000', warnings } as const
    const refused = row({ state: 'rejected', fieldErrors })
    expect(outboxPolicy.next(refused, outcome, now, 0.5)).toMatchObject({ state: 'accepted', fieldErrors: warnings })
  })

  it('takes an acceptance without a receipt for none', () => {
    const outcome = { type: 'accepted', reference: '', receivedAt: now, code: '0000' } as const
    expect(outboxPolicy.next(row(), outcome, now, 0.5)).toMatchObject({
      state: 'waiting',
      lastCode: receiptMissingCode,
      receiptAt: null,
    })
  })

  it('hands in again what was taken in without a reference to ask with', () => {
    expect(outboxPolicy.next(row(), takenIn(now, ''), now, 0.5)).toMatchObject({
      state: 'waiting',
      reference: null,
      lastCode: receiptMissingCode,
    })
  })

  it.each([
    [0, 0.5, 1_000],
    [0, 0.999, 1_998],
    [1, 0.5, 2_000],
    [4, 0.25, 8_000],
    [20, 0.5, 150_000],
    [5_000, 0.999, 299_700],
    [3, 0, 0],
  ])('after %d tries and a draw of %d waits %d ms', (tries, random, wait) => {
    expect(outboxPolicy.next(row({ tries }), retry(), now, random)).toMatchObject({
      state: 'waiting',
      nextTryAt: now + wait,
      tries: tries + 1,
      lastCode: 'DOWN',
    })
  })

  it.each([
    ['waits as long as it is asked to', 30_000, 30_000],
    ['but for an hour at most', 86_400_000, 3_600_000],
    ['and takes nonsense for nothing asked', -5, 1_000],
  ])('Retry-After: %s', (_, retryAfterMs, wait) => {
    expect(outboxPolicy.next(row(), retry(retryAfterMs), now, 0.5).nextTryAt).toBe(now + wait)
  })

  it.each([
    ['in ten seconds', now + 1_000, 10_000],
    ['in ten seconds when the time named is past', now - 60_000, 10_000],
    ['later when it is told so', now + 45_000, 45_000],
    ['after five minutes at most', now + 3_600_000, 300_000],
    ['in ten seconds when the time named is no time', Number.NaN, 10_000],
  ])('asks for the verdict %s', (_, askAgainAt, wait) => {
    expect(outboxPolicy.next(row(), takenIn(askAgainAt), now, 0.5)).toMatchObject({
      state: 'awaiting-result',
      reference: 'OP1',
      nextTryAt: now + wait,
    })
  })

  it('goes on asking when the question was lost', () => {
    const asking = row({ state: 'awaiting-result', reference: 'OP1', tries: 2 })
    expect(outboxPolicy.next(asking, retry(), now, 0.5)).toMatchObject({ state: 'awaiting-result', reference: 'OP1' })
  })

  it.each([
    ['no verdict', takenIn(now)],
    ['no answer', retry()],
  ])('hands the record in again after thirty tries with %s', (_, outcome) => {
    const asking = row({ state: 'awaiting-result', reference: 'OP1', tries: 29 })
    expect(outboxPolicy.next(asking, outcome, now, 0.5)).toMatchObject({ state: 'waiting', reference: null })
  })

  it.each([
    ['rejected', 'rejected'],
    ['unsendable', 'quarantined'],
  ] as const)('%s sets the row aside with what to correct', (type, state) => {
    const aside = outboxPolicy.next(row({ reference: 'OP1' }), { type, code: 'AH05', fieldErrors }, now, 0.5)
    expect(aside).toMatchObject({ state, lastCode: 'AH05', fieldErrors, reference: null, receiptAt: null })
    // A late, ambiguous answer does not put it back in line.
    expect(outboxPolicy.next({ ...row(), ...aside }, retry(), now, 0.5)).toEqual(aside)
  })

  const outcome: fc.Arbitrary<SendOutcome> = fc.oneof(
    fc.record({
      type: fc.constant('accepted' as const),
      reference: fc.constantFrom('', 'R1', 'R2'),
      receivedAt: fc.integer({ min: 0, max: now + 1e9 }),
      code: fc.constant('0000'),
    }),
    fc.record({
      type: fc.constant('taken-in' as const),
      reference: fc.constantFrom('', 'OP1', 'OP2'),
      askAgainAt: fc.oneof(fc.integer({ min: -now, max: 3 * now }), fc.constant(Number.NaN)),
    }),
    fc.record({
      type: fc.constantFrom('rejected' as const, 'unsendable' as const),
      code: fc.string({ maxLength: 4 }),
      fieldErrors: fc.constant(fieldErrors),
    }),
    fc.record({
      type: fc.constant('retry' as const),
      code: fc.string({ maxLength: 4 }),
      retryAfterMs: fc.option(fc.double()),
    }),
  )
  const steps = fc.array(fc.tuple(outcome, fc.double()), { maxLength: 80 })

  /** The row after each outcome, the clock going to each next try. */
  const play = (plan: readonly (readonly [SendOutcome, number])[]) => {
    const played: { before: OutboxRow; outcome: SendOutcome; after: OutboxTransition; at: number }[] = []
    let current = row()
    let at = now
    for (const [next, random] of plan) {
      const after = outboxPolicy.next(current, next, at, random)
      played.push({ before: current, outcome: next, after, at })
      current = { ...current, ...after }
      at = Math.max(at, after.nextTryAt)
    }
    return played
  }

  it('is green only by a receipt, and stays green', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        for (const { before, outcome: given, after } of play(plan)) {
          const hasReceipt = given.type === 'accepted' && given.reference !== ''
          expect(after.state === 'accepted').toBe(before.state === 'accepted' || hasReceipt)
          expect(after.receiptAt !== null).toBe(after.state === 'accepted')
          if (after.state === 'accepted') expect(after.reference).not.toBe('')
        }
      }),
    )
  })

  it('never loses a row: what is not ended or set aside is tried again, soon and not in the past', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        for (const { before, outcome: given, after, at } of play(plan)) {
          if (after.state === 'accepted') continue
          if (after.state === 'rejected' || after.state === 'quarantined') {
            expect(given.type === 'rejected' || given.type === 'unsendable' || after.state === before.state).toBe(true)
            continue
          }
          expect(['waiting', 'awaiting-result']).toContain(after.state)
          expect(after.nextTryAt).toBeGreaterThanOrEqual(at)
          expect(after.nextTryAt).toBeLessThanOrEqual(at + 3_600_000)
          expect(after.tries).toBe(before.tries + 1)
          expect(after.state === 'awaiting-result').toBe(after.reference !== null)
        }
      }),
    )
  })
})

describe('outboxPolicy.waitAfterOutage', () => {
  const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

  it('keeps nobody waiting after a clinic’s own outage, nor near a deadline', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_799_999 }), fc.integer(), draws, (outageMs, nearest, random) => {
        expect(outboxPolicy.waitAfterOutage(outageMs, nearest, random)).toBe(0)
      }),
    )
    fc.assert(
      fc.property(fc.nat(), fc.integer({ max: 3_599_999 }), draws, (outageMs, nearest, random) => {
        expect(outboxPolicy.waitAfterOutage(outageMs, nearest, random)).toBe(0)
      }),
    )
  })

  it('spreads the return over at most ten minutes, and never beyond a deadline', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_800_000, max: 10 * 86_400_000 }),
        fc.option(fc.integer({ min: 3_600_000, max: 86_400_000 })),
        draws,
        (outageMs, nearest, random) => {
          const wait = outboxPolicy.waitAfterOutage(outageMs, nearest, random)
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(Math.min(600_000, outageMs / 48))
          if (nearest !== null) expect(wait).toBeLessThan(nearest)
        },
      ),
    )
    expect(outboxPolicy.waitAfterOutage(8 * 3_600_000, null, 0.5)).toBe(300_000)
  })
})
