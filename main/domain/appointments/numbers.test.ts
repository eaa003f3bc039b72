import fc from 'fast-check'
import { expect, it } from 'vitest'
import { appointedNumber, arrivalNumber, type GivenNumber, walkInNumber } from './numbers.ts'
import type { RosterSession } from './rosterDay.ts'

const session = (change: Partial<RosterSession> = {}): RosterSession => ({
  roomId: '1',
  from: 540,
  to: 570,
  slotMinutes: 10,
  places: 3,
  walkInPlaces: 1,
  numberLimit: null,
  practitionerId: 'dr-1',
  dutyId: 'dr-1',
  session: 'morning',
  isExtra: false,
  off: null,
  reason: '',
  ...change,
})
const morning = session()
const afternoon = session({ session: 'afternoon', from: 840, to: 870 })
const at = (minute: number, part: RosterSession['session'] = 'morning') =>
  ({ practitionerId: 'dr-1', session: part, at: minute }) as const
const given = (number: number, inOrderOfComing = true, part: RosterSession['session'] = 'morning'): GivenNumber => ({
  number,
  session: part,
  inOrderOfComing,
})

it('gives the places of the plan their numbers, slot by slot', () => {
  const roster = [morning, afternoon]
  expect(appointedNumber(roster, at(540), new Set())).toBe(1)
  expect(appointedNumber(roster, at(540), new Set([1]))).toBe(2)
  expect(appointedNumber(roster, at(550), new Set())).toBe(4)
  expect(appointedNumber(roster, at(840, 'afternoon'), new Set())).toBe(10)
  // The slot is full: the next free number behind it.
  expect(appointedNumber(roster, at(540), new Set([1, 2, 4]))).toBe(5)
  expect(appointedNumber([], at(540), new Set([7]))).toBe(8)
})

it('lets two doctors share the numbers in the order of time', () => {
  const roster = [morning, session({ practitionerId: 'dr-2', from: 545, to: 565 })]
  expect(appointedNumber(roster, { ...at(545), practitionerId: 'dr-2' }, new Set())).toBe(4)
  expect(appointedNumber(roster, at(550), new Set())).toBe(7)
})

it('gives who comes without an appointment the next number nobody holds', () => {
  expect(walkInNumber([], 'morning', [])).toBe(1)
  expect(walkInNumber([], 'afternoon', [given(1), given(2)])).toBe(3)
  expect(walkInNumber([morning], 'morning', [given(1, false), given(2, false)])).toBe(3)
  expect(walkInNumber([morning], 'morning', [given(1, false), given(3), given(4, false)])).toBe(5)
  expect(walkInNumber([morning, afternoon], 'afternoon', [given(5)])).toBe(10)
  expect(walkInNumber([morning, afternoon], 'afternoon', [given(10, false, 'afternoon')])).toBe(11)
  expect(arrivalNumber(4, new Set([4, 5]))).toBe(6)
})

it('never gives a number twice, and later comers of a session never go before earlier ones', () => {
  const step = fc.record({ walkIn: fc.boolean(), minute: fc.constantFrom(540, 550, 560) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const all: GivenNumber[] = []
      let last = 0
      for (const { walkIn, minute } of steps) {
        const taken = new Set(all.map(({ number }) => number))
        const number = walkIn ? walkInNumber([morning], 'morning', all) : appointedNumber([morning], at(minute), taken)
        expect(taken.has(number)).toBe(false)
        if (walkIn) {
          expect(number).toBeGreaterThan(last)
          last = number
        }
        all.push(given(number, walkIn))
      }
    }),
  )
})
