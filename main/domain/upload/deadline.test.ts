import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countdown, deadlineOf } from './deadline.ts'

const hour = 3_600_000

describe('deadlineOf', () => {
  it('is 24 hours after the NHI date and time of the visit', () => {
    expect(new Date(deadlineOf('1151122093000', 0)).toISOString()).toBe('2026-11-23T01:30:00.000Z')
  })

  it('is 24 hours after registration where the NHI has given no time', () => {
    expect(deadlineOf(null, 1_000)).toBe(1_000 + 24 * hour)
  })
})

describe('countdown', () => {
  it.each([
    ['a whole day', 24 * hour, { isOverdue: false, hours: 24, minutes: 0, leftShare: 1 }],
    ['half an hour', hour / 2, { isOverdue: false, hours: 0, minutes: 30, leftShare: 0.5 / 24 }],
    ['the very moment', 0, { isOverdue: false, hours: 0, minutes: 0, leftShare: 0 }],
    ['a minute late', -60_000, { isOverdue: true, hours: 0, minutes: 1, leftShare: 0 }],
    ['two days late', -50 * hour, { isOverdue: true, hours: 50, minutes: 0, leftShare: 0 }],
  ])('%s', (_, left, expected) => {
    expect(countdown(1e12 + left, 1e12)).toEqual(expected)
  })

  it('never shows more than is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * hour }), (left) => {
        const { hours, minutes } = countdown(1e12 + left, 1e12)
        expect(hours * hour + minutes * 60_000).toBeLessThanOrEqual(left)
      }),
    )
  })
})
