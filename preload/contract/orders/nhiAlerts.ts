import { z } from 'zod'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { EncounterIdSchema, InstantSchema } from '../words.ts'

/** An alert of the NHI's decision support about one drug, in the NHI's own words. */
export const NhiAlertSchema = z.strictObject({
  kind: z.enum(['interaction', 'duplicate', 'allergy', 'renal']),
  /** Code of the drug it is about. */
  code: z.string(),
  effect: z.string(),
  mechanism: z.string(),
  management: z.string(),
  /** The drugs that others supplied which it stands on. */
  elsewhere: z.array(
    z.strictObject({
      hospital: z.string(),
      /** `YYYY-MM-DD`; null where the answer gives none that can be read. */
      suppliedOn: z.string().nullable(),
      drug: z.string(),
    }),
  ),
})
export type NhiAlert = z.infer<typeof NhiAlertSchema>

export const nhiAlertChannels = {
  /** Asks the NHI now (three cards) what it says against these drugs for the patient of the visit. */
  'consultation:nhi-alerts': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      codes: z.array(z.string().min(1).max(20)).min(1).max(200),
    }),
    output: z.strictObject({
      /** Null where the NHI was not asked, or gave no answer. */
      askedAt: InstantSchema.nullable(),
      alerts: z.array(NhiAlertSchema),
      /** Why there is no answer; null where there is one. */
      fault: ErrorViewSchema.nullable(),
    }),
    errors: ['NOT_FOUND'],
  }),
} as const
