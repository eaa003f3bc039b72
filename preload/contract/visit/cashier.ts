import { z } from 'zod'
import { cardActErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { SettlingSchema } from '../money/money.ts'
import { EncounterIdSchema, ExceptionCodeSchema, TwdSchema } from '../words.ts'
import { ExceptionChoiceSchema, ExceptionReasonSchema } from './exceptionChoice.ts'
import { VisitDetailSchema } from './visit.ts'

export const cashierChannels = {
  /**
   * Writes codes, fees and signed orders to the card, takes the money and closes the visit in one transaction. With
   * `exceptionCode` (the right column of the exception table, because a serial exists) it closes without writing the card.
   */
  'cashier:close': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      /** Cash handed over; what is too much of it is change. */
      received: TwdSchema.min(0),
      /** How the money comes, and what changes it, besides cash for what is due. */
      settling: SettlingSchema.exactOptional(),
      exceptionCode: ExceptionCodeSchema.nullable(),
      /** Why, where the code wants it in writing. */
      exceptionReason: ExceptionReasonSchema.exactOptional(),
      /** A person knows that the card keeps the fees written before (`CARD_FEES_DIFFER`). */
      keepCardFees: z.boolean().exactOptional(),
    }),
    output: VisitDetailSchema,
    errors: [
      'NOT_FOUND',
      'VISIT_STATE',
      'VISIT_INCOMPLETE',
      'PAYMENT_TOO_MUCH',
      'DISCOUNT_TOO_MUCH',
      'CARD_WRITE_UNCONFIRMED',
      'CARD_FEES_DIFFER',
      'CODE_UNKNOWN',
      'RECORD_INVALID',
      'RULES_MISSING',
      ...cardActErrors,
    ],
  }),
  /** The exception codes that fit a visit which already has its serial (right column), and the one proposed for a fault. */
  'cashier:exception-options': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, error: ErrorViewSchema.nullable() }),
    output: z.strictObject({
      codes: z.array(ExceptionChoiceSchema),
      proposed: ExceptionCodeSchema.nullable(),
    }),
    errors: ['NOT_FOUND'],
  }),
} as const
