import { describe, expect, it } from 'vitest'
import type { LinkState } from '../process/messages.ts'
import { createGate } from './gate.ts'

const setUp = () => {
  let now = 0
  const link: { state: LinkState; since: number; suspected: number; proven: number; usable: boolean } = {
    state: 'up',
    since: 0,
    suspected: 0,
    proven: 0,
    usable: true,
  }
  const gate = createGate({
    link: {
      state: () => link.state,
      since: () => link.since,
      usable: () => link.usable,
      suspect: () => {
        link.suspected += 1
      },
      proven: () => {
        link.proven += 1
      },
    },
    monotonic: () => now,
    random: () => 0.999,
    threshold: 3,
    shortestCoolDownMs: 1_000,
    longestCoolDownMs: 8_000,
    trialMs: 300_000,
  })
  return {
    gate,
    link,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('gate', () => {
  it('opens the breaker with the third failure in a row, and lets one send try after the cool-down', () => {
    const { gate, pass } = setUp()
    gate.report('failing', null)
    gate.report('failing', null)
    expect(gate.slots(4)).toBe(4)
    gate.report('answered', null)
    for (let failures = 0; failures < 3; failures += 1) gate.report('failing', null)
    expect(gate.slots(4)).toBe(0)
    expect(gate.opensInMs()).toBeGreaterThan(900)
    pass(1_000)
    expect(gate.slots(4)).toBe(1)
    gate.report('answered', null)
    expect(gate.slots(4)).toBe(4)
  })

  it('cools down longer with each failed trial, up to a bound, and counts late failures once', () => {
    const { gate, pass } = setUp()
    for (let failures = 0; failures < 3; failures += 1) gate.report('failing', null)
    // Sends that were under way already.
    gate.report('failing', null)
    gate.report('failing', null)
    const waits: number[] = []
    for (let trial = 0; trial < 6; trial += 1) {
      waits.push(Math.round(gate.opensInMs() / 1_000))
      pass(gate.opensInMs())
      gate.report('failing', null)
    }
    expect(waits).toEqual([1, 2, 4, 8, 8, 8])
  })

  it('respects Retry-After until a person asks, but not because the link returned', () => {
    const { gate, pass } = setUp()
    gate.report('answered', 60_000)
    pass(59_000)
    gate.linkReturned(0)
    expect(gate.slots(2)).toBe(0)
    pass(1_000)
    expect(gate.slots(2)).toBe(2)
    gate.report('failing', 60_000)
    gate.release()
    expect(gate.slots(2)).toBe(2)
  })

  it('forgets the cool-down when the link returns', () => {
    const { gate } = setUp()
    for (let failures = 0; failures < 3; failures += 1) gate.report('failing', null)
    gate.linkReturned(0)
    expect(gate.slots(4)).toBe(1)
  })

  it('waits its share of a country’s return; a near deadline ends that, and no Retry-After', () => {
    const { gate, pass } = setUp()
    expect(gate.linkReturned(300_000)).toBe(true)
    expect(gate.slots(2)).toBe(0)
    expect(gate.opensInMs()).toBe(300_000)
    gate.endSpread()
    expect(gate.slots(2)).toBe(2)
    gate.report('answered', 60_000)
    gate.linkReturned(300_000)
    gate.endSpread()
    expect(gate.slots(2)).toBe(0)
    pass(60_000)
    expect(gate.slots(2)).toBe(2)
  })

  it('waits for no return that was asked for shortly before, and for one that was asked for long ago', () => {
    const { gate, link, pass } = setUp()
    const outage = (askedMsBefore: number): boolean => {
      link.usable = false
      link.state = 'down'
      gate.release()
      pass(askedMsBefore)
      link.usable = true
      link.state = 'up'
      return gate.linkReturned(300_000)
    }
    expect(outage(60_000)).toBe(false)
    expect(gate.slots(2)).toBe(2)
    // Once only: the next outage is another one.
    expect(gate.linkReturned(300_000)).toBe(true)
    gate.release()
    expect(outage(3 * 3_600_000)).toBe(true)
  })

  it('asks about the link when no connection could be made, and counts no failure', () => {
    const { gate, link } = setUp()
    for (let tries = 0; tries < 9; tries += 1) gate.report('unreachable', null)
    expect(link.suspected).toBe(9)
    expect(gate.slots(2)).toBe(2)
  })

  it('says nothing of an end point that was not asked', () => {
    const { gate, link } = setUp()
    gate.report('unasked', null)
    expect([link.suspected, link.proven]).toEqual([0, 0])
  })

  it('is closed while the link is down or under suspicion, but for a rare trial while it is down', () => {
    const { gate, link, pass } = setUp()
    link.usable = false
    pass(400_000)
    // Under suspicion: the answer is on its way.
    expect(gate.slots(2)).toBe(0)
    link.state = 'down'
    link.since = 400_000
    expect(gate.slots(2)).toBe(0)
    expect(gate.opensInMs()).toBe(300_000)
    pass(300_000)
    expect(gate.slots(2)).toBe(1)
    gate.began()
    expect(gate.slots(2)).toBe(0)
    expect(gate.opensInMs()).toBe(300_000)
  })
})
