import { z } from 'zod'

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
