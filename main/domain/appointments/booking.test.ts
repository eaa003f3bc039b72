import { describe, expect, it } from 'vitest'
import { bookingProblem, isSamePerson, type KeptAppointment, momentOf } from './booking.ts'
import { looksLikeNoShow, noShowsOf } from './noShow.ts'
import type { RosterSession } from './rosterDay.ts'
import { troubleOf } from './standing.ts'

const day = '2026-11-27'
const session: RosterSession = {
  roomId: '1',
  from: 540,
  to: 600,
  slotMinutes: 10,
  places: 2,
  walkInPlaces: 1,
  numberLimit: null,
  practitionerId: 'dr-1',
  dutyId: 'dr-1',
  session: 'morning',
  isExtra: false,
  off: null,
  reason: '',
}
const kept = (id: string, change: Partial<KeptAppointment> = {}): KeptAppointment => ({
  id,
  day,
  session: 'morning',
  practitionerId: 'dr-1',
  at: 540,
  number: 1,
  state: 'booked',
  patientId: id,
  nationalId: null,
  name: id,
  phone: '',
  ...change,
})
const booker = { patientId: 'new', nationalId: null, name: '林示安', phone: '0912-345-678' }
const place = { day, session: 'morning', practitionerId: 'dr-1', at: 540 } as const
const early = momentOf(day, 0)

describe('booking', () => {
  it.each<[string, string | null, Parameters<typeof bookingProblem>]>([
    ['a free place', null, [{ place, booker, moved: null }, [session], [], 0, early]],
    ['a session there is not', 'no-session', [{ place, booker, moved: null }, [], [], 0, early]],
    [
      'a time between slots',
      'no-session',
      [{ place: { ...place, at: 545 }, booker, moved: null }, [session], [], 0, early],
    ],
    ['leave', 'away', [{ place, booker, moved: null }, [{ ...session, off: 'leave' }], [], 0, early]],
    ['a slot that is over', 'past', [{ place, booker, moved: null }, [session], [], 0, momentOf(day, 550)]],
    ['a slot that has begun', null, [{ place, booker, moved: null }, [session], [], 0, momentOf(day, 549)]],
    ['a full slot', 'full', [{ place, booker, moved: null }, [session], [kept('a')], 0, early]],
    [
      'a slot whose people were cancelled',
      null,
      [{ place, booker, moved: null }, [session], [kept('a', { state: 'cancelled' })], 0, early],
    ],
    ['its own place', null, [{ place, booker, moved: 'a' }, [session], [kept('a')], 0, early]],
    [
      'the same person twice',
      'twice',
      [{ place: { ...place, at: 550 }, booker, moved: null }, [session], [kept('new')], 0, early],
    ],
    [
      'the same person with another doctor',
      'twice',
      [
        { place: { ...place, at: 550 }, booker, moved: null },
        [session],
        [kept('new', { practitionerId: 'dr-2' })],
        0,
        early,
      ],
    ],
    [
      'the same person in another session',
      null,
      [
        { place: { ...place, at: 550 }, booker, moved: null },
        [session],
        [kept('new', { session: 'evening' })],
        0,
        early,
      ],
    ],
    [
      'a session at its limit',
      'full',
      [{ place: { ...place, at: 550 }, booker, moved: null }, [{ ...session, numberLimit: 3 }], [kept('a')], 2, early],
    ],
  ])('%s', (_what, problem, input) => {
    expect(bookingProblem(...input)?.problem ?? null).toBe(problem)
  })

  it('knows a person by chart, else by number, else by name and telephone together', () => {
    const nobody = { patientId: null, nationalId: null }
    expect(isSamePerson(booker, { ...booker, name: 'x' })).toBe(true)
    expect(isSamePerson({ ...booker, ...nobody }, { ...nobody, name: '林示安', phone: '0912345678' })).toBe(true)
    expect(isSamePerson({ ...booker, ...nobody }, { ...nobody, name: '林示安', phone: '' })).toBe(false)
    expect(isSamePerson({ ...booker, ...nobody, phone: '' }, { ...nobody, name: '林示安', phone: '' })).toBe(false)
    expect(isSamePerson({ ...booker, patientId: 'a' }, { ...booker, patientId: 'b' })).toBe(false)
  })
})

describe('what needs a person', () => {
  const around = (change: Partial<RosterSession> | null, all: readonly KeptAppointment[], now = early) => ({
    roster: change === null ? [] : [{ ...session, ...change }],
    kept: all,
    now,
  })
  const one = kept('a')

  it.each<[string, string | null, KeptAppointment, ReturnType<typeof around>]>([
    ['nothing', null, one, around({}, [one])],
    ['leave', 'leave', one, around({ off: 'leave' }, [one], momentOf(day, 1200))],
    ['a session that is gone', 'no-session', one, around(null, [one])],
    ['a doctor nobody knows', 'unknown-doctor', { ...one, practitionerId: null }, around({}, [one])],
    [
      'the later of two in one place',
      'overfull',
      kept('b', { number: 2 }),
      around({}, [one, kept('b', { number: 2 })]),
    ],
    ['the earlier of two in one place', null, one, around({}, [one, kept('b', { number: 2 })])],
    ['a session that is over', 'no-show', one, around({}, [one], momentOf(day, 600))],
    [
      'a number without a chart',
      'unknown-patient',
      { ...one, patientId: null, nationalId: 'A123456789' },
      around({}, []),
    ],
    ['who has come', null, { ...one, state: 'arrived' }, around(null, [])],
    ['twice', 'twice', kept('b', { at: 550, number: 3, patientId: 'a' }), around({}, [one])],
  ])('%s', (_what, trouble, appointment, surroundings) => {
    expect(troubleOf(appointment, surroundings)).toBe(trouble)
  })

  it('proposes a no-show only behind its session, and counts only those a person has called so', () => {
    expect(looksLikeNoShow(one, [session], momentOf(day, 599))).toBe(false)
    expect(looksLikeNoShow(one, [session], momentOf(day, 600))).toBe(true)
    expect(looksLikeNoShow(one, [{ ...session, off: 'closed' }], momentOf(day, 600))).toBe(false)
    expect(noShowsOf(one, [one, { ...one, state: 'no-show' }, kept('c', { state: 'no-show' })])).toBe(1)
  })
})
