import { ok, type Reply } from '../http/exchange.ts'
import { type Fields, looseText } from '../http/fields.ts'

/** Error numbers the SDK itself gives, named as the official list explains them; the NHI's own pass through. */
export const ERROR = {
  done: 0,
  notOpen: 1000,
  accessTokenMissing: 3237,
  accessTokenExpired: 3238,
  networkUnreachable: 4061,
  sameDayVisit: 5010,
  notThisPatient: 5020,
  badParameter: 6018,
  dataCentreTimeOut: 9003,
} as const

/** The number the NHI answered with; no number is no answer. */
export function codeOf(reply: Fields): number {
  const text = looseText(reply, 'statusCode')
  return /^\d+$/.test(text) ? Number(text) : ERROR.dataCentreTimeOut
}

/** An answer of the SDK: the number as text, and the buffers where there are any. */
export function sdkReply(
  code: number,
  buffers: { readonly pBuffer?: string; readonly pBufferDocID?: string } = {},
): Reply {
  return ok({ ERRORCODE: String(code), ...buffers })
}
