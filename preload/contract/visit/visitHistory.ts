import { z } from 'zod'
import { channel } from '../channel.ts'
import { DiagnosisSchema, OrderDraftSchema, SoapSchema } from '../orders/order.ts'
import { AlertReasonSchema } from '../orders/orderAlert.ts'
import { EncounterIdSchema, IsoDateSchema } from '../words.ts'
import { VitalReadingSchema } from './vitals.ts'

/** An earlier visit at this clinic, as it stands now. */
export const PastEntrySchema = z.strictObject({
  encounterId: EncounterIdSchema,
  visitedOn: IsoDateSchema,
  practitionerName: z.string(),
  /** `cancelled`: it was closed, and taken back later. */
  state: z.enum(['closed', 'cancelled']),
  /** More than 1: it was amended or made good, and `amendment:versions` has what it was. */
  version: z.int().min(1),
  diagnoses: z.array(DiagnosisSchema),
  orders: z.array(
    OrderDraftSchema.extend({
      name: z.string(),
      /** Days for which the drug still lasts, the visit's day that asks included; 0: used up; null: it has no days. */
      daysLeft: z.int().min(0).nullable(),
    }),
  ),
  soap: SoapSchema,
  /** Why alerts about its drugs were overridden. */
  alertReasons: z.array(AlertReasonSchema),
  /** 回診日 */
  returnOn: IsoDateSchema.nullable(),
  vitals: z.array(VitalReadingSchema),
})
export type PastEntry = z.infer<typeof PastEntrySchema>

export const visitHistoryChannels = {
  /**
   * Earlier visits of the patient of a visit (all charts of that person), newest first, page by page: `after` is the last one of the
   * page before. `text` is looked for in diagnoses, orders and notes; empty finds all.
   */
  'visit:history': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      text: z.string().trim().max(60),
      after: EncounterIdSchema.nullable(),
      limit: z.int().min(1).max(50),
    }),
    output: z.strictObject({ entries: z.array(PastEntrySchema), hasMore: z.boolean() }),
    errors: ['NOT_FOUND'],
  }),
} as const
