import { describe, expect, it } from 'vitest'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { outboxTone, samTone } from './statusTones.ts'

const later = '1970-01-01T01:00:00.000Z' as DeskStatus['outbox']['pausedUntil']
const calm: DeskStatus['outbox'] = {
  unsent: 0,
  rejected: 0,
  quarantined: 0,
  nearestDeadline: null,
  overdue: 0,
  running: true,
  pausedUntil: null,
  nhiOffered: true,
  cloudFindings: 0,
}

describe('the colour of the unsent count', () => {
  it.each<[string, Partial<DeskStatus['outbox']>, string]>([
    ['nothing waits', {}, 'neutral'],
    ['something waits', { unsent: 3 }, 'wait'],
    ['one is overdue', { unsent: 1, overdue: 1 }, 'act'],
    ['one was refused', { rejected: 1 }, 'act'],
    ['one is set aside', { quarantined: 1 }, 'act'],
    ['nobody sends', { unsent: 1, running: false }, 'act'],
    ['what waits can never go to the NHI', { unsent: 1, nhiOffered: false }, 'act'],
    ['a person has paused the sending', { pausedUntil: later }, 'wait'],
    ['a deadline is near in a pause', { unsent: 1, pausedUntil: later, nearestDeadline: later }, 'act'],
    ['nothing could go to the NHI', { nhiOffered: false }, 'wait'],
  ])('%s', (_, change, tone) => {
    expect(outboxTone({ ...calm, ...change }, 0)).toBe(tone)
  })

  it('is never the colour of a receipt', () => {
    for (const unsent of [0, 1]) expect(outboxTone({ ...calm, unsent }, 0)).not.toBe('ok')
  })
})

describe('the colour of the SAM', () => {
  const verified: DeskStatus['sam'] = {
    state: 'verified',
    verifiedAt: null,
    verifying: false,
    nextAt: null,
    error: null,
    awaitsPerson: false,
  }
  it.each<[string, Partial<DeskStatus['sam']>, string]>([
    ['verified', {}, 'neutral'],
    ['being renewed', { verifying: true }, 'neutral'],
    ['a renewal that failed', { error: { code: 'NHI_UNREACHABLE', retryable: true } }, 'wait'],
    ['healing', { state: 'lapsed', verifying: true }, 'wait'],
    ['lapsed', { state: 'lapsed' }, 'act'],
    ['for a person', { state: 'not-verified', awaitsPerson: true }, 'act'],
    ['nobody knows', { state: 'unknown' }, 'wait'],
  ])('%s', (_, change, tone) => {
    expect(samTone({ ...verified, ...change })).toBe(tone)
  })
})
