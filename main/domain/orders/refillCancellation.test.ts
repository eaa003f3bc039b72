import { describe, expect, it } from 'vitest'
import { ordinaryPrescription, type Prescription } from '../../../preload/contract/orders/prescription.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { type RefillCancellationFacts, refillCancellation } from './refillCancellation.ts'

const refill: Prescription = { ...ordinaryPrescription, kind: 'chronic-refill', dispensings: 3, daysEach: 30 }
const facts: RefillCancellationFacts = {
  prescription: refill,
  issuedOn: IsoDateSchema.parse('2026-11-01'),
  today: IsoDateSchema.parse('2026-11-26'),
  newest: 'accepted',
  isCancelled: false,
  isDispensedAgain: false,
}
const of = (changes: Partial<RefillCancellationFacts>) => refillCancellation({ ...facts, ...changes })

describe('the cancellation of a refill prescription', () => {
  it('is possible once the NHI has the record, and until the prescription lapses', () => {
    expect(of({})).toBe('possible')
    expect(of({ today: IsoDateSchema.parse('2027-01-29') })).toBe('possible')
    expect(of({ today: IsoDateSchema.parse('2027-01-30') })).toBe('lapsed')
  })

  it.each(['waiting', 'sending', 'rejected', 'quarantined', null] as const)(
    'is an amendment while the record is %s',
    (newest) => expect(of({ newest })).toBe('not-received'),
  )

  it('is of no use once it was dispensed again here, or whole', () => {
    expect(of({ isDispensedAgain: true })).toBe('dispensed')
    const whole = { ...refill, wholeAmount: 'H8' } as const
    expect(of({ prescription: whole })).toBe('dispensed')
    expect(of({ prescription: { ...whole, released: true } })).toBe('possible')
  })

  it.each([
    ['waiting', 'asked'],
    ['sending', 'asked'],
    ['accepted', 'cancelled'],
    ['rejected', 'refused'],
    ['quarantined', 'refused'],
  ] as const)('that was asked for and is %s is told as %s', (newest, told) =>
    expect(of({ isCancelled: true, newest })).toBe(told),
  )

  it('is not spoken of where no refill prescription was issued', () => {
    expect(of({ prescription: ordinaryPrescription })).toBeNull()
    expect(of({ prescription: { ...refill, refillOf: { prescriptionId: 'x' as never, dispensing: 2 } } })).toBeNull()
  })
})
