import type { RecordedOrder, VisitRecord } from '../../domain/visit/visitRecord.ts'

/** A drug order as it is closed, for tests. */
export const sampleDrug = (changes: Partial<RecordedOrder> = {}): RecordedOrder => ({
  line: 1,
  kind: 'drug',
  code: 'AC58256100',
  name: '普拿疼錠５００毫克',
  dose: 1,
  unit: '錠',
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: 9,
  site: '',
  signature: 'c2lnbmF0dXJlLW9mLWFuLW9yZGVyLTAwMDAwMDE=',
  ...changes,
})

/** A fee-schedule item as it is closed, for tests. */
export const sampleProcedure = (changes: Partial<RecordedOrder> = {}): RecordedOrder => ({
  line: 2,
  kind: 'procedure',
  code: '54019C',
  name: '耳鼻喉局部治療',
  dose: null,
  unit: '',
  frequency: null,
  route: null,
  days: null,
  quantity: 1,
  site: '',
  signature: 'c2lnbmF0dXJlLW9mLWFuLW9yZGVyLTAwMDAwMDI=',
  ...changes,
})

/** A visit of a made-up person with a card that was read and written, for tests. */
export const sampleVisitRecord = (changes: Partial<VisitRecord> = {}): VisitRecord => ({
  encounterId: '019aa1f0-0000-7000-8000-000000000001',
  version: 1,
  clinic: { providerNumber: '3531020884', name: '示範診所', medicalCategory: '11' },
  patient: {
    patientId: '019aa1f0-0000-7000-8000-000000000002',
    name: '王測試',
    nationalId: 'A123456789',
    idKind: 'national-id',
    newborn: null,
    birthDate: '1985-03-07',
    sex: 'M',
    chartNumber: '000123',
    nhiCardNumber: '000012345678',
  },
  practitioner: { practitionerId: 'doctor-1', name: '林示範', nationalId: 'B223456781', department: '01' },
  treatmentItem: '01',
  copaymentCode: 'D10',
  attendance: 'on-site',
  afterCheck: '1',
  actual: null,
  treatmentDateTime: '1151122093015',
  visitSequenceNumber: '0012',
  treatmentNumber: 'AAAABBBBCCCCDDDDEEEE',
  securitySignature: 'S'.repeat(256),
  samId: '000000010001',
  exceptionCode: null,
  registeredAt: '2026-11-22T01:30:00.000Z',
  closedAt: '2026-11-22T01:45:00.000Z',
  soap: { subjective: '咳嗽三天\n無發燒', objective: 'Throat: injected', assessment: 'URI <acute> & mild', plan: '' },
  diagnoses: [
    { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute upper respiratory infection, unspecified' },
    { code: 'R05.1', nameZh: '急性咳嗽', nameEn: 'Acute cough' },
  ],
  orders: [sampleDrug(), sampleProcedure()],
  price: {
    lines: [],
    drugPoints: 18,
    procedurePoints: 120,
    materialPoints: 0,
    examinationPoints: 352,
    dispensingPoints: 33,
    totalPoints: 523,
    copaymentCode: 'D10',
    copaymentBasic: 50,
    copaymentDrug: 0,
    charges: [],
    amountDue: 150,
    medicationDays: 3,
  },
  ...changes,
})

/** The same visit when the card could not be used: serial and signatures from before the fault may be there. */
export const sampleException = (changes: Partial<VisitRecord> = {}): VisitRecord =>
  sampleVisitRecord({ exceptionCode: 'A031', ...changes })
