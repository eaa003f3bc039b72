import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newSamSession, observeSam, planSam, type SamObservation, type SamSession } from './samSession.ts'

const hour = 3_600_000
/** 10:00 in Taipei. */
const morning = Date.parse('2026-11-25T02:00:00Z')

const status = (sam: 'none' | 'not-verified' | 'verified', askedAt = morning, initialised = true): SamObservation => ({
  type: 'status',
  askedAt,
  initialised,
  sam,
})
const having = (...observations: readonly SamObservation[]): SamSession =>
  observations.reduce((session, seen) => observeSam(session, seen, morning), newSamSession)
const verified = having(status('not-verified'), { type: 'trying' }, { type: 'opened', anew: true })

describe('the phase of the SAM', () => {
  it.each<[string, readonly SamObservation[], SamSession['phase']]>([
    ['nothing is known at the start', [], 'unknown'],
    ['control software without a SAM', [status('none')], 'none'],
    [
      'control software that is not initialised says nothing about its SAM',
      [status('none', morning, false)],
      'initialised',
    ],
    ['a SAM that waits', [status('not-verified')], 'initialised'],
    ['found verified', [status('verified')], 'verified'],
    ['verified, says control software that is not initialised', [status('verified', morning, false)], 'initialised'],
    ['opened', [status('not-verified'), { type: 'trying' }, { type: 'opened', anew: true }], 'verified'],
    [
      'a try that failed',
      [status('not-verified'), { type: 'trying' }, { type: 'failed', failure: 'passing' }],
      'initialised',
    ],
    ['the control software forgets', [status('verified'), status('not-verified')], 'lapsed'],
    ['a call is refused', [status('verified'), { type: 'refused', askedAt: morning, failure: null }], 'lapsed'],
    ['the control software goes', [status('verified'), { type: 'unanswered' }], 'unknown'],
    ['a refusal while nothing is known', [{ type: 'refused', askedAt: morning, failure: null }], 'unknown'],
    ['verified again after a lapse', [status('verified'), status('none'), status('verified')], 'verified'],
  ])('%s', (_, observations, phase) => {
    expect(having(...observations).phase).toBe(phase)
  })

  it('is lapsed when the control software comes back without what it had', () => {
    const back = [{ type: 'unanswered' }, status('none', morning, false)] as const
    const session = back.reduce<SamSession>((known, seen) => observeSam(known, seen, morning), verified)
    expect(session).toMatchObject({ phase: 'lapsed', verifiedAt: morning })
    expect(planSam(session, morning + 5_000, true)).toEqual({ do: 'verify', how: 'renew' })
  })

  it('keeps the time of a verification, and gives none to a SAM that was found verified', () => {
    expect(verified.verifiedAt).toBe(morning)
    expect(having(status('verified')).verifiedAt).toBeNull()
    expect(observeSam(verified, { type: 'opened', anew: false }, morning + hour).verifiedAt).toBe(morning)
  })

  it('does not believe the control software’s state while calls are refused for a reason, until it is verified anew', () => {
    const refused = observeSam(verified, { type: 'refused', askedAt: morning, failure: 'at-hand' }, morning)
    const told = observeSam(refused, status('verified'), morning)
    expect(told.phase).toBe('lapsed')
    expect(planSam(told, morning + 30_000, true)).toEqual({ do: 'verify', how: 'renew' })
    expect(observeSam(told, { type: 'opened', anew: true }, morning).phase).toBe('verified')
    // Nor where it only had to be verified again: the way has done that by the same state, and was refused once more.
    const lapsed = observeSam(verified, { type: 'refused', askedAt: morning, failure: null }, morning)
    expect(observeSam(lapsed, status('verified'), morning).phase).toBe('lapsed')
    expect(observeSam(lapsed, { type: 'opened', anew: true }, morning).phase).toBe('verified')
  })

  it('does not believe what was asked before it knew better', () => {
    expect(observeSam(verified, status('not-verified', morning - 1), morning + 10).phase).toBe('verified')
    const refused = { type: 'refused', askedAt: morning - 1, failure: null } as const
    expect(observeSam(verified, refused, morning + 10).phase).toBe('verified')
  })
})

