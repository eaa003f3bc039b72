import { isValidRocDate } from '../../../../preload/contract/patient/rocDate.ts'
import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { big5Length, toBig5Text } from './big5.ts'
import { orderError, visitError } from './nhiFieldError.ts'
import type { NhiRecord } from './nhiRecord.ts'
import { type NhiTagForm, orderTagShape, orderTags, visitTagShape, visitTags } from './nhiTags.ts'

const isRocDateTime = (value: string): boolean =>
  /^\d{7}([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(value) && isValidRocDate(value.slice(0, 7))

/**
 * A `code` holds none of XML's characters: they would be sent as full-width forms, and a number or signature that is changed on
 * its way is another one.
 */
const hasForm: Readonly<Record<NhiTagForm, (value: string) => boolean>> = {
  code: (value) => /^[!#$%(-;=?-~]+$/.test(value),
  digits: (value) => /^\d+$/.test(value),
  decimal: (value) => /^\d{1,5}\.\d$/.test(value),
  date: isValidRocDate,
  datetime: isRocDateTime,
  text: () => true,
}

const shapeCode = (value: string, shape: ReturnType<typeof visitTagShape>): 'AB' | 'AC' | null => {
  // A text as it is sent: an ampersand, for one, becomes a full-width one of two bytes.
  const length = big5Length(shape.form === 'text' ? toBig5Text(value).text : value)
  if (length > shape.width || (shape.exact === true && length !== shape.width)) return 'AC'
  return hasForm[shape.form](value) ? null : 'AB'
}

/** Type (AB) and length (AC) of every value that is there. */
export const nhiShapeErrors = (record: NhiRecord): FieldError[] => {
  const errors: FieldError[] = []
  for (const tag of visitTags) {
    const value = record.visit[tag]
    const code = value === undefined ? null : shapeCode(value, visitTagShape(tag))
    if (code !== null) errors.push(visitError(tag, code))
  }
  record.orders.forEach((order, index) => {
    for (const tag of orderTags) {
      const value = order[tag]
      const code = value === undefined ? null : shapeCode(value, orderTagShape(tag))
      if (code !== null) errors.push(orderError(record, index, tag, code))
    }
  })
  return errors
}
