import { z } from 'zod'
import type { VisitSerial } from '../../../native/nhi-control/port.ts'
import { CardMediumSchema } from '../../../preload/contract/card/cardMedium.ts'

/**
 * A serial as the journal and the visit keep it. A serial that was found again on the card after a lost answer has no security
 * signature: the visit then goes out as an exception.
 */
export const StoredSerialSchema = z.strictObject({
  treatmentDateTime: z.string().length(13),
  visitSequenceNumber: z.string().nullable(),
  treatmentNumber: z.string().nullable(),
  securitySignature: z.string().nullable(),
  samId: z.string().nullable(),
  hospitalId: z.string().nullable(),
  sameDay: z.boolean(),
})
export type StoredSerial = z.infer<typeof StoredSerialSchema>

/** What was asked for, as the journal keeps it. */
export const SerialIntentSchema = z.object({
  treatmentItem: z.string(),
  cardNumber: z.string(),
  /** Missing in entries from before there were virtual cards. */
  medium: CardMediumSchema.default('plastic'),
  /** Whether a server had told the time when it was written down. Missing in entries from before this was kept. */
  isClockKnown: z.boolean().default(false),
})

/** The NHI's answer in the journal's words. */
export const storedSerial = (serial: VisitSerial): StoredSerial => ({
  treatmentDateTime: serial.treatmentDateTime,
  visitSequenceNumber: serial.visitSequenceNumber === '' ? null : serial.visitSequenceNumber,
  treatmentNumber: serial.treatmentNumber,
  securitySignature: serial.securitySignature,
  samId: serial.samId,
  hospitalId: serial.hospitalId,
  sameDay: serial.sameDay,
})
