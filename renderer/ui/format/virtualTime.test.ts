import { describe, expect, it } from 'vitest'
import { codeTimeLeft, virtualTime } from './virtualTime.ts'

const until = '2026-11-25T02:00:00.000Z'
const at = Date.parse(until)

describe('the time a virtual card has left', () => {
  it.each([
    [60 * 60_000, 60, 'calm'],
    [10 * 60_000, 10, 'calm'],
    [10 * 60_000 - 1, 9, 'near'],
    [59_000, 0, 'near'],
    [0, 0, 'lapsed'],
    [-60_000, 0, 'lapsed'],
  ])('with %i ms left: %i minutes, %s', (left, minutes, state) => {
    expect(virtualTime(until, at - left)).toEqual({ minutes, state })
  })

  it('is over where no end is told', () => {
    expect(virtualTime(null, at)).toEqual({ minutes: 0, state: 'lapsed' })
  })
})

describe('the time a scanned code has left at most', () => {
  it.each([
    [0, '5:00'],
    [28_000, '4:32'],
    [299_000, '0:01'],
    [299_500, null],
    [300_000, null],
  ])('%i ms after the scan: %s', (after, shown) => {
    expect(codeTimeLeft(at, at + after)).toBe(shown)
  })
})
