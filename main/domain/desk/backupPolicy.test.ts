import { describe, expect, it } from 'vitest'
import { backupHealth, diskState, isIntegrityCheckDue, nextBackupAt, prunable } from './backupPolicy.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const hourMs = 3_600_000
const history = { hasFolder: true, time: '02:30', goodAt: null, triedAt: null, hasFailed: false }
const now = at('2026-11-25T09:00')

describe('the next backup', () => {
  it.each([
    ['none without a folder', { ...history, hasFolder: false }, now, null],
    ['at once when there has never been one', history, now, at('2026-11-25T02:30')],
    ['missed, because the PC was off', { ...history, goodAt: at('2026-11-24T02:31') }, now, at('2026-11-25T02:30')],
    [
      'tomorrow, when it was made last night',
      { ...history, goodAt: at('2026-11-25T02:31') },
      now,
      at('2026-11-26T02:30'),
    ],
    ['by day, tomorrow all the same', { ...history, goodAt: at('2026-11-25T08:00') }, now, at('2026-11-26T02:30')],
    [
      'before its time, tonight',
      { ...history, time: '23:15', goodAt: at('2026-11-24T23:20') },
      now,
      at('2026-11-25T23:15'),
    ],
    [
      'again an hour after a failure',
      { ...history, triedAt: now - 60_000, hasFailed: true },
      now,
      now - 60_000 + hourMs,
    ],
  ] as const)('%s', (_what, given, moment, expected) => {
    expect(nextBackupAt(given, moment)).toBe(expected)
  })
})

describe('how far backups can be relied on', () => {
  it.each([
    ['not-set', { ...history, hasFolder: false, goodAt: now }],
    ['never', history],
    ['good', { ...history, goodAt: now - 25 * hourMs }],
    ['late', { ...history, goodAt: now - 27 * hourMs }],
    ['late', { ...history, goodAt: now + 2 * hourMs }],
    ['failing', { ...history, goodAt: now - hourMs, hasFailed: true }],
  ] as const)('%s', (expected, given) => {
    expect(backupHealth(given, now)).toBe(expected)
  })
})

describe('old backups', () => {
  const day = (days: number, verified: boolean) => ({ name: `b${days}`, madeAt: now - days * 24 * hourMs, verified })
  it('go after thirty days, when a newer one is good', () => {
    expect(prunable([day(31, true), day(30, true), day(29, true), day(90, false)], now)).toEqual(['b31', 'b90'])
  })
  it('stay while no newer one is known to be good', () => {
    expect(prunable([day(40, true), day(35, false), day(1, false)], now)).toEqual([])
    expect(prunable([day(50, true), day(40, true), day(1, false)], now)).toEqual(['b50'])
  })
})

it('the whole store is looked through each week', () => {
  const dayMs = 24 * hourMs
  expect(isIntegrityCheckDue(null, now, false)).toBe(true)
  expect(isIntegrityCheckDue(now - 7 * dayMs + 1, now, true)).toBe(false)
  expect(isIntegrityCheckDue(now - 7 * dayMs, now, true)).toBe(true)
  expect(isIntegrityCheckDue(now + hourMs, now, false)).toBe(true)
  // Somebody works at the desk: it waits, but not for ever.
  expect(isIntegrityCheckDue(now - 8 * dayMs + 1, now, false)).toBe(false)
  expect(isIntegrityCheckDue(now - 8 * dayMs, now, false)).toBe(true)
})

it.each([
  [null, 'unknown'],
  [63 * 1024 * 1024, 'full'],
  [64 * 1024 * 1024, 'low'],
  [3 * 1024 * 1024 * 1024, 'enough'],
] as const)('%s free bytes: %s', (free, expected) => {
  expect(diskState(free)).toBe(expected)
})
