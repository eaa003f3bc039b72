import { expect, it } from 'vitest'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { ordinaryPrescription, type Pharmacist } from '../../../../preload/contract/orders/prescription.ts'
import { EncounterIdSchema, PractitionerIdSchema } from '../../../../preload/contract/words.ts'
import { dispenserChoices, withDispenser, withPrescription } from './prescriptionDraft.ts'

const pharmacist = (id: string, name: string): Pharmacist => ({ id: PractitionerIdSchema.parse(id), name })
const zhou = pharmacist('ph-1', '周試藥')
const gao = pharmacist('ph-2', '高試藥')

it('offers the doctor, the pharmacists and a pharmacy, and knows the present one', () => {
  const { present, ways } = dispenserChoices(withDispenser(ordinaryPrescription, gao), [zhou, gao])
  expect([...ways.keys()]).toEqual(['doctor', 'pharmacist:ph-1', 'pharmacist:ph-2', 'released'])
  expect([present, ways.get(present)]).toEqual(['pharmacist:ph-2', gao])
})

it('keeps apart who is named as before and who has the name of today, so that either may be chosen', () => {
  const former = pharmacist('ph-1', '周示藥')
  const { present, ways } = dispenserChoices(withDispenser(ordinaryPrescription, former), [zhou, gao])
  expect(ways.get(present)).toEqual(former)
  const today = ways.get('pharmacist:ph-1')
  expect(today).toEqual(zhou)
  expect(new Set(ways.keys()).size).toBe(5)
})

it('shows what an older draft says without a name, and who has left', () => {
  const unnamed = { ...ordinaryPrescription, dispenser: 'clinic-pharmacist' as const }
  expect(dispenserChoices(unnamed, [zhou])).toMatchObject({ present: 'unnamed' })
  const { present, ways } = dispenserChoices(withDispenser(ordinaryPrescription, gao), [zhou])
  expect(ways.get(present)).toEqual(gao)
})

it('gives the drugs of a refill prescription the days of what is left when it is got whole, and back', () => {
  const drug: OrderDraft = {
    kind: 'drug',
    code: 'AC24132100',
    dose: 1,
    frequency: 'QD',
    route: 'PO',
    days: 28,
    quantity: null,
    site: '',
  }
  const general: OrderDraft = { ...drug, code: 'AC12345100', days: 3 }
  const typed: OrderDraft = { ...drug, code: 'AC22222100', frequency: 'PRN', quantity: 10.5 }
  const refillOf = { prescriptionId: EncounterIdSchema.parse('0190a000-0000-7000-8000-000000000002'), dispensing: 2 }
  const one = { ...ordinaryPrescription, kind: 'chronic-refill' as const, dispensings: 3, daysEach: 28, refillOf }
  const whole = { ...one, wholeAmount: 'H8' as const }
  const draft = { orders: [drug, general, typed], prescription: one }
  const got = withPrescription(draft, whole)
  expect(got.orders.map(({ days, quantity }) => [days, quantity])).toEqual([
    [56, null],
    [3, null],
    [56, 21],
  ])
  expect(withPrescription(got, one)).toEqual(draft)
  // What changes nothing of that leaves the drugs alone.
  expect(withPrescription(draft, { ...one, daysEach: 30 }).orders).toBe(draft.orders)
  const first = withPrescription({ ...draft, prescription: { ...one, refillOf: null } }, { ...whole, refillOf: null })
  expect(first.orders.map(({ days }) => days)).toEqual([84, 3, 84])
})
