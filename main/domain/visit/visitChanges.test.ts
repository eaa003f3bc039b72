import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinaryPrescription } from '../../../preload/contract/orders/prescription.ts'
import { type VisitContent, visitChanges } from './visitChanges.ts'

const order: VisitContent['orders'][number] = {
  kind: 'drug',
  code: 'AC58256100',
  name: '示範錠',
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
}
const visit: VisitContent = {
  soap: { subjective: '咳嗽', objective: '', assessment: '', plan: '' },
  diagnoses: [
    { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: '' },
    { code: 'R05.1', nameZh: '急性咳嗽', nameEn: '' },
  ],
  orders: [order],
  prescription: ordinaryPrescription,
  vitals: [
    { kind: 'pulse', value: 72, meal: null },
    { kind: 'glucose', value: 98, meal: 'fasting' },
  ],
  returnOn: null,
  copaymentCode: 'D10',
  amountDue: 150,
}

it('tells what was written, taken away, added and moved, and the money', () => {
  const changes = visitChanges(visit, {
    prescription: visit.prescription,
    soap: { ...visit.soap, subjective: '', plan: '多喝水' },
    diagnoses: visit.diagnoses.slice(0, 1),
    orders: [
      { ...order, days: 7 },
      { ...order, code: 'AC00000001' },
    ],
    vitals: [
      { kind: 'glucose', value: 98, meal: 'after-meal' },
      { kind: 'weight', value: 65.5, meal: null },
    ],
    returnOn: '2026-12-03',
    copaymentCode: 'D20',
    amountDue: 170,
  })
  expect(changes).toEqual([
    { part: 'subjective', line: null, before: '咳嗽', after: null },
    { part: 'plan', line: null, before: null, after: '多喝水' },
    { part: 'diagnosis', line: 2, before: 'R05.1 急性咳嗽', after: null },
    { part: 'order', line: 1, before: 'AC58256100 示範錠 1 TID PO 3d', after: 'AC58256100 示範錠 1 TID PO 7d' },
    { part: 'order', line: 2, before: null, after: 'AC00000001 示範錠 1 TID PO 3d' },
    { part: 'return-on', line: null, before: null, after: '2026-12-03' },
    { part: 'vital-sign', line: null, before: 'pulse 72', after: null },
    { part: 'vital-sign', line: null, before: null, after: 'weight 65.5' },
    { part: 'vital-sign', line: null, before: 'glucose 98 fasting', after: 'glucose 98 after-meal' },
    { part: 'copayment', line: null, before: 'D10', after: 'D20' },
    { part: 'amount', line: null, before: '150', after: '170' },
  ])
})

it('tells of nothing where nothing differs, and of something wherever an order does', () => {
  const changed = fc.record({
    dose: fc.constantFrom(0.5, 1, 2),
    frequency: fc.constantFrom('QD', 'TID'),
    days: fc.constantFrom(1, 3, 7),
    quantity: fc.constantFrom(null, 1, 9),
    site: fc.constantFrom('', 'R'),
  })
  fc.assert(
    fc.property(changed, changed, (one, other) => {
      const [before, after] = [one, other].map((changes) => ({ ...visit, orders: [{ ...order, ...changes }] }))
      if (before === undefined || after === undefined) return
      expect(visitChanges(before, after).length).toBe(JSON.stringify(one) === JSON.stringify(other) ? 0 : 1)
    }),
  )
})
