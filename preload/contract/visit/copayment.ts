import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { CopaymentCodeSchema, EncounterIdSchema, TwdSchema } from '../words.ts'
import { VisitDetailSchema } from './visit.ts'

export const copaymentChannels = {
  /** The 部分負擔代號 that may be chosen for a visit on its day; the one it has is among them. */
  'copayment:choices': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: z.array(z.strictObject({ code: CopaymentCodeSchema, name: z.string(), amount: TwdSchema.nullable() })),
    errors: ['NOT_FOUND'],
  }),
  /**
   * Gives a visit another 部分負擔代號 than it was registered under, before its consultation or before it is paid; then its price follows.
   * `VISIT_STATE`: elsewhere, or its card is being written at this moment. `CONFLICT`: somebody else has changed the visit meanwhile.
   */
  'copayment:change': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, copaymentCode: CopaymentCodeSchema }),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'CONFLICT', 'CODE_UNKNOWN', 'RULES_MISSING', ...storeErrors],
  }),
} as const
