import { describe, expect, it } from 'vitest'
import { type CountedAppointment, noShowFact } from './noShowFacts.ts'

const missed: CountedAppointment = {
  day: '2026-11-23',
  session: 'evening',
  state: 'no-show',
  practitionerId: 'doctor-1',
  chartNumber: '0000012',
  name: '陳示安',
  encounterId: null,
}
const doctors = new Map([['doctor-1', '許示範']])

describe('an appointment in the report of no-shows', () => {
  it.each([
    ['no-show', { expected: 1, noShows: 1 }],
    ['arrived', { expected: 1, came: 1 }],
    ['cancelled', { calledOff: 1 }],
  ] as const)('that is %s adds what became of it', (state, adds) => {
    expect(noShowFact('day', { ...missed, state }, doctors)?.adds).toEqual(adds)
  })

  it('that nobody has decided on adds nothing', () => {
    expect(noShowFact('day', { ...missed, state: 'booked' }, doctors)).toBeNull()
  })

  it.each([
    ['day', { key: ['2026-11-23'], name: null }],
    ['session', { key: ['1', 'evening'], name: null }],
    ['doctor', { key: ['doctor-1'], name: { zh: '許示範', en: '許示範' } }],
    ['patient', { key: ['0000012'], name: { zh: '陳示安', en: '陳示安' } }],
  ] as const)('stands by %s', (by, row) => {
    expect(noShowFact(by, missed, doctors)).toMatchObject(row)
  })

  it('stands by the booked name where there is no chart, and apart where it is for any doctor', () => {
    expect(noShowFact('patient', { ...missed, chartNumber: null }, doctors)).toMatchObject({
      key: ['陳示安'],
      name: null,
    })
    expect(noShowFact('doctor', { ...missed, practitionerId: null }, doctors)).toMatchObject({ key: [''], name: null })
  })

  it('has a visit behind it only where somebody came', () => {
    expect(noShowFact('day', missed, doctors)?.encounterId).toBeNull()
    expect(noShowFact('day', { ...missed, state: 'arrived', encounterId: 'v1' }, doctors)?.encounterId).toBe('v1')
  })
})
