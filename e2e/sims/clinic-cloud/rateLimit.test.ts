import { describe, expect, it } from 'vitest'
import { createRateLimit } from './rateLimit.ts'

describe('rate limit', () => {
  it('makes a clinic wait until a place in the minute is free, and no other clinic', () => {
    const waitFor = createRateLimit(3)
    expect([0, 10_000, 20_000].map((at) => waitFor('a', at))).toEqual([0, 0, 0])
    expect(waitFor('a', 30_000)).toBe(30)
    expect(waitFor('b', 30_000)).toBe(0)
    expect(waitFor('a', 60_001)).toBe(0)
    expect(waitFor('a', 60_002)).toBe(10)
  })
})