describe('what is done about the SAM', () => {
  const at = (session: SamSession, afterMs: number, quiet = true) => planSam(session, morning + afterMs, quiet)

  it('verifies at the start of the day, and anew what it finds verified, because nobody knows since when', () => {
    expect(at(newSamSession, 0)).toEqual({ do: 'nothing' })
    expect(at(having(status('not-verified')), 0)).toEqual({ do: 'verify', how: 'open' })
    expect(at(having(status('verified')), 0)).toEqual({ do: 'verify', how: 'renew' })
  })

  it('renews before eight hours are over, sooner when no card is in the reader', () => {
    expect(at(verified, hour)).toEqual({ do: 'wait', until: morning + 7 * hour, for: 'renewal' })
    expect(at(verified, 7 * hour)).toEqual({ do: 'verify', how: 'renew' })
    expect(at(verified, 7 * hour, false)).toEqual({ do: 'wait', until: morning + 7.5 * hour, for: 'renewal' })
    expect(at(verified, 7.5 * hour, false)).toEqual({ do: 'verify', how: 'renew' })
  })

  it('renews on another day, and when the clock has been set', () => {
    const evening = observeSam(verified, { type: 'opened', anew: true }, Date.parse('2026-11-25T13:30:00Z'))
    expect(planSam(evening, Date.parse('2026-11-25T15:59:00Z'), true).do).toBe('wait')
    expect(planSam(evening, Date.parse('2026-11-25T16:01:00Z'), true)).toEqual({ do: 'verify', how: 'renew' })
    expect(at(verified, -hour)).toEqual({ do: 'verify', how: 'renew' })
  })

  it('waits longer after each failure that passes, to five minutes', () => {
    let session = having(status('not-verified'))
    const waits = [10, 20, 40, 80, 160, 300, 300].map((expected) => {
      session = observeSam(
        observeSam(session, { type: 'trying' }, morning),
        { type: 'failed', failure: 'passing' },
        morning,
      )
      return [at(session, 0), expected]
    })
    for (const [plan, expected] of waits) {
      expect(plan).toEqual({ do: 'wait', until: morning + Number(expected) * 1_000, for: 'retry' })
    }
    expect(at(observeSam(session, { type: 'changed', by: 'line' }, morning), 5_000)).toEqual({
      do: 'verify',
      how: 'open',
    })
  })

  it('looks every half minute for what somebody here puts right, and leaves the rest to a person', () => {
    const failed = (failure: 'at-hand' | 'person') =>
      having(status('not-verified'), { type: 'trying' }, { type: 'failed', failure })
    expect(at(failed('at-hand'), 0)).toEqual({ do: 'wait', until: morning + 30_000, for: 'retry' })
    expect(at(failed('person'), 9 * hour)).toEqual({ do: 'await-person' })
    const line = { type: 'changed', by: 'line' } as const
    expect(at(observeSam(failed('person'), line, morning), 9 * hour)).toEqual({ do: 'await-person' })
    expect(at(observeSam(failed('person'), { type: 'changed', by: 'wake' }, morning), hour).do).toBe('verify')
    const restarted = observeSam(
      observeSam(failed('person'), { type: 'unanswered' }, morning),
      status('not-verified'),
      morning,
    )
    expect(at(restarted, 10_000)).toMatchObject({ do: 'verify' })
  })

  it('tries nothing twice at the same time', () => {
    expect(at(having(status('not-verified'), { type: 'trying' }), hour)).toEqual({ do: 'nothing' })
  })
})

/** Anything that may happen to a desk, in steps of up to ten minutes. */
const happening = fc.record({
  laterMs: fc.integer({ min: 0, max: 600_000 }),
  what: fc.oneof(
    fc.record({
      type: fc.constant('status' as const),
      initialised: fc.boolean(),
      sam: fc.constantFrom('none', 'not-verified', 'verified'),
    }),
    fc.constant({ type: 'unanswered' as const }),
    fc.record({ type: fc.constant('changed' as const), by: fc.constantFrom('line', 'wake', 'person') }),
    fc.record({ type: fc.constant('refused' as const), failure: fc.constantFrom(null, 'person' as const) }),
  ),
  outcome: fc.constantFrom<SamObservation>(
    { type: 'opened', anew: true },
    { type: 'failed', failure: 'passing' },
    { type: 'failed', failure: 'at-hand' },
    { type: 'failed', failure: 'person' },
  ),
})

describe('whatever happens', () => {
  it('is verified only by the control software’s own word, and a lapse is always noticed', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        let session = newSamSession
        let at = morning
        for (const { laterMs, what } of happenings) {
          at += laterMs + 1
          const seen = what.type === 'status' || what.type === 'refused' ? { ...what, askedAt: at } : what
          session = observeSam(session, seen as SamObservation, at)
          const saysVerified = what.type === 'status' && what.initialised && what.sam === 'verified'
          if (what.type === 'status') expect(session.phase === 'verified').toBe(saysVerified && !session.doubted)
          if (what.type === 'refused') expect(session.phase).not.toBe('verified')
          if (what.type === 'unanswered') expect(session.phase).toBe('unknown')
          const plan = planSam(session, at, true)
          if (plan.do === 'wait') expect(plan.until).toBeGreaterThan(at)
          // Not verified means that something is about to be done about it, or that a person is told.
          if (session.phase === 'lapsed') expect(plan.do).not.toBe('nothing')
        }
      }),
    )
  })

  it('never storms: tries are apart, and of an hour of failures few', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 30 }), fc.boolean(), (happenings, quiet) => {
        let session = newSamSession
        let at = morning
        const tries: number[] = []
        for (const { what, outcome } of happenings) {
          // The keeper looks every second between happenings.
          for (let second = 0; second < 30; second += 1) {
            at += 1_000
            if (planSam(session, at, quiet).do !== 'verify') continue
            tries.push(at)
            session = observeSam(observeSam(session, { type: 'trying' }, at), outcome, at)
          }
          const seen = what.type === 'status' || what.type === 'refused' ? { ...what, askedAt: at } : what
          session = observeSam(session, seen as SamObservation, at)
        }
        for (const [index, triedAt] of tries.entries()) {
          const before = tries[index - 1]
          if (before !== undefined) expect(triedAt - before).toBeGreaterThanOrEqual(5_000)
        }
      }),
    )
    let session = observeSam(newSamSession, status('not-verified'), morning)
    let tries = 0
    for (let second = 0; second < 3_600; second += 1) {
      const at = morning + second * 1_000
      if (planSam(session, at, true).do !== 'verify') continue
      tries += 1
      session = observeSam(observeSam(session, { type: 'trying' }, at), { type: 'failed', failure: 'passing' }, at)
    }
    expect(tries).toBeLessThan(20)
  })

  it('slows down when every verification lapses at once', () => {
    let session = observeSam(newSamSession, status('not-verified'), morning)
    let tries = 0
    for (let second = 0; second < 3_600; second += 1) {
      const at = morning + second * 1_000
      session = observeSam(session, status('not-verified', at), at)
      if (planSam(session, at, true).do !== 'verify') continue
      tries += 1
      session = observeSam(observeSam(session, { type: 'trying' }, at), { type: 'opened', anew: true }, at)
    }
    expect(tries).toBeLessThan(25)
  })
})
