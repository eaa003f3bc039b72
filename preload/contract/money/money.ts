import { z } from 'zod'
import { channel } from '../channel.ts'
import { SelfPayKindSchema } from '../desk/settings.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema, PatientIdSchema, TwdSchema } from '../words.ts'

/** Cash, credit or debit card, mobile payment. */
export const PaymentMethodSchema = z.enum(['cash', 'card', 'mobile'])
export type PaymentMethod = z.infer<typeof PaymentMethodSchema>

/** NT$ above nothing. */
const amount = z.int().min(1).max(1_000_000)
const noLess = z.int().min(0).max(1_000_000)
const words = z.string().trim().min(1).max(80)

/** How a visit is settled besides cash for what is due. */
export const SettlingSchema = z.strictObject({
  /** By card and by mobile payment; together never more than is due. */
  card: noLess,
  mobile: noLess,
  /** The patient pays the rest later. */
  owes: z.boolean(),
  /** What the patient buys besides (自費). */
  selfPay: z.array(z.strictObject({ name: words, amount, kind: SelfPayKindSchema })).max(20),
  /** Off the clinic's own amounts: registration and self-pay. */
  discount: z.strictObject({ amount, reason: words }).nullable(),
})
export type Settling = z.infer<typeof SettlingSchema>

/**
 * `due`: by the rules, when the visit was closed · `owed`: of it and what was bought, left unpaid then · `settlement`: paid of that
 * later · `owed-less`: no longer owed, because an amendment made the visit cheaper or it was cancelled · `deposit-back`: of an owed card. Nothing is ever changed or taken out: an entry is answered by another.
 */
export const MoneyKindSchema = z.enum([
  'due',
  'self-pay',
  'discount',
  'payment',
  'owed',
  'settlement',
  'owed-less',
  'refund',
  'deposit-back',
])
export type MoneyKind = z.infer<typeof MoneyKindSchema>

/** One line of a visit's book. */
export const MoneyEntrySchema = z.strictObject({
  kind: MoneyKindSchema,
  /** Null where no money moved. */
  method: PaymentMethodSchema.nullable(),
  /** NT$, above nothing; the kind tells its direction. */
  amount: TwdSchema,
  /** Cash handed over for it; null for every other. */
  tendered: TwdSchema.nullable(),
  /** What was sold, or why. */
  words: z.string().nullable(),
  /** What kind of thing was sold; null for every other entry, and for what was sold before that was kept. */
  selfPayKind: SelfPayKindSchema.nullable(),
  at: InstantSchema,
  who: z.string(),
  desk: z.string(),
})
export type MoneyEntry = z.infer<typeof MoneyEntrySchema>

/** A visit's book and what it comes to, NT$. */
export const VisitMoneySchema = z.strictObject({
  encounterId: EncounterIdSchema,
  /** Taken in all, and given back. */
  paid: TwdSchema,
  refunded: TwdSchema,
  /** Still owed. */
  owed: TwdSchema,
  /** Most that may be given back, in all and by the means it came by; a deposit comes back with the card, not so. */
  refundable: z.strictObject({ total: TwdSchema, card: TwdSchema, mobile: TwdSchema }),
  /** In the order they came. Empty for a visit that isn't closed, or was before the book was kept. */
  entries: z.array(MoneyEntrySchema),
})
export type VisitMoney = z.infer<typeof VisitMoneySchema>

/** What a closed visit still owes, NT$. */
export const DebtSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  patient: PatientSummarySchema,
  visitedOn: IsoDateSchema,
  owed: TwdSchema,
})
export type Debt = z.infer<typeof DebtSchema>

export const moneyChannels = {
  /** Everything that was charged, paid and given back for a visit. */
  'money:of-visit': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitMoneySchema,
    errors: ['NOT_FOUND'],
  }),
  /** Who owes, or what somebody owes; the oldest first, at most 200. */
  'money:debts': channel({
    input: z.strictObject({ patientId: PatientIdSchema.nullable() }),
    output: z.array(DebtSchema),
    errors: [],
  }),
  /** Takes some or all of what a closed visit owes. `PAYMENT_TOO_MUCH`: more than that by card or mobile. */
  'money:pay': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, received: noLess, card: noLess, mobile: noLess }),
    output: VisitMoneySchema,
    errors: ['NOT_FOUND', 'VISIT_INCOMPLETE', 'PAYMENT_TOO_MUCH', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /** Gives money back. Never more than was paid, nor by card or mobile more than came that way: `REFUND_TOO_MUCH`. */
  'money:refund': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, method: PaymentMethodSchema, amount, reason: words }),
    output: VisitMoneySchema,
    errors: ['NOT_FOUND', 'REFUND_TOO_MUCH', 'STORE_FULL', 'STORE_BUSY'],
  }),
} as const

export const moneyEvents = {
  /** Money came, went, or was counted; ask again. */
  'money:changed': z.strictObject({}),
} as const
