import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { markCodes, orderTypes, prescriptionKinds, virtualOrderCodes } from './nhiCodes.ts'
import { orderError } from './nhiFieldError.ts'
import type { NhiOrderFields, NhiRecord } from './nhiRecord.ts'
import type { OrderTag } from './nhiTags.ts'

interface OrderRule {
  readonly code: string
  readonly field: OrderTag
  /** True when the order breaks the rule. */
  readonly isBroken: (order: NhiOrderFields, record: NhiRecord) => boolean
}

/** A drug of the master list, given here (1) or released (M). */
const isDrug = (order: NhiOrderFields): boolean => order.D02 === '1' || order.D02 === 'M'

const isDays = (value: string | undefined): boolean =>
  value !== undefined && /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 90

/** Rules on one MB2. Source: facts/nhi-card.md §4.3. */
const orderRules: readonly OrderRule[] = [
  { code: 'BE', field: 'D01', isBroken: (order, { visit }) => order.D01 !== undefined && order.D01 !== visit.M11 },
  { code: 'D000', field: 'D02', isBroken: (order) => order.D02 !== undefined && !orderTypes.has(order.D02) },
  { code: 'D028', field: 'D03', isBroken: (order) => order.D03 === '000' },
  { code: 'AD', field: 'D04', isBroken: (order) => order.D04 !== undefined && !(order.D04 in prescriptionKinds) },
  {
    code: '19',
    field: 'D02',
    isBroken: (order) => virtualOrderCodes.has(order.D06 ?? '') && order.D02 !== 'G',
  },
  { code: '23', field: 'D06', isBroken: (order) => order.D02 === 'G' && !markCodes.has(order.D06 ?? '') },
  {
    // The whole table is not published; these two contradict the meaning of their own values (D02 = M: released, 1: given here).
    code: 'D047',
    field: 'D05',
    isBroken: (order) => (order.D02 === 'M' && order.D05 === '0') || (order.D02 === '1' && order.D05 === '1'),
  },
  { code: 'D029', field: 'D08', isBroken: (order) => isDrug(order) && order.D08 === undefined },
  { code: 'D040', field: 'D09', isBroken: (order) => isDrug(order) && !isDays(order.D09) },
  {
    // Not for drugs given here from a released prescription: there M20 has to be 0 (D036).
    code: 'D041',
    field: 'D09',
    isBroken: (order, { visit }) =>
      order.D02 === '1' &&
      !'1CD'.includes(visit.M23 ?? '0') &&
      isDays(order.D09) &&
      Number(order.D09) > Number(visit.M20 ?? '0'),
  },
  { code: 'AA04', field: 'D10', isBroken: (order) => isDrug(order) && Number(order.D10 ?? '0') <= 0 },
]

const repeatedSerials = (record: NhiRecord): FieldError[] => {
  const seen = new Set<string>()
  return record.orders.flatMap((order, index) => {
    if (order.D03 === undefined) return []
    if (seen.has(order.D03)) return [orderError(record, index, 'D03', 'D028')]
    seen.add(order.D03)
    return []
  })
}

/** What the orders break, each by itself and against the visit. */
export const nhiOrderErrors = (record: NhiRecord): FieldError[] => [
  ...record.orders.flatMap((order, index) =>
    orderRules
      .filter((rule) => rule.isBroken(order, record))
      .map((rule) => orderError(record, index, rule.field, rule.code)),
  ),
  ...repeatedSerials(record),
]
