import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import type { NhiOrderFields, NhiRecord } from './nhiRecord.ts'
import type { OrderTag, VisitTag } from './nhiTags.ts'

/** Segments and header fields that an error can name besides a tag. */
type NhiErrorField = VisitTag | OrderTag | 'H01' | 'MB2'

/** An error of MB1, the header or the orders as a whole. */
export const visitError = (field: NhiErrorField, code: string): FieldError => ({ field, orderLine: null, code })

/** Line of the order table that an MB2 came from: its serial D03, or its place when it has no usable one. */
export const orderLineOf = (order: NhiOrderFields, index: number): number => {
  const line = Number(order.D03)
  return Number.isInteger(line) && line > 0 ? line : index + 1
}

/** An error of one order; `index` is its place in the record. */
export const orderError = (record: NhiRecord, index: number, field: OrderTag, code: string): FieldError => ({
  field,
  orderLine: orderLineOf(record.orders[index] ?? {}, index),
  code,
})

/** Field errors as the NHI writes them (`M44:AH01;D05[1]:AF;`), for logs and for support. */
export const fieldErrorsText = (errors: readonly FieldError[]): string =>
  errors.map(({ field, orderLine, code }) => `${field}${orderLine === null ? '' : `[${orderLine}]`}:${code};`).join('')
