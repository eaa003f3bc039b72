import { expect, it } from 'vitest'
import type { RuleTables } from '../tables/ruleTables.ts'
import type { RosterPattern, RosterSession } from './rosterDay.ts'
import { extraCollision, lastDayBefore, planProblem, rosterCollision } from './rosterProblem.ts'

const morning: RosterPattern = {
  id: 'p1',
  practitionerId: 'dr-1',
  weekday: 1,
  session: 'morning',
  roomId: '1',
  from: 540,
  to: 720,
  slotMinutes: 10,
  places: 2,
  walkInPlaces: 1,
  numberLimit: null,
  validFrom: '2026-11-01',
  validTo: null,
}
const hours = [{ session: 'morning', fromHour: 0, toHour: 13 }] as unknown as RuleTables['sessions']

it.each<[string | null, Partial<RosterPattern>]>([
  [null, {}],
  [null, { to: 780 }],
  ['outside-session', { to: 790 }],
  ['outside-session', { session: 'evening' }],
  ['no-slot', { to: 545 }],
  ['no-place', { walkInPlaces: 2 }],
])('%s: %j', (problem, change) => {
  expect(planProblem({ ...morning, ...change }, hours)).toBe(problem)
})

it.each<[string | null, Partial<RosterPattern>]>([
  [null, { practitionerId: 'dr-2', roomId: '2' }],
  ['room', { practitionerId: 'dr-2' }],
  [null, { practitionerId: 'dr-2', from: 720, to: 780 }],
  ['doctor', { roomId: '2' }],
  ['doctor', { roomId: '2', session: 'afternoon', from: 700, to: 800 }],
  [null, { weekday: 2 }],
  [null, { validFrom: '2026-10-01', validTo: '2026-10-31' }],
])('beside another line %s: %j', (of, change) => {
  expect(rosterCollision({ ...morning, id: 'p2', ...change }, [morning])?.of ?? null).toBe(of)
})

const held = (change: Partial<RosterSession> = {}): RosterSession => ({
  ...morning,
  dutyId: change.practitionerId ?? 'dr-1',
  isExtra: false,
  off: null,
  reason: '',
  ...change,
})

it.each<[string | null, Partial<RosterSession>]>([
  // It takes the place of the usual one.
  [null, {}],
  ['doctor', { isExtra: true }],
  ['doctor', { session: 'afternoon', from: 700, to: 800 }],
  ['doctor', { practitionerId: 'dr-2', dutyId: 'dr-1', roomId: '2' }],
  ['room', { practitionerId: 'dr-2' }],
  [null, { practitionerId: 'dr-2', off: 'leave' }],
  [null, { practitionerId: 'dr-2', roomId: '2' }],
  [null, { practitionerId: 'dr-2', from: 720, to: 780 }],
])('an extra session beside another %s: %j', (of, change) => {
  expect(extraCollision(morning, [held(change)])?.of ?? null).toBe(of)
})

it('ends a new line before the next one that is planned already', () => {
  const lines = ['2026-10-01', '2027-03-01', '2027-01-01'].map((validFrom) => ({ ...morning, validFrom }))
  const dayBefore = (day: string): string => `before ${day}`
  expect(lastDayBefore({ validFrom: '2026-12-01' }, lines, dayBefore)).toBe('before 2027-01-01')
  expect(lastDayBefore({ validFrom: '2027-03-01' }, lines, dayBefore)).toBeNull()
})
