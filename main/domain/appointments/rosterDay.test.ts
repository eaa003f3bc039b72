import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bookablePlaces,
  type RosterException,
  type RosterPattern,
  rosterOfDay,
  slotAt,
  slotTimes,
  weekdayOf,
} from './rosterDay.ts'

const plan = { roomId: '1', from: 540, to: 720, slotMinutes: 10, places: 2, walkInPlaces: 1, numberLimit: null }
const pattern = (change: Partial<RosterPattern> = {}): RosterPattern => ({
  ...plan,
  id: 'p1',
  practitionerId: 'dr-1',
  weekday: 5,
  session: 'morning',
  validFrom: '2026-11-01',
  validTo: null,
  ...change,
})
const friday = '2026-11-27'
const on = { id: 'x1', fromDay: friday, toDay: friday, reason: '' } as const
const sessions = (exceptions: readonly RosterException[], patterns = [pattern()]) =>
  rosterOfDay(friday, patterns, exceptions).map(({ practitionerId, dutyId, session, off, isExtra }) =>
    [practitionerId, dutyId, session, off, isExtra].join(' '),
  )

it('counts weekdays from Monday', () => {
  expect(['2026-11-23', '2026-11-27', '2026-11-29'].map(weekdayOf)).toEqual([1, 5, 7])
})

describe('a day', () => {
  it.each<[string, readonly RosterException[], readonly string[]]>([
    ['as planned', [], ['dr-1 dr-1 morning  false']],
    ['on leave', [{ ...on, kind: 'leave', practitionerId: 'dr-1', session: null }], ['dr-1 dr-1 morning leave false']],
    [
      'on leave in another session',
      [{ ...on, kind: 'leave', practitionerId: 'dr-1', session: 'evening' }],
      ['dr-1 dr-1 morning  false'],
    ],
    [
      'another doctor on leave',
      [{ ...on, kind: 'leave', practitionerId: 'dr-2', session: null }],
      ['dr-1 dr-1 morning  false'],
    ],
    ['closed', [{ ...on, kind: 'closed', session: null }], ['dr-1 dr-1 morning closed false']],
    [
      'with a substitute, although leave was written down, too',
      [
        { ...on, kind: 'substitute', practitionerId: 'dr-1', session: null, substituteId: 'dr-2' },
        { ...on, kind: 'leave', practitionerId: 'dr-1', session: null },
      ],
      ['dr-1 dr-2 morning  false'],
    ],
    [
      'with a substitute who is on leave as well',
      [
        { ...on, kind: 'substitute', practitionerId: 'dr-1', session: null, substituteId: 'dr-2' },
        { ...on, kind: 'leave', practitionerId: 'dr-2', session: 'morning' },
      ],
      ['dr-1 dr-1 morning leave false'],
    ],
    [
      'closed, whatever else',
      [
        { ...on, kind: 'substitute', practitionerId: 'dr-1', session: null, substituteId: 'dr-2' },
        { ...on, kind: 'closed', session: 'morning' },
      ],
      ['dr-1 dr-1 morning closed false'],
    ],
    [
      'with a session more',
      [{ ...on, ...plan, kind: 'extra', practitionerId: 'dr-1', session: 'evening', from: 1100, to: 1200 }],
      ['dr-1 dr-1 morning  false', 'dr-1 dr-1 evening  true'],
    ],
    [
      'with other times in a session',
      [{ ...on, ...plan, kind: 'extra', practitionerId: 'dr-1', session: 'morning', from: 600 }],
      ['dr-1 dr-1 morning  true'],
    ],
    [
      'of another week',
      [{ ...on, fromDay: '2026-11-20', toDay: '2026-11-26', kind: 'closed', session: null }],
      ['dr-1 dr-1 morning  false'],
    ],
  ])('%s', (_what, exceptions, expected) => {
    expect(sessions(exceptions)).toEqual(expected)
  })

  it('has only lines in force', () => {
    expect(sessions([], [pattern({ validFrom: '2026-11-28' })])).toEqual([])
    expect(sessions([], [pattern({ validTo: '2026-11-26' })])).toEqual([])
    expect(sessions([], [pattern({ validTo: friday })])).toHaveLength(1)
    expect(sessions([], [pattern({ weekday: 4 })])).toEqual([])
  })
})

it('slots lie inside the session, one behind the other, and each minute in one of them or none', () => {
  const any = fc.record({
    from: fc.integer({ min: 0, max: 1200 }),
    length: fc.integer({ min: 1, max: 240 }),
    slotMinutes: fc.integer({ min: 1, max: 60 }),
    places: fc.integer({ min: 1, max: 10 }),
    walkInPlaces: fc.integer({ min: 0, max: 12 }),
  })
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 1440 }), ({ length, ...rest }, minute) => {
      const session = { ...plan, ...rest, to: rest.from + length }
      const times = slotTimes(session)
      times.forEach((at, index) => {
        expect(at).toBe(session.from + index * session.slotMinutes)
        expect(at + session.slotMinutes).toBeLessThanOrEqual(session.to)
      })
      const at = slotAt(session, minute)
      if (at !== null) expect(minute - at).toBeLessThan(session.slotMinutes)
      expect(bookablePlaces(session)).toBeGreaterThanOrEqual(0)
    }),
  )
})
