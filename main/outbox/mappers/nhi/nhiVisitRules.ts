import { isValidRocDate, rocToIso } from '../../../../preload/contract/patient/rocDate.ts'
import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import {
  benefitTypes,
  countingTreatmentItems,
  dispensingModes,
  exceptionCodes,
  medicalCategories,
  treatmentItems,
  virtualOrderCodes,
  virtualOrderItems,
} from './nhiCodes.ts'
import { visitError } from './nhiFieldError.ts'
import type { NhiRecord } from './nhiRecord.ts'
import type { VisitTag } from './nhiTags.ts'

interface VisitRule {
  readonly code: string
  readonly field: VisitTag | 'MB2'
  /** True when the record breaks the rule. */
  readonly isBroken: (record: NhiRecord) => boolean
}

const counts = (record: NhiRecord): boolean => countingTreatmentItems.has(record.visit.M07 ?? '')
const itemIs = (record: NhiRecord, ...items: readonly string[]): boolean => items.includes(record.visit.M07 ?? '')
const isZeroOrMissing = (value: string | undefined): boolean => value === undefined || /^0+$/.test(value)
const hasVirtualOrder = (record: NhiRecord): boolean =>
  record.orders.some((order) => virtualOrderCodes.has(order.D06 ?? ''))
const later = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one > other

const isMakeUp = (record: NhiRecord): boolean => ['2', '3', '4'].includes(record.visit.M12 ?? '')

/** Days from a 民國 birth date to a 民國 date-time; null where either is missing or no date. */
const ageInDays = (birth: string | undefined, at: string | undefined): number | null => {
  if (birth === undefined || at === undefined || !isValidRocDate(birth) || !isValidRocDate(at.slice(0, 7))) return null
  return (Date.parse(rocToIso(at.slice(0, 7))) - Date.parse(rocToIso(birth))) / 86_400_000
}

/** 補卡註記 3 is for newborns of so many days (D055). */
const newbornMakeUpDays = { from: 61, to: 92 }

/** 0001–1500, or a virtual card's letter and three digits. */
const isSerial = (value: string): boolean => {
  if (/^[MVW]\d{3}$/.test(value)) return value.slice(1) !== '000'
  return /^\d{4}$/.test(value) && value >= '0001' && value <= '1500'
}

