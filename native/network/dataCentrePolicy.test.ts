import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NetworkFailure } from './answer.ts'
import {
  afterAttempt,
  afterProbe,
  type CentreOutcome,
  calmAfterMs,
  type DataCentreState,
  failuresToLeave,
  firstPenaltyMs,
  initialState,
  longestPenaltyMs,
  mayTryNext,
  nextProbe,
  outcomeOf,
  probesToReturn,
  tryOrder,
} from './dataCentrePolicy.ts'

const attempts = (state: DataCentreState, steps: readonly [number, CentreOutcome][], now = 0): DataCentreState =>
  steps.reduce((at, [index, outcome]) => afterAttempt(at, index, outcome, now), state)

const http = (status: number): NetworkFailure => ({ kind: 'http', status, retryAfterMs: null, code: null })
const lost = (reason: 'time-out' | 'cut' | 'aborted'): NetworkFailure => ({ kind: 'reply-lost', reason })
const refused: NetworkFailure = { kind: 'no-connection', reason: 'ECONNREFUSED' }
const aborted: NetworkFailure = { kind: 'no-connection', reason: 'ABORTED' }
const untrusted: NetworkFailure = { kind: 'certificate', reason: 'untrusted', code: 'X' }
const nonsense: NetworkFailure = { kind: 'bad-reply', reason: 'schema', status: 200 }

describe('what an attempt says, and whether the next data centre may be asked', () => {
  it.each<[string, NetworkFailure, CentreOutcome, boolean, boolean]>([
    // failure, outcome, repeatable goes on, once goes on
    ['refused', refused, 'unreachable', true, true],
    ['untrusted', untrusted, 'unreachable', true, true],
    ['given up', aborted, 'neutral', false, false],
    ['given up after sending', lost('aborted'), 'neutral', false, false],
    ['cut', lost('cut'), 'failing', true, false],
    ['time-out', lost('time-out'), 'failing', false, false],
    ['500', http(500), 'failing', true, false],
    ['503', http(503), 'failing', true, false],
    ['429', http(429), 'well', false, false],
    ['404', http(404), 'well', false, false],
    ['nonsense', nonsense, 'failing', false, false],
  ])('%s', (_name, failure, outcome, repeatable, once) => {
    expect(outcomeOf(failure)).toBe(outcome)
    expect(mayTryNext(failure, 'repeatable')).toBe(repeatable)
    expect(mayTryNext(failure, 'once')).toBe(once)
  })

  it('an answer says well', () => {
    expect(outcomeOf(null)).toBe('well')
  })
})

describe('which data centre is in use', () => {
  it('begins with the remembered one, or the first', () => {
    expect(initialState(2, 1, 0).active).toBe(1)
    for (const wrong of [2, -1, 0.5, Number.NaN]) expect(initialState(2, wrong, 0).active).toBe(0)
  })

  it('tries the one in use first, then the others by preference', () => {
    expect(tryOrder(initialState(4, 2, 0))).toEqual([2, 0, 1, 3])
  })

  it('follows the first one that answers, and stays when none does', () => {
    const start = initialState(3, 0, 0)
    const allDown: [number, CentreOutcome][] = [
      [0, 'unreachable'],
      [1, 'unreachable'],
      [2, 'unreachable'],
    ]
    expect(attempts(start, allDown).active).toBe(0)
    expect(
      attempts(start, [
        [0, 'unreachable'],
        [1, 'well'],
      ]).active,
    ).toBe(1)
  })

  it('stays through a single failure and leaves after several in a row', () => {
    const start = initialState(2, 0, 0)
    const failing: [number, CentreOutcome][] = Array.from({ length: failuresToLeave }, () => [0, 'failing'])
    expect(attempts(start, failing.slice(1)).active).toBe(0)
    expect(attempts(start, failing).active).toBe(1)
    expect(attempts(start, [...failing.slice(1), [0, 'well'], ...failing.slice(1)]).active).toBe(0)
    expect(
      attempts(
        start,
        Array.from({ length: 9 }, () => [0, 'neutral'] as const),
      ).active,
    ).toBe(0)
  })

  it('a service with one data centre stays with it', () => {
    const state = attempts(
      initialState(1, 0, 0),
      Array.from({ length: 9 }, () => [0, 'failing'] as const),
    )
    expect(state.active).toBe(0)
    expect(nextProbe(state)).toBeNull()
  })
})

describe('the way back', () => {
  const away = (now: number): DataCentreState =>
    attempts(
      initialState(2, 0, 0),
      [
        [0, 'unreachable'],
        [1, 'well'],
      ],
      now,
    )

  it('probes nothing while the preferred one is in use, and after a penalty when it is not', () => {
    expect(nextProbe(initialState(2, 0, 0))).toBeNull()
    expect(nextProbe(away(1000))).toEqual({ index: 0, at: 1000 + firstPenaltyMs })
  })

  it('goes back only after several good probes in a row', () => {
    let state = away(0)
    const probe = (good: boolean): void => {
      const next = nextProbe(state)
      if (next === null) throw new Error('a probe is expected')
      state = afterProbe(state, next.index, good, next.at)
    }
    for (let round = 1; round < probesToReturn; round += 1) probe(true)
    probe(false)
    for (let round = 1; round < probesToReturn; round += 1) probe(true)
    expect(state.active).toBe(1)
    probe(true)
    expect(state.active).toBe(0)
    expect(nextProbe(state)).toBeNull()
  })

  it('waits longer each time it was left soon again, and starts anew after a calm time', () => {
    const leave = (state: DataCentreState, now: number): DataCentreState =>
      attempts(
        state,
        [
          [0, 'unreachable'],
          [1, 'well'],
        ],
        now,
      )
    const comeBack = (state: DataCentreState, now: number): DataCentreState =>
      Array.from({ length: probesToReturn }).reduce<DataCentreState>((at) => afterProbe(at, 0, true, now), state)
    const waits: number[] = []
    let state = initialState(2, 0, 0)
    for (let round = 0; round < 7; round += 1) {
      state = leave(state, 1)
      waits.push((nextProbe(state)?.at ?? 0) - 1)
      state = comeBack(state, 1)
    }
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, longestPenaltyMs, longestPenaltyMs])
    const later = leave(state, 1 + calmAfterMs)
    expect(nextProbe(later)?.at).toBe(1 + calmAfterMs + firstPenaltyMs)
  })

  it('a late probe of one that is in use again changes nothing', () => {
    const state = initialState(2, 0, 0)
    expect(afterProbe(state, 0, false, 5)).toBe(state)
  })
})

it('whatever happens, one existing data centre is in use and each is tried once', () => {
  const step = fc.record({
    index: fc.nat(3),
    kind: fc.constantFrom<CentreOutcome | 'good' | 'bad'>('well', 'unreachable', 'failing', 'neutral', 'good', 'bad'),
    after: fc.nat(700_000),
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), (count, steps) => {
      let now = 0
      let state = initialState(count, 0, now)
      for (const { index, kind, after } of steps) {
        now += after
        const at = index % count
        state =
          kind === 'good' || kind === 'bad'
            ? afterProbe(state, at, kind === 'good', now)
            : afterAttempt(state, at, kind, now)
        expect(state.active).toBeGreaterThanOrEqual(0)
        expect(state.active).toBeLessThan(count)
        expect(tryOrder(state).toSorted()).toEqual(Array.from({ length: count }, (_each, each) => each))
        const next = nextProbe(state)
        expect(next === null).toBe(state.active === 0)
      }
    }),
  )
})
