import { expect, it } from 'vitest'
import { ordinaryPrescription, type Prescription } from '../../../../preload/contract/orders/prescription.ts'
import { EncounterIdSchema } from '../../../../preload/contract/words.ts'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { sampleDrug, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { nhiRecordErrors } from './nhiRecordRules.ts'

const chronic = sampleDrug({ frequency: 'QD', days: 30, quantity: 30 })
const general = sampleDrug({ line: 2 })
const refill: Prescription = { ...ordinaryPrescription, kind: 'chronic-refill', dispensings: 3, daysEach: 30 }
const recordWith = (changes: Partial<VisitRecord>) => {
  const { price } = sampleVisitRecord()
  const record = nhiRecordOfVisit(sampleVisitRecord({ ...changes, price: { ...price, medicationDays: 30 } }))
  expect(nhiRecordErrors(record, 'closing')).toEqual([])
  return record
}

it('counts the dispensings of a refill prescription and its days in all, with the general sheet beside it', () => {
  const { visit, orders } = recordWith({ orders: [chronic, general], prescription: refill })
  expect(visit).toMatchObject({ M20: '30', M21: '90', M23: '0', M24: '1', M26: '3' })
  expect(orders.map(({ D02, D04, D05 }) => [D02, D04, D05])).toEqual([
    ['1', 'C', '0'],
    ['1', 'A', '0'],
  ])
})

it('releases drugs, but not what is injected here', () => {
  const injection = sampleDrug({ line: 2, route: 'IM', days: 1, frequency: 'STAT', quantity: 1 })
  const { visit, orders } = recordWith({ orders: [chronic, injection], prescription: { ...refill, released: true } })
  expect(visit).toMatchObject({ M20: '0', M21: '90', M23: '1', M24: '1', M26: '3' })
  expect(orders.map(({ D02, D05 }) => [D02, D05])).toEqual([
    ['M', '1'],
    ['1', '0'],
  ])
})

it('names the issuing visit when it is dispensed again', () => {
  const prescriptionId = EncounterIdSchema.parse('019aa1f0-0000-7000-8000-000000000009')
  const { visit } = recordWith({
    treatmentItem: 'AE',
    visitSequenceNumber: null,
    orders: [chronic],
    prescription: { ...refill, refillOf: { prescriptionId, dispensing: 2 } },
    refilled: {
      treatmentItem: '01',
      treatmentNumber: 'ZZZZYYYYXXXXWWWWVVVV',
      visitSequenceNumber: '0007',
      treatmentDateTime: '1151028093015',
    },
  })
  expect(visit).toMatchObject({
    M16: 'ZZZZYYYYXXXXWWWWVVVV',
    M17: '3531020884',
    M18: '0007',
    M19: '1151028093015',
    M26: '3',
  })
})

it('says of all that is left and got whole only those days: the days in all are no multiple of them (D009)', () => {
  const prescriptionId = EncounterIdSchema.parse('019aa1f0-0000-7000-8000-000000000009')
  const { price } = sampleVisitRecord()
  const whole = { ...refill, wholeAmount: 'H8', refillOf: { prescriptionId, dispensing: 2 } } as const
  const record = nhiRecordOfVisit(
    sampleVisitRecord({
      orders: [{ ...chronic, days: 60, quantity: 60 }],
      prescription: whole,
      price: { ...price, medicationDays: 60 },
    }),
  )
  expect(nhiRecordErrors(record, 'closing')).toEqual([])
  expect(record.visit).toMatchObject({ M20: '60', M21: '60', M26: '3' })
  expect(record.orders[0]).toMatchObject({ D04: 'C', D09: '60' })
})