/** Rules on MB1 that look at one value or at several together. Source: facts/nhi-card.md §4.2–4.3. */
const visitRules: readonly VisitRule[] = [
  { code: 'AE', field: 'M07', isBroken: ({ visit }) => visit.M07 !== undefined && !treatmentItems.has(visit.M07) },
  { code: 'AD', field: 'M12', isBroken: ({ visit }) => visit.M12 !== undefined && !/^[1-4]$/.test(visit.M12) },
  { code: 'AD', field: 'M23', isBroken: ({ visit }) => visit.M23 !== undefined && !dispensingModes.has(visit.M23) },
  { code: 'D066', field: 'M56', isBroken: ({ visit }) => !medicalCategories.has(visit.M56 ?? '') },
  { code: 'AD42', field: 'M51', isBroken: ({ visit }) => visit.M51 !== undefined && !benefitTypes.has(visit.M51) },
  { code: 'BE', field: 'M04', isBroken: ({ visit }) => later(visit.M04, visit.M11?.slice(0, 7)) },
  // 就醫序號
  { code: 'AD01', field: 'M13', isBroken: (r) => r.H01 === 'A' && counts(r) && !isSerial(r.visit.M13 ?? '') },
  { code: 'AD02', field: 'M13', isBroken: (r) => r.H01 === 'B' && !exceptionCodes.has(r.visit.M13 ?? '') },
  {
    code: 'AD13',
    field: 'M13',
    isBroken: (r) => r.H01 === 'A' && itemIs(r, 'AC') && !/^IC[0-9A-Z]{2}$/.test(r.visit.M13 ?? ''),
  },
  {
    // IC08 (compulsory psychiatric admission) is tolerated with any item.
    code: 'AD14',
    field: 'M13',
    isBroken: (r) =>
      r.H01 === 'A' && !counts(r) && !itemIs(r, 'AC') && r.visit.M13 !== undefined && r.visit.M13 !== 'IC08',
  },
  { code: 'D020', field: 'M12', isBroken: ({ visit }) => visit.M13 === 'G000' && visit.M12 !== '1' },
  // 就醫識別碼: what stands for an unknown or an older one is no number of this visit.
  { code: 'D002', field: 'M15', isBroken: ({ visit }) => visit.M15?.startsWith('MISS0000') === true },
  { code: 'D068', field: 'M15', isBroken: ({ visit }) => /^SM0+$/.test(visit.M15 ?? '') },
  // Diagnoses and fees
  { code: 'AH05', field: 'M35', isBroken: (r) => counts(r) && r.orders.length > 0 && r.visit.M35 === undefined },
  { code: 'AH01', field: 'M44', isBroken: (r) => counts(r) && r.orders.length > 0 && isZeroOrMissing(r.visit.M44) },
  { code: 'AH02', field: 'M46', isBroken: (r) => counts(r) && r.visit.M46 !== undefined },
  { code: 'AH02', field: 'M47', isBroken: (r) => counts(r) && r.visit.M47 !== undefined },
  { code: 'AH03', field: 'M46', isBroken: (r) => itemIs(r, 'BB', 'BF', 'DC') && r.visit.M46 === undefined },
  { code: 'AH04', field: 'M44', isBroken: (r) => itemIs(r, 'BB', 'BF', 'DC') && r.visit.M44 !== undefined },
  { code: 'AH04', field: 'M45', isBroken: (r) => itemIs(r, 'BB', 'BF', 'DC') && r.visit.M45 !== undefined },
  // Orders as a whole
  { code: 'Y012', field: 'MB2', isBroken: (r) => itemIs(r, 'AE', 'AF', 'AG', 'BC') && r.orders.length === 0 },
  { code: 'Y013', field: 'MB2', isBroken: (r) => itemIs(r, 'AI') && r.orders.length > 0 },
  { code: 'AG', field: 'MB2', isBroken: (r) => r.orders.length > 500 },
  { code: 'D006', field: 'M07', isBroken: (r) => hasVirtualOrder(r) && !virtualOrderItems.has(r.visit.M07 ?? '') },
  {
    code: 'D033',
    field: 'M16',
    isBroken: (r) => hasVirtualOrder(r) && r.visit.M16 === undefined && r.visit.M19 === undefined,
  },
  // 補卡 and original visits
  { code: 'AA', field: 'M49', isBroken: (r) => isMakeUp(r) && r.visit.M49 === undefined },
  { code: 'AA', field: 'M52', isBroken: (r) => isMakeUp(r) && r.visit.M52 === undefined },
  {
    code: 'D060',
    field: 'M49',
    isBroken: (r) => isMakeUp(r) && r.visit.M49 !== undefined && !later(r.visit.M11, r.visit.M49),
  },
  {
    code: 'D059',
    field: 'M12',
    isBroken: (r) => isMakeUp(r) && r.orders.some((order) => order.D04 === 'C' || order.D04 === 'F'),
  },
  {
    code: 'D055',
    field: 'M49',
    isBroken: ({ visit }) => {
      const age = visit.M12 === '3' ? ageInDays(visit.M04, visit.M49) : null
      return age !== null && (age < newbornMakeUpDays.from || age > newbornMakeUpDays.to)
    },
  },
  { code: 'D054', field: 'M52', isBroken: ({ visit }) => visit.M12 === '4' && visit.M52 !== 'MISS0000000000000000' },
  {
    code: 'D007',
    field: 'M19',
    isBroken: (r) =>
      itemIs(r, 'AI') &&
      r.visit.M19 !== undefined &&
      (!later(r.visit.M11, r.visit.M19) || r.visit.M11?.slice(0, 7) !== r.visit.M19.slice(0, 7)),
  },
  {
    code: 'D037',
    field: 'M19',
    isBroken: (r) => !itemIs(r, 'AI') && r.visit.M19 !== undefined && !later(r.visit.M49 ?? r.visit.M11, r.visit.M19),
  },
]

/** What MB1 breaks, its diagnoses aside. */
export const nhiVisitErrors = (record: NhiRecord): FieldError[] =>
  visitRules.filter((rule) => rule.isBroken(record)).map((rule) => visitError(rule.field, rule.code))
