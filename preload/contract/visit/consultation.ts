import { z } from 'zod'
import { orderLockErrors, storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { OrderProblemSchema } from '../money/pricing.ts'
import { DiagnosisSchema, OrderDraftSchema, SoapSchema } from '../orders/order.ts'
import { AlertReasonSchema, OrderAlertSchema } from '../orders/orderAlert.ts'
import { PrescriptionSchema } from '../orders/prescription.ts'
import { EncounterIdSchema, InstantSchema, IsoDateSchema } from '../words.ts'
import { VisitDetailSchema, VisitSummarySchema } from './visit.ts'

const draft = {
  encounterId: EncounterIdSchema,
  soap: SoapSchema,
  diagnoses: z.array(DiagnosisSchema).max(6),
  orders: z.array(OrderDraftSchema).max(100),
  prescription: PrescriptionSchema.exactOptional(),
  alertReasons: z.array(AlertReasonSchema).max(100).exactOptional(),
  returnOn: IsoDateSchema.exactOptional(),
  /**
   * When the draft was kept that this one was typed upon; null: none had been. Another one by now is `CONFLICT`. Left out: whoever asks
   * has no screen that could be older than the draft.
   */
  basedOn: InstantSchema.nullable().exactOptional(),
}

export const consultationChannels = {
  /** The doctor takes the patient in. `ROLLBACK_UNRESOLVED`: its serial is being given back, or may have been. */
  'consultation:start': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'ROLLBACK_UNRESOLVED', ...storeErrors],
  }),
  /**
   * Keeps what has been typed. Called while typing; never asks anything. `CONFLICT` (details.savedAt): somebody else has kept another
   * draft since, and nothing is written over it. With the professional's card out, or its PIN missing, changed orders are not kept, and
   * the error says so (with details.savedAt); notes and diagnoses are.
   */
  'consultation:save-draft': channel({
    input: z.strictObject(draft),
    output: z.strictObject({ savedAt: InstantSchema }),
    errors: ['NOT_FOUND', 'VISIT_STATE', 'CONFLICT', ...orderLockErrors, ...storeErrors],
  }),
  /** Ends the consultation: checks, prices by the rules of the visit's date, and hands over to the cashier. */
  'consultation:finish': channel({
    input: z.strictObject(draft),
    output: z.strictObject({
      /** Null when something is missing; then `problems`, `missing`, `unbillable` or `alerts` say what, and nothing has changed but the draft. */
      visit: VisitDetailSchema.nullable(),
      problems: z.array(OrderProblemSchema),
      missing: z.array(z.enum(['diagnosis'])),
      /** Codes among the diagnoses that may not be claimed on the visit's day. */
      unbillable: z.array(z.string()),
      /** Alerts that have no reason yet. */
      alerts: z.array(OrderAlertSchema),
      /** What was typed is kept under this moment, whether the visit moved on or not. */
      savedAt: InstantSchema,
    }),
    errors: ['NOT_FOUND', 'VISIT_STATE', 'CONFLICT', 'RULES_MISSING', ...orderLockErrors, ...storeErrors],
  }),
  /** Gives a patient who was taken in back to those who wait; what was typed stays. */
  'consultation:put-back': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitSummarySchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', ...storeErrors],
  }),
  /** Reopens a visit that is waiting to be paid, for the doctor to change it. */
  'consultation:reopen': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', ...storeErrors],
  }),
} as const
