import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { DiagnosisSchema, OrderDraftSchema, SoapSchema } from '../orders/order.ts'
import { AlertReasonSchema } from '../orders/orderAlert.ts'
import { PrescriptionSchema } from '../orders/prescription.ts'
import { VitalChangeSchema, vitalKinds } from '../visit/vitals.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema } from '../words.ts'

const visit = z.strictObject({ encounterId: EncounterIdSchema })

/** An amendment (更正) as a person is writing it: nothing of it stands in the record before it is submitted. */
export const AmendmentDraftSchema = z.strictObject({
  /** The version of the visit that it was typed upon. */
  fromVersion: z.int().min(1),
  /** Why; empty while nobody has said it. */
  reason: z.string().max(200),
  soap: SoapSchema,
  diagnoses: z.array(DiagnosisSchema).max(6),
  orders: z.array(OrderDraftSchema).max(100),
  prescription: PrescriptionSchema.exactOptional(),
  alertReasons: z.array(AlertReasonSchema).max(100).exactOptional(),
  returnOn: IsoDateSchema.exactOptional(),
  vitals: z.array(VitalChangeSchema).max(vitalKinds.length),
})
export type AmendmentDraft = z.infer<typeof AmendmentDraftSchema>

/** An amendment that was begun and neither submitted nor let go. */
export const KeptAmendmentSchema = AmendmentDraftSchema.extend({ savedAt: InstantSchema, savedBy: z.string() })
export type KeptAmendment = z.infer<typeof KeptAmendmentSchema>

/** Of which visit an amendment was begun, and by whom and when it was last kept. */
export const BegunAmendmentSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  day: IsoDateSchema,
  queueNumber: z.int().min(1),
  patientName: z.string(),
  savedAt: InstantSchema,
  savedBy: z.string(),
})
export type BegunAmendment = z.infer<typeof BegunAmendmentSchema>

export const amendmentDraftChannels = {
  /** The amendments that were begun and neither submitted nor let go, of whatever day; the one longest untouched first. */
  'amendment:begun': channel({ input: z.strictObject({}), output: z.array(BegunAmendmentSchema), errors: [] }),
  /** The amendment that was begun for a visit; null where there is none. */
  'amendment:kept': channel({ input: visit, output: KeptAmendmentSchema.nullable(), errors: [] }),
  /**
   * Keeps an amendment as far as it is typed; judges nothing. `basedOn`: the moment of the kept one it was typed upon, null for none.
   * `CONFLICT`: somebody else has kept another since (details.savedAt), or the visit has another version (details.version); nothing is
   * written over it.
   */
  'amendment:keep': channel({
    input: AmendmentDraftSchema.extend({ encounterId: EncounterIdSchema, basedOn: InstantSchema.nullable() }),
    output: z.strictObject({ savedAt: InstantSchema }),
    errors: ['NOT_FOUND', 'VISIT_STATE', 'CONFLICT', ...storeErrors],
  }),
  /** Forgets the amendment that was begun; that there is none is what was wanted. */
  'amendment:let-go': channel({ input: visit, output: z.strictObject({}), errors: storeErrors }),
} as const
