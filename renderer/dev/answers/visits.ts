import { z } from 'zod'
import { PriceSchema } from '../../../preload/contract/money/pricing.ts'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { type Upload, UploadSchema } from '../../../preload/contract/upload/upload.ts'
import {
  type VisitDetail,
  VisitDetailSchema,
  type VisitSummary,
  VisitSummarySchema,
} from '../../../preload/contract/visit/visit.ts'
import fixtures from '../fixtures.json'
import { person, pick } from '../people.ts'
import { id, instant } from '../world.ts'

const hour = 3_600_000

const rule = (kind: keyof typeof fixtures.ruleTitles) => ({
  rule: kind,
  title: fixtures.ruleTitles[kind],
  effectiveFrom: '2023-07-01',
})

const orderDrafts = fixtures.orders.slice(0, 3).map((order) => ({
  kind: order.kind,
  code: order.code,
  dose: order.usual.dose,
  frequency: order.usual.frequency,
  route: order.usual.route,
  days: order.usual.days,
  quantity: null,
  site: '',
}))

export const samplePrice = PriceSchema.parse({
  lines: [
    {
      line: 0,
      kind: 'examination',
      code: '00154C',
      name: fixtures.examination,
      quantity: 1,
      unitPoints: 335,
      points: 335,
      rule: rule('examination'),
    },
    ...fixtures.orders.slice(0, 3).map((order, index) => ({
      line: index + 1,
      kind: 'drug',
      code: order.code,
      name: order.nameZh,
      quantity: 9,
      unitPoints: order.unitPoints,
      points: Math.round((order.unitPoints ?? 0) * 9),
      rule: rule('drug'),
    })),
    {
      line: 0,
      kind: 'dispensing',
      code: '05202B',
      name: fixtures.dispensing,
      quantity: 1,
      unitPoints: 43,
      points: 43,
      rule: rule('dispensing'),
    },
  ],
  drugPoints: 46,
  procedurePoints: 0,
  materialPoints: 0,
  examinationPoints: 335,
  dispensingPoints: 43,
  totalPoints: 424,
  copaymentCode: 'D10',
  copaymentBasic: 50,
  copaymentDrug: 0,
  charges: [
    { kind: 'registration-fee', amount: 150, rule: rule('registration-fee') },
    { kind: 'copayment-basic', amount: 50, rule: rule('copayment-basic') },
    { kind: 'copayment-drug', amount: 0, rule: rule('copayment-drug') },
  ],
  amountDue: 200,
  medicationDays: 3,
})

export const upload = (number: number, target: Upload['target'], change: Partial<Upload> = {}): Upload =>
  UploadSchema.parse({
    outboxId: id(number),
    target,
    amends: false,
    cancels: false,
    replaces: null,
    replaced: null,
    state: 'waiting',
    dueAt: instant(22.6 * hour),
    tries: 0,
    nextTryAt: instant(60_000),
    lastCode: null,
    receiptAt: null,
    receipt: null,
    fieldErrors: [],
    ...change,
  })

const soap = {
  subjective: fixtures.subjective,
  objective: fixtures.objective,
  assessment: fixtures.assessment,
  plan: fixtures.plan,
}
const diagnosis = ({ code, nameZh, nameEn }: (typeof fixtures.diagnoses)[number]) => ({ code, nameZh, nameEn })

/** The visit of that number, with everything a state of it would have. */
export const visit = (number: number, state: VisitDetail['state'], change: Partial<VisitDetail> = {}): VisitDetail => {
  const doctor = pick(fixtures.doctors, number)
  const seen = state === 'to-pay' || state === 'closed'
  return VisitDetailSchema.parse({
    encounterId: id(5000 + number),
    queueNumber: number,
    patient: person(number),
    state,
    registeredAt: instant(-number * 7 * 60_000),
    earlier: null,
    session: 'morning',
    practitionerId: doctor.id,
    practitionerName: doctor.name,
    roomName: pick(fixtures.rooms, number).name,
    treatmentItem: '01',
    copaymentCode: 'D10',
    visitSequenceNumber: String(number).padStart(4, '0'),
    hasTreatmentNumber: true,
    exceptionCode: null,
    attendance: 'on-site',
    consent: null,
    cardWrite: state === 'closed' ? 'written' : 'none',
    medium: 'plastic',
    virtualUntil: null,
    delegate: null,
    cardDebt: null,
    madeUpAt: null,
    version: 1,
    signature:
      state === 'closed'
        ? { state: 'unsigned', version: 1, dueAt: instant(23 * hour), signedAt: null, isLate: false }
        : null,
    uploads: state === 'closed' ? [upload(8000 + number, 'nhi-upload'), upload(9000 + number, 'clinic-cloud')] : [],
    soap: seen ? soap : { subjective: '', objective: '', assessment: '', plan: '' },
    diagnoses: seen ? fixtures.diagnoses.slice(0, 1).map(diagnosis) : [],
    orders: seen ? orderDrafts : [],
    draftSavedAt: null,
    price: seen ? samplePrice : null,
    paid: state === 'closed' ? { amount: 200, received: 500, paidAt: instant(-number * 60_000) } : null,
    history: [0, 1, 2].map((index) => ({
      encounterId: id(7000 + number * 10 + index),
      visitedOn: pick(['2026-08-14', '2026-05-02', '2025-12-19'], index),
      practitionerName: doctor.name,
      diagnoses: fixtures.diagnoses.filter((_, at) => at === index * 2 || at === 3).map(diagnosis),
      orders: orderDrafts.map((order, at) => ({ ...order, name: pick(fixtures.orders, at).nameZh })),
      soap,
    })),
    ...change,
  })
}

export const summaryOf = (detail: VisitDetail): VisitSummary => z.object(VisitSummarySchema.shape).parse(detail)

export const outboxItem = (from: VisitDetail, ofVisit: Upload): OutboxItem => ({
  ...ofVisit,
  encounterId: from.encounterId,
  patientName: from.patient.name,
  queueNumber: from.queueNumber,
  day: from.registeredAt.slice(0, 10) as OutboxItem['day'],
  isLate: ofVisit.target === 'nhi-upload' && Date.parse(ofVisit.receiptAt ?? instant()) > Date.parse(ofVisit.dueAt),
  lateness:
    ofVisit.receiptAt === null && Date.parse(ofVisit.dueAt) < Date.now()
      ? { cause: ofVisit.lastCode ?? ofVisit.state, note: null }
      : null,
})
