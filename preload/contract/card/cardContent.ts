import { z } from 'zod'
import { cardActErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { CardSessionIdSchema, InstantSchema } from '../words.ts'

/** One part of what the card has: told, or why it is not. The parts are asked for one by one, and one that fails hides no other. */
const part = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('told'), value }),
    z.strictObject({ state: z.literal('missing'), error: ErrorViewSchema }),
  ])

/** A code with its names in the tables in force today; null where they don't know it. */
const NamedCodeSchema = z.strictObject({
  code: z.string(),
  nameZh: z.string().nullable(),
  nameEn: z.string().nullable(),
})

/** 最近六次就醫 as the card keeps them, newest first. */
const CardHistorySchema = z.strictObject({
  /** False where no professional card was verified: then nobody is told what the patient had. */
  withDiagnoses: z.boolean(),
  visits: z.array(
    z.strictObject({
      at: InstantSchema,
      /** 就醫類別 */
      treatmentItem: z.string(),
      /** 醫事機構代碼 */
      hospitalId: z.string(),
      visitSequenceNumber: z.string().nullable(),
      diagnoses: z.array(NamedCodeSchema),
    }),
  ),
})
export type CardHistory = z.infer<typeof CardHistorySchema>

/** 處方 on the card, newest first. Order types: 1 drug, 2 long-term drug, 3 procedure, 4 material, 5 important order. */
const CardOrderSchema = z.strictObject({
  at: InstantSchema,
  orderType: z.string(),
  order: NamedCodeSchema,
  usage: z.string(),
  days: z.number().nullable(),
  totalQuantity: z.number().nullable(),
})
export type CardOrder = z.infer<typeof CardOrderSchema>

/** 就醫累計資料 of one Gregorian year: fees in points, copayments in NT$. */
const CardYearSchema = z.strictObject({
  year: z.int(),
  visits: z.number(),
  outpatientFee: z.number(),
  inpatientFee: z.number(),
  outpatientCopayment: z.number(),
  inpatientCopayment: z.number(),
})
export type CardYear = z.infer<typeof CardYearSchema>

/** What the card has beside its holder, each part for itself. */
export const CardContentSchema = z.strictObject({
  /** 緊急聯絡電話 */
  emergencyPhone: part(z.string()),
  history: part(CardHistorySchema),
  orders: part(z.array(CardOrderSchema)),
  years: part(z.array(CardYearSchema)),
})
export type CardContent = z.infer<typeof CardContentSchema>

export const cardContentChannels = {
  /** What the authenticated card of this desk has beside its holder; asked for anew each time and kept nowhere. */
  'card:content': channel({
    input: z.strictObject({ cardSessionId: CardSessionIdSchema }),
    output: CardContentSchema,
    errors: [...cardActErrors],
  }),
} as const
