import type { FieldError, Upload } from '../../../../preload/contract/upload/upload.ts'

/** Where on the doctor's desk a field of the NHI's record comes from; null for what nobody types there (numbers, persons). */
export const partOfField = ({ field, orderLine }: FieldError): 'diagnosis' | 'orders' | null => {
  if (/^M(3[5-9]|4[0-3])$/.test(field)) return 'diagnosis'
  if (orderLine !== null || /^(D\d\d|MB2)$/.test(field)) return 'orders'
  // Fees and days of medication follow from the orders.
  return /^M(2\d|3[0-4]|4[45]|5[345])$/.test(field) ? 'orders' : null
}

/** What the NHI has refused of a visit as it stands: of the newest row, unless another one carries on for it. */
export const refusedFields = (uploads: readonly Upload[]): readonly FieldError[] => {
  const newest = uploads.findLast(({ target }) => target === 'nhi-upload')
  const isRefused = newest?.state === 'rejected' || newest?.state === 'quarantined'
  return isRefused && newest.replaced === null ? newest.fieldErrors : []
}
