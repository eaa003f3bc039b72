import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { visitError } from './nhiFieldError.ts'
import type { NhiRecord } from './nhiRecord.ts'

/** 就醫類別 in which a refill prescription is dispensed rather than written. */
const dispensingItems: ReadonlySet<string> = new Set(['AE', 'AF'])
/** 處方種類 (D04) that are dispensed again and again. */
const refillKinds: ReadonlySet<string> = new Set(['C', 'F'])

/**
 * What a record breaks by its kind alone. A cancellation of a refill prescription (H01 = C) without one has nothing to cancel (D001),
 * and none can be made by who dispenses it (D053). Source: facts/nhi-card.md §4.3.
 */
export const nhiKindErrors = ({ H01, visit, orders }: NhiRecord): FieldError[] => {
  if (H01 !== 'C') return []
  const hasRefill = orders.some((order) => refillKinds.has(order.D04 ?? ''))
  return [
    ...(hasRefill ? [] : [visitError('H01', 'D001')]),
    ...(dispensingItems.has(visit.M07 ?? '') ? [visitError('H01', 'D053')] : []),
  ]
}
