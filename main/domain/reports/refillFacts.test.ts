import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { addDays } from '../tables/effectiveDate.ts'
import { maskPhone } from './maskPhone.ts'
import { type ListedRefill, refillFact } from './refillFacts.ts'

const day = (text: string) => IsoDateSchema.parse(text)

/** Issued on 1 October for three times 30 days, dispensed once: the supply ends on 30 October, the prescription on 29 December. */
const refill: ListedRefill = {
  encounterId: 'visit-1',
  patientId: 'patient-1',
  patientName: '陳示安',
  chartNumber: '0000012',
  phone: '0912345678',
  practitionerId: 'doctor-1',
  practitionerName: '許示範',
  issuedOn: day('2026-10-01'),
  dispensings: 3,
  daysEach: 30,
  last: { dispensing: 1, suppliedOn: day('2026-10-01'), days: 30 },
}
const period = (from: string, to: string, by: 'patient' | 'day' | 'doctor' = 'patient') => ({ by, from, to })

describe('a refill prescription that is due', () => {
  it('is told with its dispensing, its days, what is left of both, and a masked telephone', () => {
    expect(refillFact(period('2026-10-25', '2026-10-25'), refill, '2026-10-25')).toEqual({
      encounterId: 'visit-1',
      key: ['2026-10-21', '2026-12-29', '2/3', '0912***678', '0000012'],
      name: { zh: '陳示安', en: '陳示安' },
      adds: { prescriptions: 1, patients: 'patient-1', daysEach: 30, supplyLeft: 6, daysLeft: 66 },
    })
  })

  it.each([
    ['the day before it may be fetched', '2026-10-20', '2026-10-20', false],
    ['the first day', '2026-10-21', '2026-10-21', true],
    ['the last day', '2026-12-29', '2026-12-31', true],
    ['the day after it has lapsed', '2026-12-30', '2026-12-31', false],
    ['a period around it', '2026-01-01', '2026-12-31', true],
  ])('by %s', (_, from, to, isTold) => {
    expect(refillFact(period(from, to), refill, '2026-10-25') !== null).toBe(isTold)
  })

  it('is told with what is used up and what has lapsed as days below one', () => {
    const told = (today: string) => refillFact(period('2026-10-01', '2026-12-31'), refill, today)?.adds
    expect(told('2026-10-30')).toMatchObject({ supplyLeft: 1, daysLeft: 61 })
    expect(told('2026-10-31')).toMatchObject({ supplyLeft: 0 })
    expect(told('2026-12-31')).toMatchObject({ daysLeft: -1 })
  })

  it('is counted by its first day and by its doctor without a name of the patient', () => {
    expect(refillFact(period('2026-10-25', '2026-10-25', 'day'), refill, '2026-10-25')?.key).toEqual(['2026-10-21'])
    expect(refillFact(period('2026-10-25', '2026-10-25', 'doctor'), refill, '2026-10-25')).toMatchObject({
      key: ['doctor-1'],
      name: { zh: '許示範' },
    })
  })

  it('is not told when nothing of it is left', () => {
    const used = { ...refill, last: { ...refill.last, dispensing: 3 } }
    expect(refillFact(period('2026-01-01', '2027-12-31'), used, '2026-10-25')).toBeNull()
  })

  it('is told on a day of a period exactly where it is told for that day alone', () => {
    const offset = fc.integer({ min: -20, max: 120 })
    fc.assert(
      fc.property(offset, fc.integer({ min: 0, max: 30 }), (start, length) => {
        const days = Array.from({ length: length + 1 }, (_, index) => addDays(refill.issuedOn, start + index))
        const [from = '', to = ''] = [days[0], days.at(-1)]
        const some = days.some((one) => refillFact(period(one, one), refill, '2026-10-25') !== null)
        expect(refillFact(period(from, to), refill, '2026-10-25') !== null).toBe(some)
      }),
    )
  })
})

it.each([
  ['0912345678', '0912***678'],
  ['02-23456789', '02-2****789'],
  ['12345678', '1234*678'],
  ['1234567', '*******'],
  ['', ''],
])('the telephone %j is shown as %j', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})
