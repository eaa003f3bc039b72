import { expect, it } from 'vitest'
import type { RuleTables } from '../tables/ruleTables.ts'
import type { RosterPattern } from './rosterDay.ts'
import { planProblem, rosterCollision } from './rosterProblem.ts'

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
