import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Price } from '../../preload/contract/money/pricing.ts'
import { type EncounterId, IsoDateSchema, type PatientId, PractitionerIdSchema } from '../../preload/contract/words.ts'
import type { RecordedOrder } from '../domain/visit/visitRecord.ts'
import type { NewOutboxRow } from './outbox/outboxRecord.ts'
import { packText } from './packedText.ts'
import { onlyACard, type PatientRecord } from './patient/patientRecord.ts'
import type { EncounterSummary, VisitDraft } from './visit/encounterRecord.ts'
import type { EncounterClosing } from './visit/encounterRepository.ts'

/** Invented people and visits for tests. The national ids have no right check digit, so that they can be nobody's. */

export const dayOne = '2026-11-20'
export const noon = Date.parse(`${dayOne}T04:00:00Z`)

const surnames = [...'陳林黃張李王吳劉蔡楊']
const givenNames = ['示安', '小樣', '範例', '試民', '假名', '樣本', '測心', '例行']

export const syntheticPatient = (index: number, changes: Partial<PatientRecord> = {}): PatientRecord => ({
  ...onlyACard,
  id: uuidv7() as PatientId,
  nationalId: `A1${String(index).padStart(8, '0')}`,
  name: `${surnames[index % surnames.length]}${givenNames[Math.floor(index / surnames.length) % givenNames.length]}`,
  birthDate: `19${String(40 + (index % 60))}-0${(index % 9) + 1}-1${index % 10}`,
  sex: index % 2 === 0 ? 'F' : 'M',
  nhiCardNumber: `9${String(index).padStart(11, '0')}`,
  chartNumber: String(index + 1).padStart(7, '0'),
  allergies: index % 5 === 0 ? ['Penicillin'] : [],
  createdAt: noon,
  updatedAt: noon,
  ...changes,
})

export const syntheticEncounter = (
  patientId: PatientId,
  queueNumber: number,
  changes: Partial<EncounterSummary> = {},
): EncounterSummary => ({
  id: uuidv7() as EncounterId,
  patientId,
  day: dayOne,
  queueNumber,
  session: 'morning',
  practitionerId: PractitionerIdSchema.parse('doctor-1'),
  practitionerName: '許示範',
  department: '02',
  roomId: 'room-1',
  roomName: '一診',
  treatmentItem: '01',
  copaymentCode: 'A30',
  exceptionCode: null,
  state: 'waiting',
  registeredAt: noon,
  treatmentDateTime: '1151120120000',
  visitSequenceNumber: '0007',
  treatmentNumber: 'T'.repeat(20),
  securitySignature: 'S'.repeat(256),
  samId: '000000000001',
  hospitalId: '3500000000',
  sameDay: false,
  cardNumber: '900000000011',
  cardWrite: 'none',
  closedAt: null,
  version: 1,
  ...changes,
})

const effectiveFrom = IsoDateSchema.parse('2024-01-01')
const rule = (id: string, title: string) => ({ rule: id, title, effectiveFrom })

export const syntheticOrders: readonly RecordedOrder[] = [
  {
    line: 1,
    kind: 'drug',
    code: 'AC00000100',
    name: '示範止痛錠 500mg',
    dose: 1,
    unit: '錠',
    frequency: 'TID',
    route: 'PO',
    days: 3,
    quantity: 9,
    site: '',
    signature: 'P'.repeat(40),
  },
  {
    line: 2,
    kind: 'drug',
    code: 'AC00000200',
    name: '示範止咳糖漿',
    dose: 10,
    unit: 'mL',
    frequency: 'BID',
    route: 'PO',
    days: 3,
    quantity: 60,
    site: '',
    signature: 'Q'.repeat(40),
  },
  {
    line: 3,
    kind: 'procedure',
    code: '57017C',
    name: '蒸氣或噴霧吸入治療',
    dose: null,
    unit: '',
    frequency: null,
    route: null,
    days: null,
    quantity: 1,
    site: '',
    signature: 'R'.repeat(40),
  },
]

export const syntheticPrice: Price = {
  lines: [
    {
      line: 0,
      kind: 'examination',
      code: '00109C',
      name: '診察費',
      quantity: 1,
      unitPoints: 330,
      points: 330,
      rule: rule('examination', '支付標準 第二部 第一章'),
    },
    ...syntheticOrders.map((order) => ({
      line: order.line,
      kind: order.kind,
      code: order.code,
      name: order.name,
      quantity: order.quantity,
      unitPoints: 2.5,
      points: Math.round(order.quantity * 2.5),
      rule: rule('line', '支付標準'),
    })),
  ],
  drugPoints: 173,
  procedurePoints: 3,
  materialPoints: 0,
  examinationPoints: 330,
  dispensingPoints: 0,
  totalPoints: 506,
  copaymentCode: 'A30',
  copaymentBasic: 50,
  copaymentDrug: 20,
  charges: [
    { kind: 'registration-fee', amount: 100, rule: rule('registration-fee', '掛號費') },
    { kind: 'copayment-basic', amount: 50, rule: rule('copayment-basic', '門診部分負擔') },
    { kind: 'copayment-drug', amount: 20, rule: rule('copayment-drug', '藥品部分負擔') },
  ],
  amountDue: 170,
  medicationDays: 3,
}

export const syntheticDraft: VisitDraft = {
  soap: {
    subjective: '發燒、喉嚨痛兩天，輕微咳嗽，無呼吸困難。',
    objective: 'BT 38.1, throat injected, breathing sound clear.',
    assessment: '急性上呼吸道感染',
    plan: '症狀治療，多喝水，三天後未改善回診。',
  },
  diagnoses: [
    { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute upper respiratory infection, unspecified' },
    { code: 'R50.9', nameZh: '發燒', nameEn: 'Fever, unspecified' },
  ],
  orders: syntheticOrders.map(({ kind, code, dose, frequency, route, days, quantity, site }) => ({
    kind,
    code,
    dose,
    frequency,
    route,
    days,
    quantity,
    site,
  })),
}

export const syntheticClosing = (encounterId: EncounterId, closedAt: number = noon + 900_000): EncounterClosing => ({
  encounterId,
  closedAt,
  exceptionCode: null,
  cardWrite: 'written',
  price: syntheticPrice,
  paid: { amount: 170, received: 200, paidAt: closedAt },
  diagnoses: syntheticDraft.diagnoses,
  orders: syntheticOrders,
})

export const syntheticOutboxRow = (aggregateId: string, changes: Partial<NewOutboxRow> = {}): NewOutboxRow => {
  const payload = changes.payload ?? packText(JSON.stringify({ visit: aggregateId, text: '紀錄'.repeat(50) }))
  return {
    id: uuidv7(),
    target: 'nhi-upload',
    aggregateId,
    sequence: 1,
    kind: 'visit',
    schemaVersion: 1,
    payload,
    payloadHash: createHash('sha256').update(payload).digest('hex'),
    dueAt: noon + 86_400_000,
    nextTryAt: noon,
    idempotencyKey: uuidv7(),
    ...changes,
  }
}
