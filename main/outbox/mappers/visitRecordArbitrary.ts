import fc from 'fast-check'
import { vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import type { RecordedOrder, VisitRecord } from '../../domain/visit/visitRecord.ts'
import { sampleDrug, sampleProcedure, sampleVisitRecord } from './sampleVisitRecord.ts'

/** Text as people type it and as it must not break anything: Chinese, markup, emoji, control characters, lone surrogates. */
const anyText = fc.string({ unit: 'binary', maxLength: 60 })

const drug = fc
  .record({
    code: fc.stringMatching(/^[A-Z][A-Z0-9]{2}\d{7}$/),
    name: anyText,
    dose: fc.constantFrom(0.5, 1, 1.25, null),
    unit: fc.constantFrom('錠', 'mL', '', '罐'),
    frequency: fc.constantFrom('QD', 'TID', 'QAM&HS', 'Q6HPRN'),
    route: fc.constantFrom('PO', 'EXT', null),
    days: fc.integer({ min: 1, max: 30 }),
    quantity: fc.integer({ min: 1, max: 9999 }).map((tenths) => tenths / 10),
  })
  .map((changes) => sampleDrug(changes))

const procedure = fc
  .record({
    kind: fc.constantFrom('procedure' as const, 'material' as const),
    code: fc.stringMatching(/^\d{5}[A-D]$/),
    name: anyText,
    site: fc.constantFrom('', 'R', 'L', '1112'),
    quantity: fc.integer({ min: 1, max: 50 }),
  })
  .map((changes) => sampleProcedure(changes))

/** Ordinary records, and make-ups of a visit two days before with a known or an unknown number. */
const makeUp = fc.constantFrom<Pick<VisitRecord, 'afterCheck' | 'actual'>>(
  { afterCheck: '1', actual: null },
  { afterCheck: '1', actual: null },
  { afterCheck: '2', actual: { dateTime: '1151120093015', treatmentNumber: 'NOCARD00000000000001' } },
  { afterCheck: '4', actual: { dateTime: '1151120093015', treatmentNumber: 'MISS0000000000000000' } },
)

const vital = fc
  .record({ kind: fc.constantFrom(...vitalKinds), tenths: fc.integer({ min: 1, max: 9999 }) })
  .map(({ kind, tenths }) => ({
    kind,
    value: tenths / 10,
    meal: kind === 'glucose' ? ('fasting' as const) : null,
    measuredAt: '2026-11-22T01:31:00.000Z',
  }))

const numbered = (orders: readonly RecordedOrder[]): RecordedOrder[] =>
  orders.map((order, index) => ({ ...order, line: index + 1 }))

/** Visits that the desk's own rules let through, in all their variety, for property tests. */
export const visitRecordArbitrary: fc.Arbitrary<VisitRecord> = fc
  .record({
    orders: fc.array(fc.oneof(drug, procedure), { maxLength: 8 }).map(numbered),
    name: anyText,
    soap: fc.record({ subjective: anyText, objective: anyText, assessment: anyText, plan: anyText }),
    diagnoses: fc.array(
      fc.record({ code: fc.constantFrom('J06.9', 'I10', 'E11.65', 'S52.501A'), nameZh: anyText, nameEn: anyText }),
      { minLength: 1, maxLength: 6 },
    ),
    exceptionCode: fc.constantFrom(null, null, 'A000', 'A031', 'C001', 'Z001'),
    serial: fc.constantFrom('0001', '0999', '1500', 'W001', 'V123'),
    treatmentItem: fc.constantFrom('01', '04', '06', '08', 'AG', 'AD'),
    totalPoints: fc.integer({ min: 1, max: 99_999 }),
    copaymentDrug: fc.constantFrom(0, 20, 200),
    version: fc.integer({ min: 1, max: 3 }),
    attendance: fc.constantFrom('on-site', 'video', 'phone', 'home'),
    vitals: fc.uniqueArray(vital, { selector: ({ kind }) => kind, maxLength: 11 }),
    makeUp,
  })
  // A scheduled examination (AG) without an order would be refused, and rightly so.
  .filter(({ treatmentItem, orders }) => treatmentItem !== 'AG' || orders.length > 0)
  .map(
    ({
      orders,
      name,
      soap,
      diagnoses,
      exceptionCode,
      serial,
      treatmentItem,
      totalPoints,
      copaymentDrug,
      version,
      attendance,
      vitals,
      makeUp,
    }) => {
      const base = sampleVisitRecord()
      const medicationDays = Math.max(
        0,
        ...orders.filter((order) => order.kind === 'drug').map((order) => order.days ?? 0),
      )
      return sampleVisitRecord({
        version,
        attendance,
        ...(vitals.length === 0 ? {} : { vitals }),
        ...makeUp,
        treatmentItem,
        exceptionCode,
        visitSequenceNumber: serial,
        patient: { ...base.patient, name },
        soap,
        diagnoses,
        orders,
        price: { ...base.price, totalPoints, copaymentDrug, medicationDays },
      })
    },
  )
