import { expect, it } from 'vitest'
import type { KeptAppointment } from './booking.ts'
import { dutyOff, fullAt, proposedPost } from './duty.ts'
import type { RosterSession } from './rosterDay.ts'

const held = (practitionerId: string, changes: Partial<RosterSession> = {}): RosterSession => ({
  practitionerId,
  dutyId: practitionerId,
  session: 'morning',
  roomId: `room-${practitionerId}`,
  from: 540,
  to: 600,
  slotMinutes: 30,
  places: 2,
  walkInPlaces: 1,
  numberLimit: null,
  isExtra: false,
  off: null,
  reason: '',
  ...changes,
})
const seen = (practitionerId: string, roomId = '1') => ({ practitionerId, roomId, session: 'morning' as const })
const booked = (id: string, state: KeptAppointment['state'] = 'booked'): KeptAppointment => ({
  id,
  state,
  day: '2026-11-26',
  session: 'morning',
  practitionerId: 'a',
  at: 540,
  number: 1,
  patientId: id,
  nationalId: null,
  name: '林示安',
  phone: '',
})

it('proposes the doctor chosen last while on duty, and else the first who is', () => {
  const roster = [held('a'), held('b'), held('c', { session: 'afternoon' })]
  expect(proposedPost(roster, 'morning', 'b', [])).toEqual({ practitionerId: 'b', roomId: 'room-b' })
  expect(proposedPost(roster, 'morning', 'c', [])).toEqual({ practitionerId: 'a', roomId: 'room-a' })
  expect(proposedPost(roster, 'afternoon', 'b', [])).toEqual({ practitionerId: 'c', roomId: 'room-c' })
})

it('proposes nobody who is on leave, but the substitute', () => {
  expect(proposedPost([held('a', { off: 'leave' }), held('b')], 'morning', 'a', [])?.practitionerId).toBe('b')
  expect(proposedPost([held('a', { dutyId: 'b' })], 'morning', 'a', [])).toEqual({
    practitionerId: 'b',
    roomId: 'room-a',
  })
  expect(proposedPost([held('a', { off: 'closed' })], 'morning', 'a', [])).toBeNull()
  expect(proposedPost([], 'morning', 'a', [])).toBeNull()
})

it('follows a doctor who has moved to another room', () => {
  const visits = [seen('a', '1'), seen('a', '2'), seen('b', '3')]
  expect(proposedPost([held('a')], 'morning', 'a', visits)?.roomId).toBe('2')
})

it('says who is away, also where somebody stands in, and nothing of whom the plan does not have', () => {
  const roster = [held('a', { off: 'leave' }), held('b', { dutyId: 'c' }), held('d', { off: 'closed' })]
  expect(['a', 'b', 'c', 'd', 'e'].map((id) => dutyOff(roster, 'morning', id))).toEqual([
    'leave',
    'leave',
    null,
    'closed',
    null,
  ])
})

it('is full at its limit, or at its places where it has none, by who came and who is expected', () => {
  const came = [seen('a'), seen('a'), { ...seen('a'), session: 'evening' as const }, seen('b')]
  expect(fullAt([held('a')], 'morning', 'a', [booked('x'), booked('y', 'cancelled')], came)).toBeNull()
  expect(fullAt([held('a')], 'morning', 'a', [booked('x'), booked('y')], came)).toBe(4)
  // Who has arrived is among the visits.
  expect(fullAt([held('a')], 'morning', 'a', [booked('x'), booked('y', 'arrived')], came)).toBeNull()
  expect(fullAt([held('a', { numberLimit: 2 })], 'morning', 'a', [], came)).toBe(2)
  expect(fullAt([], 'morning', 'a', [], came)).toBeNull()
})

it("counts the substitute's visits and the appointments of whom the substitute stands in for", () => {
  const roster = [held('a', { dutyId: 'b', numberLimit: 2 })]
  expect(fullAt(roster, 'morning', 'b', [booked('x')], [seen('b')])).toBe(2)
  expect(fullAt(roster, 'morning', 'a', [booked('x')], [seen('b')])).toBeNull()
})
