import type { Result } from '../../../preload/contract/result.ts'
import { ok } from '../../../preload/contract/result.ts'
import type { VisitSerial } from '../port.ts'
import { cardNumber, either, hospitalId, matching, rocDateTime, treatmentNumber } from './fieldKinds.ts'
import { decodeLayout, type Layout, place } from './layout.ts'

/** What hisGetSeqNumber256 tells: all but the 就醫識別碼. */
export type SerialWithoutNumber = Omit<VisitSerial, 'treatmentNumber'>

const serial = {
  treatmentDateTime: place(1, 13, rocDateTime),
  // blank for treatment items that count none
  visitSequenceNumber: place(14, 17, matching(/^([0-9A-Z]{4})?$/)),
  hospitalId: place(18, 27, hospitalId),
  securitySignature: place(28, 283, matching(/^[\x20-\x7e]*[\x21-\x7e]$/)),
  samId: place(284, 295, cardNumber),
  sameDay: place(296, 296, either('Y', 'N')),
}

/** hisGetSeqNumber256. */
export const serialLayout: Layout<SerialWithoutNumber> = { name: 'hisGetSeqNumber256', length: 296, places: serial }

/** hisGetSeqNumber256N1. */
export const numberedSerialLayout: Layout<VisitSerial> = {
  name: 'hisGetSeqNumber256N1',
  length: 316,
  places: { ...serial, treatmentNumber: place(297, 316, treatmentNumber) },
}

/** hisGetTreatNumNoICCard. */
export const cardlessNumberLayout: Layout<{
  readonly treatmentDateTime: string
  readonly hospitalId: string
  readonly treatmentNumber: string
}> = {
  name: 'hisGetTreatNumNoICCard',
  length: 43,
  places: {
    treatmentDateTime: place(1, 13, rocDateTime),
    hospitalId: place(14, 23, hospitalId),
    treatmentNumber: place(24, 43, treatmentNumber),
  },
}

/** hisGetTreatNumICCard. */
export const treatmentNumberLayout: Layout<{ readonly treatmentNumber: string }> = {
  name: 'hisGetTreatNumICCard',
  length: 20,
  places: { treatmentNumber: place(1, 20, treatmentNumber) },
}

/** hisGetSeqNumber256, of control software before 5.1.5.3: the 就醫識別碼 has to be asked for apart. */
export const decodeSerial = (bytes: Uint8Array): Result<SerialWithoutNumber> => decodeLayout(serialLayout, bytes)

/** hisGetSeqNumber256N1. */
export const decodeNumberedSerial = (bytes: Uint8Array): Result<VisitSerial> =>
  decodeLayout(numberedSerialLayout, bytes)

/** hisGetTreatNumNoICCard. */
export const decodeCardlessNumber = (
  bytes: Uint8Array,
): Result<{ readonly treatmentDateTime: string; readonly treatmentNumber: string }> => {
  const reply = decodeLayout(cardlessNumberLayout, bytes)
  if (!reply.ok) return reply
  const { treatmentDateTime, treatmentNumber } = reply.value
  return ok({ treatmentDateTime, treatmentNumber })
}

/** hisGetTreatNumICCard. */
export const decodeTreatmentNumber = (bytes: Uint8Array): Result<string> => {
  const reply = decodeLayout(treatmentNumberLayout, bytes)
  return reply.ok ? ok(reply.value.treatmentNumber) : reply
}
