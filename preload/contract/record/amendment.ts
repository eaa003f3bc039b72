import { z } from 'zod'
import { cardActErrors, storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { OrderProblemSchema } from '../money/pricing.ts'
import { DiagnosisSchema, OrderDraftSchema, SoapSchema } from '../orders/order.ts'
import { AlertReasonSchema, OrderAlertSchema } from '../orders/orderAlert.ts'
import { PrescriptionSchema } from '../orders/prescription.ts'
import { VisitDetailSchema } from '../visit/visit.ts'
import { VitalChangeSchema, vitalKinds } from '../visit/vitals.ts'
import { CopaymentCodeSchema, EncounterIdSchema, InstantSchema, IsoDateSchema, TwdSchema } from '../words.ts'

/** One thing that differs between two versions of a visit. Texts as they stood; null where there was or is nothing. */
export const VisitChangeSchema = z.strictObject({
  part: z.enum([
    'subjective',
    'objective',
    'assessment',
    'plan',
    'diagnosis',
    'order',
    'prescription',
    'return-on',
    'vital-sign',
    'copayment',
    'amount',
  ]),
  /** 1-based place of a diagnosis or an order; null for everything else. A prescription is told by its words, see `prescriptionWords`. */
  line: z.int().min(1).nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type VisitChange = z.infer<typeof VisitChangeSchema>

/** A version of a visit that is no more, with what the next one, or its cancellation, changed. */
export const VisitVersionSchema = z.strictObject({
  version: z.int().min(1),
  endedAs: z.enum(['amended', 'cancelled']),
  endedAt: InstantSchema,
  endedBy: z.string(),
  reason: z.string(),
  /** NT$ the patient has to pay on top; negative: to get back. */
  difference: TwdSchema,
  soap: SoapSchema,
  diagnoses: z.array(DiagnosisSchema),
  orders: z.array(OrderDraftSchema.extend({ name: z.string() })),
  amountDue: TwdSchema,
  changes: z.array(VisitChangeSchema),
})
export type VisitVersion = z.infer<typeof VisitVersionSchema>

const vitalChanges = z.array(VitalChangeSchema).max(vitalKinds.length)

const amended = {
  encounterId: EncounterIdSchema,
  /** The version that was looked at; another one by now is `CONFLICT`. */
  fromVersion: z.int().min(1),
  /** Why, in a person's words: it stays with the earlier version. */
  reason: z.string().trim().min(1).max(200),
}

export const amendmentChannels = {
  /**
   * Amends a closed visit (更正): the earlier version stays to be seen, and the record goes out again as the same record, behind its
   * predecessor. Orders that the card has not signed yet want the card that the visit stands on.
   */
  'amendment:amend': channel({
    input: z.strictObject({
      ...amended,
      soap: SoapSchema,
      diagnoses: z.array(DiagnosisSchema).max(6),
      orders: z.array(OrderDraftSchema).max(100),
      prescription: PrescriptionSchema.exactOptional(),
      alertReasons: z.array(AlertReasonSchema).max(100).exactOptional(),
      returnOn: IsoDateSchema.exactOptional(),
      /** 部分負擔代號, where it was registered under a wrong one; left out: it stays. */
      copaymentCode: CopaymentCodeSchema.exactOptional(),
      /** What was measured and has to be written otherwise; left out: nothing. */
      vitals: vitalChanges.exactOptional(),
    }),
    output: z.strictObject({
      /** Null when something is missing; then `problems`, `missing`, `unbillable` or `alerts` say what, and nothing has changed. */
      visit: VisitDetailSchema.nullable(),
      problems: z.array(OrderProblemSchema),
      missing: z.array(z.enum(['diagnosis'])),
      /** Codes among the diagnoses that may not be claimed on the visit's day. */
      unbillable: z.array(z.string()),
      /** Alerts that the visit didn't raise before, and that have no reason yet. */
      alerts: z.array(OrderAlertSchema),
    }),
    errors: [
      'NOT_FOUND',
      'VISIT_STATE',
      'VISIT_INCOMPLETE',
      'CONFLICT',
      'CARD_WRITE_UNCONFIRMED',
      'CODE_UNKNOWN',
      'RECORD_INVALID',
      'RULES_MISSING',
      ...cardActErrors,
    ],
  }),
  /** Cancels a closed visit (取消): what may be at the NHI is deleted there, what was never sent is taken back. */
  'amendment:cancel': channel({
    input: z.strictObject(amended),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'CONFLICT', 'CODE_UNKNOWN', ...storeErrors],
  }),
  /**
   * Cancels the 慢性病連續處方箋 of a closed visit (註銷), the visit itself stays: the NHI and the clinic cloud are told behind the record.
   * `VISIT_STATE` with details.refill: it can't be, see `RefillCancellationSchema`.
   */
  'amendment:cancel-refill': channel({
    input: z.strictObject(amended),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'CONFLICT', 'CODE_UNKNOWN', 'RECORD_INVALID', ...storeErrors],
  }),
  /** The earlier versions of a visit, newest first. */
  'amendment:versions': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: z.array(VisitVersionSchema),
    errors: ['NOT_FOUND'],
  }),
} as const
