import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlarmMark, type DeadlineAlarm, decideAlarms, groupAlarms, type RunningClock } from './deadlineAlarms.ts'

const hour = 3_600_000
const dueAt = Date.parse('2026-11-26T03:00:00Z')
const clock = (changes: Partial<RunningClock> = {}): RunningClock => ({
  encounterId: 'e1',
  clock: 'upload',
  dueAt,
  cause: 'NHI_UNREACHABLE',
  ...changes,
})
const markAt = (leftMs: number, told: readonly DeadlineAlarm[] = []): AlarmMark | undefined =>
  decideAlarms([clock()], told, dueAt - leftMs)[0]?.mark

describe('decideAlarms', () => {
  it.each([
    [4 * hour + 1, undefined],
    [4 * hour, '4'],
    [2 * hour + 1, '4'],
    [2 * hour, '2'],
    [hour, '1'],
    [1, '1'],
    [0, 'late'],
    [-30 * hour, 'late'],
  ] as const)('with %i ms left tells %s', (leftMs, mark) => {
    expect(markAt(leftMs)).toBe(mark)
  })

  it('tells nothing twice, and nothing looser after something tighter', () => {
    const told = decideAlarms([clock()], [], dueAt - hour)
    expect(markAt(hour / 2, told)).toBeUndefined()
    expect(markAt(3 * hour, told)).toBeUndefined()
    expect(markAt(-1, told)).toBe('late')
  })

  it('keeps the two clocks of a visit, and a later deadline of it, apart', () => {
    const told = decideAlarms([clock()], [], dueAt - hour)
    expect(decideAlarms([clock({ clock: 'signature' })], told, dueAt - hour)).toHaveLength(1)
    expect(decideAlarms([clock({ dueAt: dueAt + 24 * hour })], told, dueAt + 20 * hour)).toHaveLength(1)
  })

  it('misses none and repeats none, whenever it looks, sleeps or starts again', () => {
    const looks = fc.array(fc.integer({ min: -3 * hour, max: 26 * hour }), { maxLength: 40 })
    fc.assert(
      fc.property(looks, fc.boolean(), (lefts, isSteppingBack) => {
        const told: DeadlineAlarm[] = []
        const order = isSteppingBack ? lefts : lefts.toSorted((a, b) => b - a)
        for (const left of order) {
          const before = told.length
          told.push(...decideAlarms([clock()], told, dueAt - left))
          expect(told.length - before).toBeLessThanOrEqual(1)
        }
        const marks = told.map(({ mark }) => mark)
        expect(new Set(marks).size).toBe(marks.length)
        // Whatever was looked at, the tightest mark reached has been told.
        const least = Math.min(26 * hour, ...lefts)
        const reached =
          least <= 0 ? 'late' : least <= hour ? '1' : least <= 2 * hour ? '2' : least <= 4 * hour ? '4' : null
        if (reached === null) expect(marks).toEqual([])
        else expect(marks.at(-1)).toBe(reached)
      }),
    )
  })
})

it('groupAlarms makes one of several visits, the tightest first', () => {
  const alarms = [
    { ...clock(), mark: '4' },
    { ...clock({ encounterId: 'e2' }), mark: 'late' },
    { ...clock({ encounterId: 'e3' }), mark: '4' },
    { ...clock({ encounterId: 'e3', clock: 'signature' }), mark: '4' },
  ] as const
  expect(groupAlarms(alarms)).toEqual([
    { clock: 'upload', mark: 'late', count: 1 },
    { clock: 'upload', mark: '4', count: 2 },
    { clock: 'signature', mark: '4', count: 1 },
  ])
})
