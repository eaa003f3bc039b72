import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countdown, seconds } from './countdown.ts'

const hour = 3_600_000

describe('the countdown to an upload deadline', () => {
  it.each([
    [24 * hour, '24:00', 1, 'calm'],
    [4 * hour, '4:00', 1 / 6, 'calm'],
    [4 * hour - 1, '3:59', 1 / 6, 'near'],
    [30_000, '0:00', 0, 'near'],
    [0, '0:00', 0, 'overdue'],
    [-hour, '0:00', 0, 'overdue'],
    [30 * hour, '30:00', 1, 'calm'],
  ])('with %i ms left says %s', (left, text, share, urgency) => {
    const view = countdown(1_000_000 + left, 1_000_000)
    expect(view.text).toBe(text)
    expect(view.share).toBeCloseTo(share, 3)
    expect(view.urgency).toBe(urgency)
  })

  it('never shows more time than there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 * hour }), (left) => {
        const [hours, minutes] = countdown(left, 0).text.split(':').map(Number)
        expect((hours ?? 0) * hour + (minutes ?? 0) * 60_000).toBeLessThanOrEqual(left)
      }),
    )
  })

  it('shows the length of a step in seconds with one decimal', () => {
    expect(seconds(96)).toBe('0.1')
    expect(seconds(1449)).toBe('1.4')
  })
})
