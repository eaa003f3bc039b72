import { describe, expect, it } from 'vitest'
import { createClock } from '../../platform/clock.ts'
import { createServerTime } from './serverTime.ts'

const setUp = () => {
  let offset: number | null = null
  let wall = Date.UTC(2026, 10, 22)
  let elapsed = 0
  const told: unknown[] = []
  const clock = createClock({ wall: () => wall, monotonic: () => elapsed })
  const time = createServerTime({
    clock,
    offsetMs: () => offset,
    onOffset: (offsetMs) => told.push(offsetMs),
    onCorrected: () => told.push('corrected'),
  })
  return {
    clock,
    time,
    told,
    server: (offsetMs: number) => {
      offset = offsetMs
    },
    pass: (ms: number) => {
      wall += ms
      elapsed += ms
    },
  }
}

describe('server time', () => {
  it('says nothing before a server has answered', () => {
    const { time, told, clock } = setUp()
    time.look()
    expect(told).toEqual([])
    expect(clock.offsetMs()).toBeNull()
  })

  it('tells an offset once, and not its flicker of less than a second', () => {
    const { time, told, server, pass } = setUp()
    for (const offset of [2_000, 2_000, 2_400, 1_700, 4_000]) {
      server(offset)
      time.look()
      pass(10_000)
    }
    expect(told).toEqual([2_000, 4_000])
  })

  it('calls for a new look at everything when the PC was wrong by hours', () => {
    const { time, told, server, clock } = setUp()
    const before = clock.now()
    server(-12 * 3_600_000)
    time.look()
    expect(told).toEqual([-12 * 3_600_000, 'corrected'])
    expect(clock.now()).toBe(before - 12 * 3_600_000)
  })
})
