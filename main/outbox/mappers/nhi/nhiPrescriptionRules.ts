import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { givenHereRoutes } from '../../../domain/orders/prescription.ts'
import { type PrescriptionKind, prescriptionKinds } from './nhiCodes.ts'
import { orderError, visitError } from './nhiFieldError.ts'
import type { NhiOrderFields, NhiRecord } from './nhiRecord.ts'
import type { VisitTag } from './nhiTags.ts'

interface DispensingRule {
  /** Values of M23 it holds for. */
  readonly modes: string
  readonly code: string
  /** True when the order may not be in a record with that mode. */
  readonly forbids: (order: NhiOrderFields) => boolean
}

/**
 * 處方調劑方式 (M23) × 醫令類別 (D02). Which code stands for which row is not published; D027, D044 and D045 are given to the three
 * rows in the order the sources list them (facts/nhi-card.md §4.3).
 */
const dispensingRules: readonly DispensingRule[] = [
  { modes: '06AB', code: 'D027', forbids: (order) => order.D02 === 'M' },
  { modes: '1CD', code: 'D044', forbids: (order) => order.D02 === '1' && !givenHereRoutes.has(order.D14 ?? '') },
  { modes: '2', code: 'D045', forbids: (order) => order.D02 === '1' || order.D02 === 'M' },
]

const numberOf = (value: string | undefined): number => (value === undefined ? 0 : Number(value))

const modeErrors = (record: NhiRecord): FieldError[] => {
  const { visit } = record
  const mode = visit.M23
  if (mode === undefined) return []
  const errors: FieldError[] = []
  for (const rule of dispensingRules) {
    if (!rule.modes.includes(mode)) continue
    record.orders.forEach((order, index) => {
      if (rule.forbids(order)) errors.push(orderError(record, index, 'D02', rule.code))
    })
  }
  const isReleased = '1CD'.includes(mode)
  if ((isReleased || mode === '2') && numberOf(visit.M20) !== 0) errors.push(visitError('M20', 'D036'))
  if ('EF'.includes(mode) && numberOf(visit.M20) > 1) errors.push(visitError('M20', 'D011'))
  for (const tag of ['M33', 'M34'] as const) {
    if (isReleased && numberOf(visit[tag]) !== 0) errors.push(visitError(tag, 'D043'))
  }
  return errors
}

const kinds = Object.keys(prescriptionKinds) as readonly PrescriptionKind[]

/** Every kind of prescription in the orders has its counter, and every counter its prescription. */
const counterErrors = (record: NhiRecord): FieldError[] =>
  kinds.flatMap((kind) => {
    const tag = prescriptionKinds[kind]
    const isOrdered = record.orders.some((order) => order.D04 === kind)
    const count = numberOf(record.visit[tag])
    if (isOrdered && count === 0) return [visitError(tag, 'D062')]
    return !isOrdered && count > 0 ? [visitError(tag, 'D064')] : []
  })

interface RefillRule {
  readonly kind: PrescriptionKind
  readonly fills: VisitTag
  readonly fillsCode: string
  readonly totalDays: VisitTag
  readonly totalDaysCode: string
}

/** 連續處方: two to four fills, more than 7 days in all, and a multiple of the days of one fill. */
const refillRules: readonly RefillRule[] = [
  { kind: 'C', fills: 'M26', fillsCode: 'D014', totalDays: 'M21', totalDaysCode: 'D009' },
  { kind: 'F', fills: 'M29', fillsCode: 'D017', totalDays: 'M22', totalDaysCode: 'D010' },
]

const refillErrors = (record: NhiRecord): FieldError[] =>
  refillRules.flatMap((rule) => {
    if (!record.orders.some((order) => order.D04 === rule.kind)) return []
    const fills = numberOf(record.visit[rule.fills])
    const totalDays = numberOf(record.visit[rule.totalDays])
    const days = numberOf(record.visit.M20)
    const errors: FieldError[] = []
    if (fills < 2 || fills > 4) errors.push(visitError(rule.fills, rule.fillsCode))
    if (totalDays <= 7 || (days > 0 && totalDays % days !== 0)) {
      errors.push(visitError(rule.totalDays, rule.totalDaysCode))
    }
    return errors
  })

/** What dispensing mode, kinds of prescription, fills and days break together. */
export const nhiPrescriptionErrors = (record: NhiRecord): FieldError[] => [
  ...modeErrors(record),
  ...counterErrors(record),
  ...refillErrors(record),
]
