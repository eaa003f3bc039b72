import { describe, expect, it } from 'vitest'
import type { DeskStatus } from '../../../preload/contract/status.ts'
import { outboxTone } from './statusTones.ts'

const calm: DeskStatus['outbox'] = {
  unsent: 0,
  rejected: 0,
  quarantined: 0,
  nearestDeadline: null,
  overdue: 0,
  running: true,
}

describe('the colour of the unsent count', () => {
  it.each<[string, Partial<DeskStatus['outbox']>, string]>([
    ['nothing waits', {}, 'neutral'],
    ['something waits', { unsent: 3 }, 'wait'],
    ['one is overdue', { unsent: 1, overdue: 1 }, 'act'],
    ['one was refused', { rejected: 1 }, 'act'],
    ['one is set aside', { quarantined: 1 }, 'act'],
    ['nobody sends', { unsent: 1, running: false }, 'act'],
  ])('%s', (_, change, tone) => {
    expect(outboxTone({ ...calm, ...change }, 0)).toBe(tone)
  })

  it('is never the colour of a receipt', () => {
    for (const unsent of [0, 1]) expect(outboxTone({ ...calm, unsent }, 0)).not.toBe('ok')
  })
})
