import type { PrintedOrder, VisitFacts } from '../../main/usecases/printing/visitFacts.ts'
import type { PatientCharge, PricedLine } from '../../preload/contract/money/pricing.ts'

/** When all of them are printed: 115年11月20日 10:30 in Taipei. */
export const printedAt = Date.UTC(2026, 10, 20, 2, 30)

const rule = { rule: 'r', title: 't', effectiveFrom: '2023-07-01' as never }
const line = (kind: PricedLine['kind'], code: string, points: number): PricedLine =>
  ({ line: 0, kind, code, name: code, quantity: 1, unitPoints: points, points, rule }) as PricedLine
const charge = (kind: PatientCharge['kind'], amount: number): PatientCharge => ({ kind, amount, rule }) as PatientCharge

const drug = (code: string, name: string, days: number, more: Partial<PrintedOrder> = {}): PrintedOrder => ({
  kind: 'drug',
  code,
  name,
  dose: 1,
  unit: '錠',
  frequency: '每日三次',
  route: '口服',
  days,
  quantity: days * 3,
  indication: '退燒、止痛',
  warning: '一日勿超過 4 公克；飲酒或肝病者請先告知醫師',
  advice: '飯後配溫水服用',
  sheet: 'general',
  ...more,
})

const lines = [
  line('examination', '00109C', 352),
  line('drug', 'A029089100', 14),
  line('dispensing', '05202B', 14),
  line('procedure', '39004C', 75),
  line('procedure', '08011C', 200),
  line('procedure', '18001C', 150),
  line('procedure', '48011C', 47),
  line('material', 'CDD0112345', 1_148),
]
const charges = [charge('registration-fee', 150), charge('copayment-basic', 50), charge('copayment-drug', 20)]
const total = lines.reduce((sum, { points }) => sum + points, 0)

/** A visit of which nothing ever changes, so that its papers look the same on every day, to the dot. */
export const ordinaryVisit: VisitFacts = {
  clinic: {
    name: '示範診所',
    providerNumber: '3599990014',
    address: '示範市示範區示範路 1 號',
    telephone: '02-0000-0000',
  },
  patient: {
    name: '林示安',
    nationalId: 'A200000012',
    birthDate: '1984-03-15',
    age: 42,
    sex: 'F',
    chartNumber: '0000001',
    allergies: ['盤尼西林'],
  },
  encounterId: '0193f0a0-0000-7000-8000-000000000001',
  day: '2026-11-20',
  queueNumber: 7,
  session: 'morning',
  roomName: '一診',
  practitionerName: '王示範',
  dispensedBy: '周試藥',
  department: '02',
  registeredAt: Date.UTC(2026, 10, 20, 1, 5),
  visitSequenceNumber: '0001',
  treatmentNumber: 'CQ13G7EFD3HVPLVSIEQO',
  exceptionCode: null,
  copaymentCode: 'D20',
  copaymentName: '基層院所一般門診',
  soap: { subjective: '喉嚨痛', objective: '咽部紅', assessment: '', plan: '' },
  diagnoses: [{ code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute upper respiratory infection' }],
  orders: [drug('A029089100', 'ACETAMINOPHEN 500MG TABLETS', 3)],
  price: {
    lines,
    drugPoints: 14,
    procedurePoints: 472,
    materialPoints: 1_148,
    examinationPoints: 352,
    dispensingPoints: 14,
    totalPoints: total,
    copaymentCode: 'D20',
    copaymentBasic: 50,
    copaymentDrug: 20,
    charges,
    amountDue: 220,
    medicationDays: 3,
  } as NonNullable<VisitFacts['price']>,
  paid: { amount: 140, received: 200, paidAt: Date.UTC(2026, 10, 20, 2, 20) },
  money: {
    own: [{ kind: 'self-pay', amount: 100, words: '診斷證明書', selfPayKind: 'other' }],
    owed: 60,
    refunded: 50,
    takenBy: ['林示範', '陳示範'],
    settled: { amount: 120, lastAt: Date.UTC(2026, 10, 20, 2, 25) },
  },
  ahead: 3,
  person: '林示範',
  words: {
    diagnosis: '急性上呼吸道感染（J06.9）',
    advice: '宜休息二日。\n多喝水，症狀加劇時回診。',
    purpose: '請假用',
    receivingClinic: '示範醫院',
    receivingDepartment: '耳鼻喉科',
    summary: '喉嚨痛三日，咽部紅腫。',
    treatment: 'ACETAMINOPHEN 500MG TABLETS 1 錠 每日三次 × 3',
  },
}

/** As much as one visit can bring: a name of thirty characters, twelve drugs on two sheets, letters of many lines. */
export const longVisit: VisitFacts = {
  ...ordinaryVisit,
  patient: { ...ordinaryVisit.patient, name: '長'.repeat(29).concat('名') },
  orders: Array.from({ length: 12 }, (_, index) =>
    drug(
      `AC${String(10_000_100 + index * 1_100)}`,
      `LONG NAMED COMBINATION ${index + 1} EXTENDED RELEASE FILM-COATED TABLETS 500MG/125MG "DEMO"`,
      index < 9 ? 7 : 28,
      index < 9 ? {} : { sheet: 'chronic-refill' },
    ),
  ),
  refill: { dispensings: 3, daysEach: 28, dispensing: 1, lapsesOn: '2027-02-11' },
  words: {
    ...ordinaryVisit.words,
    summary: Array.from({ length: 28 }, (_, index) => `病情第 ${index + 1} 行：咳嗽有痰，夜間加劇。`).join('\n'),
    treatment: Array.from({ length: 28 }, (_, index) => `治療第 ${index + 1} 行：口服藥物。`).join('\n'),
  },
}
