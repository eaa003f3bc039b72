import { describe, expect, it } from 'vitest'
import { fitsMedium, isHourOver, qrUntil, usableUntil } from './virtualCardTime.ts'

const at = Date.parse('2026-11-20T02:00:00Z')

describe('the times of a virtual card', () => {
  it('are five minutes for the code and an hour for the card', () => {
    expect(new Date(qrUntil(at)).toISOString()).toBe('2026-11-20T02:05:00.000Z')
    expect(new Date(usableUntil(at)).toISOString()).toBe('2026-11-20T03:00:00.000Z')
  })

  it('end with the hour, not before it', () => {
    expect(isHourOver(at, at + 3_599_999)).toBe(false)
    expect(isHourOver(at, at + 3_600_000)).toBe(true)
  })
})

it.each([
  ['V001', 'virtual', true],
  ['W999', 'virtual', true],
  ['M010', 'virtual', true],
  ['0001', 'virtual', false],
  ['V001', 'plastic', false],
  ['0001', 'plastic', true],
  ['IC08', 'plastic', true],
  ['IC08', 'virtual', true],
  [null, 'plastic', true],
  [null, 'virtual', true],
] as const)('serial %s on a %s card: %s', (serial, medium, fits) => {
  expect(fitsMedium(serial, medium)).toBe(fits)
})
