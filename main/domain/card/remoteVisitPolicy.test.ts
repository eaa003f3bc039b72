import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { fail, ok } from '../../../preload/contract/result.ts'
import { nextRemoteStep, patienceMs } from './remoteVisitPolicy.ts'

const since = 1_000_000
const notYet = ok({ token: null })
const wait = { since, failures: 0 }

describe('a patient who has not answered', () => {
  it.each([
    [0, 2_000],
    [59_999, 2_000],
    [60_000, 5_000],
    [patienceMs - 1, 5_000],
  ])('after %i ms is asked for again in %i ms', (elapsed, inMs) => {
    expect(nextRemoteStep(wait, notYet, since + elapsed)).toEqual({ do: 'ask-again', inMs, failures: 0, fault: null })
  })

  it('is silent after ten minutes', () => {
    expect(nextRemoteStep(wait, notYet, since + patienceMs)).toEqual({ do: 'stop', as: 'silent', fault: null })
  })

  it('and who answers at last is taken, however late', () => {
    expect(nextRemoteStep(wait, ok({ token: 'T' }), since + 3 * patienceMs)).toEqual({ do: 'take', token: 'T' })
  })
})

describe('a line that is down', () => {
  it('is asked ever more slowly, up to a quarter of a minute', () => {
    const gaps = [0, 1, 2, 3, 4, 5, 50].map((failures) => {
      const step = nextRemoteStep({ since, failures }, fail('NHI_UNREACHABLE', { retryable: true }), since)
      return step.do === 'ask-again' ? step.inMs : null
    })
    expect(gaps).toEqual([3_000, 6_000, 9_000, 12_000, 15_000, 15_000, 15_000])
  })

  it('never ends the waiting, and one good answer forgets it', () => {
    const step = nextRemoteStep(
      { since, failures: 7 },
      fail('NHI_TIMEOUT', { retryable: true }),
      since + 9 * patienceMs,
    )
    expect(step).toMatchObject({ do: 'ask-again', failures: 8, fault: { code: 'NHI_TIMEOUT' } })
    expect(nextRemoteStep({ since, failures: 8 }, notYet, since)).toMatchObject({ failures: 0, fault: null })
  })
})

it('whatever is said to be passing (9004) is asked again, and the same number without that word ends it', () => {
  const details = { statusCode: 9004 }
  expect(nextRemoteStep(wait, fail('NHI_REFUSED', { retryable: true, details }), since)).toEqual({
    do: 'ask-again',
    inMs: 3_000,
    failures: 1,
    fault: { code: 'NHI_REFUSED', retryable: true, details },
  })
  expect(nextRemoteStep(wait, fail('NHI_REFUSED', { details }), since)).toMatchObject({ do: 'stop', as: 'failed' })
})

it.each([
  ['NHI_REFUSED', 3240, 'refused', 'REMOTE_VISIT_REFUSED'],
  ['NOT_AUTHENTICATED', 3237, 'expired', 'REMOTE_VISIT_UNKNOWN'],
  ['NOT_AUTHENTICATED', 3238, 'expired', 'REMOTE_VISIT_EXPIRED'],
  ['NHI_REFUSED', 3201, 'failed', 'NHI_REFUSED'],
  ['NOT_OFFERED', null, 'failed', 'NOT_OFFERED'],
] as const)('%s %s ends it as %s', (code, statusCode, as, fault) => {
  const answer = fail(code, statusCode === null ? {} : { details: { statusCode } })
  expect(nextRemoteStep(wait, answer, since)).toMatchObject({ do: 'stop', as, fault: { code: fault } })
})

it('whatever is answered, it ends or asks again within a quarter of a minute', () => {
  fc.assert(
    fc.property(fc.constantFrom(...errorCodes), fc.nat(1_000), fc.nat(3_600_000), (code, failures, elapsed) => {
      const step = nextRemoteStep({ since, failures }, fail(code), since + elapsed)
      if (step.do === 'ask-again') expect(step.inMs).toBeGreaterThan(0)
      if (step.do === 'ask-again') expect(step.inMs).toBeLessThanOrEqual(15_000)
      if (step.do === 'stop') expect(step.fault).not.toBeNull()
    }),
  )
})
