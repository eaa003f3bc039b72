import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ordinaryPrescription, type Prescription } from '../../../../preload/contract/orders/prescription.ts'
import { PractitionerIdSchema } from '../../../../preload/contract/words.ts'
import { rememberDispenser } from './rememberDispenser.ts'

const pharmacist = { id: PractitionerIdSchema.parse('ph-1'), name: '周試藥' }
const byPharmacist: Prescription = { ...ordinaryPrescription, dispenser: 'clinic-pharmacist', pharmacist }
const byPharmacy: Prescription = { ...ordinaryPrescription, released: true }

let kept: unknown[]
beforeEach(() => {
  kept = []
  vi.stubGlobal('window', {
    desk: {
      invoke: async (_channel: string, input: unknown) => {
        kept.push(input)
        return { ok: false, error: { code: 'STORE_FULL', retryable: true } }
      },
    },
  })
})
afterEach(() => vi.unstubAllGlobals())

it.each([
  ['the doctor after a pharmacist', byPharmacist, ordinaryPrescription, null],
  ['a pharmacist at a visit of which nothing was said', undefined, byPharmacist, 'ph-1'],
  ['the doctor after a pharmacy', byPharmacy, ordinaryPrescription, null],
  ['a pharmacist after a pharmacy', byPharmacy, byPharmacist, 'ph-1'],
])('whom somebody chose is remembered: %s', (_, before, now, lastPharmacistId) => {
  rememberDispenser(before, now)
  expect(kept).toEqual([{ lastPharmacistId }])
})

it.each([
  ['something else of the same pharmacist', byPharmacist, { ...byPharmacist, courseVisit: 2 }],
  ['something else where the doctor dispenses unsaid', undefined, { ...ordinaryPrescription, courseVisit: 2 }],
  ['a pharmacy', byPharmacist, byPharmacy],
])('nothing is remembered of %s', (_, before, now) => {
  rememberDispenser(before, now)
  expect(kept).toEqual([])
})
