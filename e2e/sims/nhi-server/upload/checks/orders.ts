import { eachOrder, type Finding, type RecordCheck, when } from '../finding.ts'
import { carriesVisit, isDrug, isMark, isNormal, numberIn } from '../recordKind.ts'
import type { TaggedValues, UploadedRecord } from '../uploadedRecord.ts'

const ORDER_TYPES = '0123459JGMPQN'
const DRUG_CODE = /^[A-Z][0-9A-Z]{9}$/
const EARLY_RETURN_CODE = /^(R00[1-8]|S00[1-4])$/
const EARLY_RETURN_ITEMS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', 'AE', 'AF']
const LONGEST_DAYS = 90

/** Each order: D000 type, D028 serial, D040–D041 days, AA04 quantity, 10 drug code, 16 signature, R and S codes. */
export const orders: RecordCheck = (record, context) => {
  if (!carriesVisit(record)) return []
  const known = context.visitByNumber(record.visit.M15 ?? '')
  return [
    ...serials(record),
    ...eachOrder(record, (order) => [
      ...when(order.D02 !== undefined && !ORDER_TYPES.includes(order.D02), 'D02', 'D000'),
      ...when(order.D04 !== undefined && !'ABCDEF'.includes(order.D04), 'D04', 'AD'),
      ...when(order.D05 !== undefined && !'01A'.includes(order.D05), 'D05', 'AD'),
      ...drugRules(order, record.visit),
      ...when(isMark(order) && numberIn(order, 'D10') !== 0, 'D10', 'AG'),
      ...earlyReturn(order, record.visit),
      ...when(isNormal(record) && !isSigned(order, known?.orderSignatures), 'D11', '16'),
    ]),
  ]
}

function serials(record: UploadedRecord): readonly Finding[] {
  const seen = new Set<string>()
  return eachOrder(record, ({ D03 }) => {
    if (D03 === undefined) return []
    const repeated = seen.has(D03)
    seen.add(D03)
    return when(repeated || D03 === '000', 'D03', 'D028')
  })
}

function drugRules(order: TaggedValues, visit: TaggedValues): readonly Finding[] {
  if (!isDrug(order)) return []
  const days = numberIn(order, 'D09')
  return [
    ...when(order.D06 !== undefined && !DRUG_CODE.test(order.D06), 'D06', '10'),
    ...when(order.D09 !== undefined && (days < 1 || days > LONGEST_DAYS), 'D09', 'D040'),
    ...when(order.D02 === '1' && !'1CD'.includes(visit.M23 ?? '0') && days > numberIn(visit, 'M20'), 'D09', 'D041'),
    ...when(order.D10 !== undefined && numberIn(order, 'D10') === 0, 'D10', 'AA04'),
  ]
}

function earlyReturn(order: TaggedValues, visit: TaggedValues): readonly Finding[] {
  if (!EARLY_RETURN_CODE.test(order.D06 ?? '')) return []
  return [
    ...when(order.D02 !== 'G', 'D02', '19'),
    ...when(!EARLY_RETURN_ITEMS.includes(visit.M07 ?? ''), 'D06', 'D006'),
  ]
}

/** An order without a signature is a matter of required fields. */
function isSigned(order: TaggedValues, signatures: Readonly<Record<string, string>> | undefined): boolean {
  if (order.D11 === undefined || !signatures) return true
  return signatures[order.D11.toUpperCase()] === order.D06
}
