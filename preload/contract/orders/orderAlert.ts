import { z } from 'zod'
import { IsoDateSchema } from '../words.ts'

/** What the clinic's own records, or the patient's card, say against a drug of the order table. */
export const OrderAlertSchema = z.strictObject({
  /** The same alert has the same key whatever line its drug stands on, so that a reason given once holds. */
  key: z.string().min(1).max(200),
  kind: z.enum(['allergy', 'duplicate', 'overlap']),
  /** 1-based line of the drug. */
  line: z.int().min(1),
  /** The ingredient it is about. */
  substance: z.string(),
  /** The allergy as it is written in the chart; empty for every other. */
  allergy: z.string(),
  /** The earlier line with the same ingredient; null for every other. */
  otherLine: z.int().min(1).nullable(),
  /** Where it is known from: the clinic's own records, or the drugs that the card tells of. */
  source: z.enum(['own', 'card']),
  /** Last day of an earlier supply; null for every other. */
  suppliedUntil: IsoDateSchema.nullable(),
  /** Whether the visit is finished only with a reason for it. */
  needsReason: z.boolean(),
})
export type OrderAlert = z.infer<typeof OrderAlertSchema>

/** Why a drug is given in spite of an alert; with `other` in the doctor's own words. */
export const AlertReasonSchema = z
  .strictObject({
    key: z.string().min(1).max(200),
    choice: z.enum(['needed', 'tolerated', 'dose-change', 'supply-lost', 'other']),
    words: z.string().trim().max(100),
  })
  .refine(({ choice, words }) => choice !== 'other' || words !== '', 'words')
export type AlertReason = z.infer<typeof AlertReasonSchema>
