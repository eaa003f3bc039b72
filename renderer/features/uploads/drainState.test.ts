import { describe, expect, it } from 'vitest'
import { drainState } from './drainState.ts'

const status = (changes: object = {}, line: { vpn?: 'up' | 'down'; cloud?: 'up' | 'down' } = {}) =>
  ({
    outbox: {
      unsent: 0,
      rejected: 0,
      quarantined: 0,
      nearestDeadline: null,
      overdue: 0,
      running: true,
      pausedUntil: null,
      nhiOffered: true,
      cloudFindings: 0,
      ...changes,
    },
    vpn: { state: line.vpn ?? 'up', since: null, dataCentre: 0 },
    cloud: { state: line.cloud ?? 'up', dataCentre: 0 },
  }) as const

describe('sending everything before closing', () => {
  it('is done when nothing is without its receipt, and not before', () => {
    expect(drainState(status(), false)).toEqual({ type: 'done' })
    expect(drainState(status({ unsent: 1 }), true)).toEqual({ type: 'waiting', count: 1 })
    expect(drainState(status({ unsent: 3 }), false)).toEqual({ type: 'progress', count: 3 })
  })

  it('does not call a refusal done', () => {
    expect(drainState(status({ rejected: 1, quarantined: 2 }), true)).toEqual({ type: 'refused', count: 3 })
  })

  it('says that nothing is being sent: a pause that came after it, or a process that is not there', () => {
    const paused = { unsent: 2, pausedUntil: '2026-11-26T11:00:00+08:00' as never }
    expect(drainState(status(paused), true)).toEqual({ type: 'paused', count: 2 })
    expect(drainState(status({ ...paused, running: false }), true)).toEqual({ type: 'stopped', count: 2 })
  })

  it('says which line is in the way', () => {
    expect(drainState(status({ unsent: 2 }, { vpn: 'down', cloud: 'down' }), true)).toMatchObject({ line: 'nhi' })
    expect(drainState(status({ unsent: 2 }, { cloud: 'down' }), false)).toMatchObject({ line: 'cloud', count: 2 })
  })
})
