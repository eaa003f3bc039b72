import type { PrescriptionWrite } from '../port.ts'

// Calls and replies of the scripted control software and server.

export const status = 'GET /api/common/v1/Status'
export const initial = 'POST /api/common/v1/Initial'
export const verifySam = 'POST /api/sam/v1/Verification'
export const signHc = 'POST /api/hc/v1/Signature/Hc'
export const signHpcHc = 'POST /api/hc/v1/Signature/HpcHc'
export const register = 'POST /api/v1/BasicData/Register'
export const update = 'POST /api/v1/HcContent/Update'
export const next = 'POST /api/v1/SequelNumber/Next'
export const treatments = 'POST /api/v1/Treatment/NoNeedHPC'
export const illnesses = 'POST /api/v1/CriticalIllness/Query'
export const codeFee = 'POST /api/v1/Treatment/WriteCodeFee'
export const orders = 'POST /api/v1/Prescription/Write'

export const personReply = {
  cardSn: '900000000017',
  name: '測試甲 ',
  idCardNum: 'A123456789',
  birthday: '0740615',
  sex: 'M',
  dateIssue: '1090102',
  cancelTermination: '1',
  insurerCode: '01',
  insurerId: '3',
  cardValidity: '1170101',
  treatmentCounter: 5,
  newbornBirthday: '',
  newbornBaby: '',
}

export const serialReply = {
  treatmentDateTime: '1151122093000',
  sequenceNumber: '0017',
  hospitalId: '3501200000',
  signature: 'S'.repeat(256),
  samId: '900000000001',
  isSameDay: 'N',
  treatmentNumber: '3501200000A123456789',
}

/** The card of which the scripted signatures speak. */
export const scriptedCard = { cardNumber: '900000000017', nationalId: 'A123456789' } as const

export const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const

export const order: PrescriptionWrite = {
  orderType: '1',
  code: 'AC12345100',
  site: '',
  usage: 'TID',
  days: 3,
  totalQuantity: 0.1 + 0.2,
  deliveryNote: '01',
}

/** The error code of an answer, or `ok`. */
export const codeOf = async (
  answer: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>,
): Promise<string> => (await answer).error?.code ?? 'ok'
