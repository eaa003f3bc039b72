import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock, type OffsetSample } from './clock.ts'

const start = Date.parse('2026-11-20T00:00:00Z')

/** A PC whose clocks are in the test's hands. */
const createPc = () => {
  const pc = { wall: start, monotonic: 5_000 }
  const clock = createClock({ wall: () => pc.wall, monotonic: () => pc.monotonic })
  const pass = (ms: number): void => {
    pc.wall += ms
    pc.monotonic += ms
  }
  return { pc, clock, pass }
}

const sample = (offsetMs: number, roundTripMs = 100): OffsetSample => ({ offsetMs, roundTripMs, source: 'sync-worker' })

describe('the clock', () => {
  it('is the PC’s until a server has answered', () => {
    const { pc, clock, pass } = createPc()
    expect(clock.now()).toBe(start)
    expect(clock.offsetMs()).toBeNull()
    pass(1_000)
    pc.wall += 60_000
    expect(clock.now()).toBe(start + 61_000)
  })

  it('is the server’s from then on', () => {
    const { clock, pass } = createPc()
    clock.learn(sample(-90_000))
    expect(clock.now()).toBe(start - 90_000)
    pass(10_000)
    expect(clock.now()).toBe(start - 80_000)
    expect(clock.offsetMs()).toBe(-90_000)
  })

  it('is not moved by setting the PC’s clock, forwards or back', () => {
    for (const jump of [-3_600_000, 86_400_000]) {
      const { pc, clock, pass } = createPc()
      clock.learn(sample(2_000))
      pc.wall += jump
      pass(500)
      expect(clock.now()).toBe(start + 2_500)
      expect(clock.offsetMs()).toBe(2_000 - jump)
    }
  })

  it('is not moved by an old sample told once more after such a jump', () => {
    const { pc, clock } = createPc()
    clock.learn(sample(2_000))
    pc.wall += 3_600_000
    clock.learn(sample(2_000))
    expect(clock.now()).toBe(start + 2_000)
    clock.learn(sample(2_000 - 3_600_000))
    expect(clock.now()).toBe(start + 2_000)
  })

  it('is not moved back and forth by two who tell their newest samples in turn', () => {
    const { pc, clock } = createPc()
    const old: OffsetSample = { ...sample(0), source: 'control-software' }
    clock.learn(old)
    pc.wall += 3_600_000
    const fresh = sample(-3_600_000)
    for (let round = 0; round < 3; round += 1) {
      clock.learn(fresh)
      clock.learn(old)
    }
    expect(clock.now()).toBe(start)
  })

  it('tells by how much a server puts it right, and of a sleep nothing', () => {
    const { pc, clock, pass } = createPc()
    const told: number[] = []
    clock.onCorrection((byMs) => told.push(byMs))
    clock.learn(sample(43_200_000))
    clock.learn(sample(43_200_300))
    pc.wall += 600_000
    clock.resumed()
    pass(1_000)
    clock.learn(sample(43_140_000))
    expect(told).toEqual([43_200_000, -60_000])
  })

  it('does not tremble with the whole seconds of Date headers, but follows a real change', () => {
    const { clock, pass } = createPc()
    clock.learn(sample(0))
    for (const offset of [400, -700, 999]) {
      clock.learn(sample(offset))
      expect(clock.now()).toBe(start)
    }
    pass(1_000)
    clock.learn(sample(30_000))
    expect(clock.now()).toBe(start + 31_000)
  })

  it('passes over what is no sample', () => {
    const { clock } = createPc()
    for (const bad of [sample(Number.NaN), sample(Number.POSITIVE_INFINITY), sample(5_000, -1)]) clock.learn(bad)
    expect(clock.offsetMs()).toBeNull()
  })

  it('makes up for the time the PC slept, when it is told that it woke', () => {
    const { pc, clock } = createPc()
    clock.learn(sample(1_000))
    pc.wall += 8 * 3_600_000
    pc.monotonic += 20
    clock.resumed()
    expect(clock.now()).toBe(start + 1_000 + 8 * 3_600_000)
    clock.resumed()
    expect(clock.now()).toBe(start + 1_000 + 8 * 3_600_000)
  })

  it('is not set back by waking with a clock that was set back', () => {
    const { pc, clock, pass } = createPc()
    clock.learn(sample(0))
    pass(5_000)
    pc.wall -= 600_000
    clock.resumed()
    expect(clock.now()).toBe(start + 5_000)
  })

  it('never runs backwards while only time passes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10_000), fc.integer({ min: -1e7, max: 1e7 }))), (steps) => {
        const { pc, clock, pass } = createPc()
        clock.learn(sample(500))
        let before = clock.now()
        for (const [ms, jump] of steps) {
          pass(ms)
          pc.wall += jump
          const now = clock.now()
          expect(now).toBe(before + ms)
          before = now
        }
      }),
    )
  })
})
