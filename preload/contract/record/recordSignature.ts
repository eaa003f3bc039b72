import { z } from 'zod'
import { controlErrors, nhiErrors, professionalErrors, storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema, PractitionerIdSchema } from '../words.ts'

/** A record that its doctor has not signed yet. */
export const UnsignedRecordSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  version: z.int().min(1),
  day: IsoDateSchema,
  queueNumber: z.int().min(1),
  patientName: z.string(),
  practitionerId: PractitionerIdSchema,
  practitionerName: z.string(),
  dueAt: InstantSchema,
  isLate: z.boolean(),
})
export type UnsignedRecord = z.infer<typeof UnsignedRecordSchema>

export const recordSignatureChannels = {
  /** What waits for the doctor's signature (電子病歷簽章), nearest deadline first. */
  'signature:unsigned': channel({
    input: z.strictObject({}),
    output: z.array(UnsignedRecordSchema),
    errors: [],
  }),
  /**
   * Signs these versions by the professional card that is signed in, which has to be that of the doctor who wrote them
   * (`SIGNER_DIFFERS`). One act of the card stands for all of them.
   */
  'signature:sign': channel({
    input: z.strictObject({
      records: z
        .array(z.strictObject({ encounterId: EncounterIdSchema, version: z.int().min(1) }))
        .min(1)
        .max(500),
    }),
    output: z.strictObject({
      signed: z.int(),
      /** Not signed: amended, cancelled or signed by another desk meanwhile. */
      skipped: z.int(),
    }),
    errors: ['SIGNER_DIFFERS', 'NOT_FOUND', ...professionalErrors, ...controlErrors, ...nhiErrors, ...storeErrors],
  }),
} as const
