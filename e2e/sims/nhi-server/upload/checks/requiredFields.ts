import { isTreatmentItem } from '../../treatmentItem.ts'
import { eachOrder, type Finding, type RecordCheck, when } from '../finding.ts'
import { carriesVisit, FORMAT_CODES, isDrug, isMark, isNormal, numberIn, usesSerial } from '../recordKind.ts'
import type { TaggedValues, UploadedRecord } from '../uploadedRecord.ts'

const ALWAYS = ['M03', 'M05', 'M11', 'M15']
const OF_A_VISIT = ['M04', 'M06', 'M12']
const OF_A_CARD = ['M01', 'M02', 'M14']
const COPAYMENT_ITEMS = ['01', '02', '03', '06', '07', '08', 'AD', 'AE', 'BD']
const ORDERS_NEEDED_ITEMS = ['AE', 'AF', 'AG', 'BC']
const MEDICAL_CATEGORIES = ['11', '12', '13', '14', '15']
const ORDER_LIMIT = 500

/** AA missing, AD and AF by kind of record, Y008 and Y012–Y013, AH fees and diagnosis, AG too many orders. */
export const requiredFields: RecordCheck = (record) => {
  const { header, visit, orders } = record
  const missing = (tags: readonly string[]) => tags.flatMap((tag) => when(visit[tag] === undefined, tag, 'AA'))
  const always = [
    ...when(header.H00 === undefined, 'H00', 'AA'),
    ...when(header.H00 !== undefined && !['1', '2', '5'].includes(header.H00), 'H00', 'AD'),
    ...when(header.H01 === undefined, 'H01', 'Y008'),
    ...when(header.H01 !== undefined && !FORMAT_CODES.includes(header.H01), 'H01', 'AD'),
    ...missing(ALWAYS),
  ]
  if (!carriesVisit(record)) return always
  const item = visit.M07
  return [
    ...always,
    ...missing(OF_A_VISIT),
    ...(isNormal(record) ? missing(OF_A_CARD) : OF_A_CARD.flatMap((tag) => when(visit[tag] !== undefined, tag, 'AF'))),
    ...when(item === undefined, 'M07', 'Y008'),
    ...when(item !== undefined && !isTreatmentItem(item), 'M07', 'AD'),
    ...when(visit.M23 === undefined, 'M23', 'Y008'),
    ...when(visit.M23 !== undefined && !'0126ABCDEF'.includes(visit.M23), 'M23', 'AD'),
    ...when(visit.M12 !== undefined && !['1', '2', '3', '4'].includes(visit.M12), 'M12', 'AD'),
    ...when(visit.M56 !== undefined && !MEDICAL_CATEGORIES.includes(visit.M56), 'M56', 'D066'),
    ...when(COPAYMENT_ITEMS.includes(item ?? '') && visit.M45 === undefined, 'M45', 'AA'),
    ...when(ORDERS_NEEDED_ITEMS.includes(item ?? '') && orders.length === 0, 'M07', 'Y012'),
    ...when(item === 'AI' && orders.length > 0, 'M07', 'Y013'),
    ...when(orders.length > ORDER_LIMIT, 'D03', 'AG'),
    ...feesAndDiagnosis(record),
    ...eachOrder(record, (order) => requiredOfOrder(order, isNormal(record))),
  ]
}

function feesAndDiagnosis(record: UploadedRecord): readonly Finding[] {
  const { visit, orders } = record
  if (!usesSerial(record)) return []
  return [
    ...when(orders.length > 0 && numberIn(visit, 'M44') === 0, 'M44', 'AH01'),
    ...when(orders.length > 0 && visit.M35 === undefined, 'M35', 'AH05'),
    ...when(visit.M46 !== undefined, 'M46', 'AH02'),
    ...when(visit.M47 !== undefined, 'M47', 'AH02'),
  ]
}

function requiredOfOrder(order: TaggedValues, withCard: boolean): readonly Finding[] {
  const isAllergy = order.E01 !== undefined
  if (isAllergy && order.D06 === undefined) return []
  const missing = (tags: readonly string[]) => tags.flatMap((tag) => when(order[tag] === undefined, tag, 'AA'))
  return [
    ...missing(['D01', 'D02', 'D03', 'D06', 'D10']),
    ...when(isDrug(order) && order.D04 === undefined, 'D04', 'AA'),
    ...when(isDrug(order) && order.D05 === undefined, 'D05', 'AA'),
    ...when(isDrug(order) && order.D08 === undefined, 'D08', 'D029'),
    ...when(isDrug(order) && order.D09 === undefined, 'D09', 'D040'),
    ...when(withCard && !isMark(order) && order.D11 === undefined, 'D11', 'AA'),
    ...when(!withCard && order.D11 !== undefined, 'D11', 'AF'),
  ]
}
