import { z } from 'zod'
import { channel } from '../channel.ts'
import { SelfPayKindSchema } from '../desk/settings.ts'
import { InstantSchema, TwdSchema } from '../words.ts'
import { PaymentMethodSchema } from './money.ts'

/** Notes and coins in circulation, NT$. */
export const denominations = ['2000', '1000', '500', '200', '100', '50', '20', '10', '5', '1'] as const
export type Denomination = (typeof denominations)[number]

/** How many of each note and coin; one left out is none. */
export const CashCountsSchema = z.partialRecord(z.enum(denominations), z.int().min(0).max(100_000))
export type CashCounts = z.infer<typeof CashCountsSchema>

/** A desk's drawer from its opening to its counting. */
export const ShiftSchema = z.strictObject({
  desk: z.string(),
  /** Counted for each desk from 1. */
  shift: z.int().min(1),
  /** Null while it is not opened: what was taken since the last closing already belongs to it. */
  opened: z.strictObject({ at: InstantSchema, who: z.string(), float: TwdSchema }).nullable(),
  /** What moved, by kind and way of payment. */
  totals: z.array(
    z.strictObject({
      kind: z.enum(['payment', 'settlement', 'refund', 'deposit-back']),
      method: PaymentMethodSchema,
      count: z.int().min(1),
      amount: TwdSchema,
    }),
  ),
  /** Left unpaid, and let off, in the shift. */
  owed: TwdSchema,
  /** What debts fell in the shift because an amendment made a visit cheaper or it was cancelled, whenever they were made. */
  owedLess: TwdSchema,
  discounts: TwdSchema,
  /** What was sold besides (自費), by kind; null for what is of no known kind. */
  selfPay: z.array(z.strictObject({ kind: SelfPayKindSchema.nullable(), count: z.int().min(1), amount: TwdSchema })),
  /** Cash that should lie in the drawer: float, and what came less what went. */
  expected: TwdSchema,
  closed: z
    .strictObject({
      at: InstantSchema,
      who: z.string(),
      counted: TwdSchema,
      counts: CashCountsSchema,
      /** Why it differs; null where it doesn't. */
      reason: z.string().nullable(),
    })
    .nullable(),
})
export type Shift = z.infer<typeof ShiftSchema>

export const drawerChannels = {
  /** The shift of this desk that is open, or will be opened next. */
  'drawer:current': channel({ input: z.strictObject({}), output: ShiftSchema, errors: [] }),
  /** The last thirty closed shifts of this desk, newest first. */
  'drawer:reports': channel({ input: z.strictObject({}), output: z.array(ShiftSchema), errors: [] }),
  /** Opens the shift with the change that lies in the drawer; what was taken before is not part of it. */
  'drawer:open': channel({
    input: z.strictObject({ float: z.int().min(0).max(1_000_000) }),
    output: ShiftSchema,
    errors: ['DRAWER_OPEN_ALREADY', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /**
   * Closes the shift with the counted cash. `DRAWER_DIFFERENCE`: it is not what was expected, and no reason is given. `CONFLICT`:
   * money has moved since the person was shown `expected`.
   */
  'drawer:close': channel({
    input: z.strictObject({
      expected: TwdSchema,
      counts: CashCountsSchema,
      reason: z.string().trim().min(1).max(80).nullable(),
    }),
    output: ShiftSchema,
    errors: ['DRAWER_NOT_OPEN', 'DRAWER_DIFFERENCE', 'CONFLICT', 'STORE_FULL', 'STORE_BUSY'],
  }),
} as const
