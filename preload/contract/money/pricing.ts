import { z } from 'zod'
import { channel } from '../channel.ts'
import { OrderDraftSchema, OrderKindSchema } from '../orders/order.ts'
import { OrderAlertSchema } from '../orders/orderAlert.ts'
import { PrescriptionSchema } from '../orders/prescription.ts'
import { EncounterIdSchema, IsoDateSchema, PointsSchema, TwdSchema } from '../words.ts'

/** The rule that made an amount, to be unfolded under it. */
export const RuleReferenceSchema = z.strictObject({
  /** Id of the rule in resources/rules. */
  rule: z.string(),
  /** Its official name and article (條文). */
  title: z.string(),
  effectiveFrom: IsoDateSchema,
  /** Edition of the table it stands in. Prices from before this was kept have neither. */
  edition: z.string().exactOptional(),
  /** The document it was taken from, and what is uncertain about it. */
  origin: z.string().exactOptional(),
})
export type RuleReference = z.infer<typeof RuleReferenceSchema>

/** One line of what the NHI is charged: an order, or a fee that the rules add. */
export const PricedLineSchema = z.strictObject({
  /** 1-based line of the order table; 0 for fees the rules add (examination, dispensing). */
  line: z.int().min(0),
  kind: z.union([OrderKindSchema, z.enum(['examination', 'dispensing'])]),
  code: z.string(),
  name: z.string(),
  quantity: z.number(),
  /** Points of one, up to two decimals. */
  unitPoints: z.number(),
  points: PointsSchema,
  rule: RuleReferenceSchema,
  /** Rules that changed the points of one (加成), besides the one that gave them. */
  additions: z.array(RuleReferenceSchema).exactOptional(),
  /** The place in the doctor's month by which the tier of an examination fee was chosen, until the month's end settles it. */
  tier: z.strictObject({ visits: z.int().min(1), days: z.int().min(1), perDay: z.int().min(1) }).exactOptional(),
})
export type PricedLine = z.infer<typeof PricedLineSchema>

/** One amount the patient pays (or is let off), with its reason. */
export const PatientChargeSchema = z.strictObject({
  kind: z.enum(['registration-fee', 'copayment-basic', 'copayment-drug', 'card-deposit']),
  amount: TwdSchema,
  rule: RuleReferenceSchema,
  /** Drug points that chose the step. */
  points: PointsSchema.exactOptional(),
  /** What somebody without a reason to be let off would pay, where that is more. */
  ordinarily: TwdSchema.exactOptional(),
})
export type PatientCharge = z.infer<typeof PatientChargeSchema>

/**
 * The line of the official receipt that a charge belongs on: 復健部分負擔 of a later visit of a course of rehabilitation has its own, and
 * the rule that made the amount tells it.
 */
export const chargeLineOf = ({ kind, rule }: PatientCharge): PatientCharge['kind'] | 'copayment-rehabilitation' =>
  kind === 'copayment-basic' && rule.rule === 'copayment-cases.rehabilitation-course'
    ? 'copayment-rehabilitation'
    : kind

/**
 * What a visit costs: points the NHI is charged, by kind and in all, and NT$ the patient pays, each with its rule. The
 * totals are the sums of the lines.
 */
export const PriceSchema = z.strictObject({
  lines: z.array(PricedLineSchema),
  drugPoints: PointsSchema,
  procedurePoints: PointsSchema,
  materialPoints: PointsSchema,
  examinationPoints: PointsSchema,
  dispensingPoints: PointsSchema,
  totalPoints: PointsSchema,
  copaymentCode: z.string().length(3),
  copaymentBasic: TwdSchema,
  copaymentDrug: TwdSchema,
  charges: z.array(PatientChargeSchema),
  /** What the patient owes now, NT$. */
  amountDue: TwdSchema,
  /** Days of medication, the longest line. */
  medicationDays: z.int().min(0),
  /** What the drugs would be by the daily rate (日劑藥費), for the claim that may choose it; absent where it may not. */
  dailyDrugFee: PricedLineSchema.exactOptional(),
  /** 行政協助部分負擔 (claim field d43): what an agency pays in the patient's place; absent where none does. */
  waivedCopayment: TwdSchema.exactOptional(),
})
export type Price = z.infer<typeof PriceSchema>

/** What keeps an order table from being priced, at its row or in how it is prescribed. */
export const OrderProblemSchema = z.strictObject({
  /** 1-based; 0 for the prescription as a whole. */
  line: z.int().min(0),
  field: z.enum(['code', 'dose', 'frequency', 'route', 'days', 'quantity', 'site', 'prescription']),
  /** Translation key under `order.problem`. */
  problem: z.enum([
    'required',
    'unknown-code',
    'not-in-force',
    'quantity-needed',
    'out-of-range',
    'general-too-long',
    'chronic-too-long',
    'own-sheet',
    'refill-days-needed',
    'refill-days-too-many',
    'refill-total-too-many',
    'refill-total-too-few',
    'refill-dispensings',
    'refill-without-drugs',
    'refill-not-open',
    'refill-too-early',
    'refill-lapsed',
    'refill-elsewhere',
    'whole-amount-released',
    'pharmacist-needed',
  ]),
})
export type OrderProblem = z.infer<typeof OrderProblemSchema>

export const pricingChannels = {
  /** Prices the order table as it stands, for the foot of the doctor's screen. Stores nothing. */
  'pricing:preview': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      orders: z.array(OrderDraftSchema).max(100),
      prescription: PrescriptionSchema.exactOptional(),
    }),
    output: z.strictObject({
      /** Null while there are problems. */
      price: PriceSchema.nullable(),
      problems: z.array(OrderProblemSchema),
      /** Quantity by line, as the rule gives it; null where it has to be typed. */
      quantities: z.array(z.number().nullable()),
      alerts: z.array(OrderAlertSchema),
      /** 1-based lines of drugs whose ingredient isn't known: nothing can be said of them. */
      unknownIngredients: z.array(z.int().min(1)),
      /** Allergies of the chart that no drug was held against, because nothing in their words is known. */
      unknownAllergies: z.array(z.string()),
    }),
    errors: ['NOT_FOUND', 'RULES_MISSING'],
  }),
} as const
