import { ok, type Result } from '../../../preload/contract/result.ts'
import { cardNumber, freeText, hospitalId, matching, rocDateTime } from './fieldKinds.ts'
import { decodeLayout, type Layout, place } from './layout.ts'

/** A layout of one field that fills the buffer. */
const single = <T>(
  name: string,
  length: number,
  kind: Parameters<typeof place<T>>[2],
): Layout<{ readonly value: T }> => ({
  name,
  length,
  places: { value: place(1, length, kind) },
})

/** csGetDateTime: the reader's clock. */
export const dateTimeLayout = single('csGetDateTime', 13, rocDateTime)
/** hisGetEmergentTel. */
export const emergencyPhoneLayout = single('hisGetEmergentTel', 14, freeText)
/** csGetHospID. */
export const hospitalIdLayout = single('csGetHospID', 10, hospitalId)
/** csGetCardNo. */
export const cardNumberLayout = single('csGetCardNo', 12, cardNumber)

const moment = matching(/^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d){2}$/)

/** What the data centre says when it has a file; moments `yyyyMMddHHmmss`, Taipei. */
export interface UploadReply {
  readonly samId: string
  readonly hospitalId: string
  readonly uploadedAt: string
  readonly receivedAt: string
}

/** csUploadData. */
export const uploadReplyLayout: Layout<UploadReply> = {
  name: 'csUploadData',
  length: 50,
  places: {
    samId: place(1, 12, cardNumber),
    hospitalId: place(13, 22, hospitalId),
    uploadedAt: place(23, 36, moment),
    receivedAt: place(37, 50, moment),
  },
}

const soleValue = <T>(layout: Layout<{ readonly value: T }>, bytes: Uint8Array): Result<T> => {
  const reply = decodeLayout(layout, bytes)
  return reply.ok ? ok(reply.value.value) : reply
}

/** csGetDateTime: 民國 `yyyMMddHHmmss`. */
export const decodeDateTime = (bytes: Uint8Array): Result<string> => soleValue(dateTimeLayout, bytes)
/** hisGetEmergentTel; empty where the card has none. */
export const decodeEmergencyPhone = (bytes: Uint8Array): Result<string> => soleValue(emergencyPhoneLayout, bytes)
/** csGetHospID: 醫事機構代碼 of the SAM. */
export const decodeHospitalId = (bytes: Uint8Array): Result<string> => soleValue(hospitalIdLayout, bytes)
/** csGetCardNo of SAM, patient card or professional card. */
export const decodeCardNumber = (bytes: Uint8Array): Result<string> => soleValue(cardNumberLayout, bytes)
/** csUploadData. */
export const decodeUploadReply = (bytes: Uint8Array): Result<UploadReply> => decodeLayout(uploadReplyLayout, bytes)
