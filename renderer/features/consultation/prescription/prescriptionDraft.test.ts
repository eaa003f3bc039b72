import { expect, it } from 'vitest'
import { ordinaryPrescription, type Pharmacist } from '../../../../preload/contract/orders/prescription.ts'
import { PractitionerIdSchema } from '../../../../preload/contract/words.ts'
import { dispenserChoices, withDispenser } from './prescriptionDraft.ts'

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
