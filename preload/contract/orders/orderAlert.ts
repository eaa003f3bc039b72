import { z } from 'zod'
import { IsoDateSchema } from '../words.ts'

const AlertKindSchema = z.enum(['allergy', 'duplicate', 'overlap'])
/** Beside those, what the NHI's own decision support says. */
const AlertTopicKindSchema = z.enum([
  ...AlertKindSchema.options,
  'nhi-interaction',
  'nhi-duplicate',
  'nhi-allergy',
  'nhi-renal',
])

/**
 * What an alert is about, which its key is made of. `detail`: the allergy, the other drug's code, the last day of the supply, or the
 * effect in the NHI's words.
 */
export interface AlertTopic {
  readonly kind: z.infer<typeof AlertTopicKindSchema>
  readonly code: string
  readonly substance: string
  readonly detail: string
}

const longestKey = 200

/** Names an alert, by what it is about; cut off where it would be too long to be kept. */
export const alertKey = ({ kind, code, substance, detail }: AlertTopic): string =>
  [kind, code, substance.replaceAll(':', ' '), detail].join(':').slice(0, longestKey)

/** What a kept reason is about: of its alert only the key stands in the record. */
export const alertOfKey = (key: string): AlertTopic => {
  const [kind = '', code = '', substance = '', ...detail] = key.split(':')
  return { kind: AlertTopicKindSchema.catch('allergy').parse(kind), code, substance, detail: detail.join(':') }
}

/** What the clinic's own records, or the patient's card, say against a drug of the order table. */
export const OrderAlertSchema = z.strictObject({
  /** The same alert has the same key whatever line its drug stands on, so that a reason given once holds. */
  key: z.string().min(1).max(longestKey),
  kind: AlertKindSchema,
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

/** Why a drug is given in spite of an alert, as far as it is typed; with `other` in the doctor's own words. */
export const AlertReasonSchema = z.strictObject({
  key: z.string().min(1).max(longestKey),
  choice: z.enum(['needed', 'tolerated', 'dose-change', 'supply-lost', 'other']),
  words: z.string().trim().max(100),
})
export type AlertReason = z.infer<typeof AlertReasonSchema>

/** Whether it says why: `other` does by its words only. A draft keeps it in any case. */
export const saysWhy = ({ choice, words }: AlertReason): boolean => choice !== 'other' || words.trim() !== ''
