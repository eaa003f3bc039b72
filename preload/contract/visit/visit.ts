import { z } from 'zod'
import { CardMediumSchema, DelegateSchema } from '../card/cardMedium.ts'
import { channel } from '../channel.ts'
import { PriceSchema } from '../money/pricing.ts'
import { DiagnosisSchema, OrderDraftSchema, SoapSchema } from '../orders/order.ts'
import { AlertReasonSchema } from '../orders/orderAlert.ts'
import { PrescriptionSchema, RefillCancellationSchema } from '../orders/prescription.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import { UploadSchema } from '../upload/upload.ts'
import {
  CopaymentCodeSchema,
  EncounterIdSchema,
  ExceptionCodeSchema,
  InstantSchema,
  IsoDateSchema,
  PractitionerIdSchema,
  SessionSchema,
  TreatmentItemSchema,
  TwdSchema,
} from '../words.ts'
import { AttendanceSchema, ConsentSchema } from './attendance.ts'

/** Where the visit stands at the desks. Card write and uploads are facts of their own. */
export const VisitStateSchema = z.enum(['waiting', 'in-consultation', 'to-pay', 'closed', 'cancelled'])
export type VisitState = z.infer<typeof VisitStateSchema>

/** `unconfirmed`: a reply was lost, so it is not known whether the card was written. `impossible`: closed as an exception. */
export const CardWriteStateSchema = z.enum(['none', 'unconfirmed', 'written', 'impossible'])
export type CardWriteState = z.infer<typeof CardWriteStateSchema>

/** 欠卡: the patient had no card here. `open` until the card is brought back or the deposit is kept. */
export const CardDebtSchema = z.strictObject({
  state: z.enum(['open', 'returned', 'forfeited', 'cancelled']),
  /** 押金 NT$ */
  deposit: TwdSchema,
  /** Last day on which the card brings the deposit back. */
  dueOn: IsoDateSchema,
  refund: TwdSchema,
  endedAt: InstantSchema.nullable(),
})
export type CardDebt = z.infer<typeof CardDebtSchema>

/** 電子病歷簽章 of a visit's newest version. */
export const VisitSignatureSchema = z.strictObject({
  state: z.enum(['unsigned', 'signed']),
  version: z.int().min(1),
  dueAt: InstantSchema,
  signedAt: InstantSchema.nullable(),
  /** Unsigned after its deadline, or signed after it. */
  isLate: z.boolean(),
})
export type VisitSignature = z.infer<typeof VisitSignatureSchema>

/** A visit (就醫) as every desk's list has it. */
export const VisitSummarySchema = z.strictObject({
  encounterId: EncounterIdSchema,
  /** 1 for the visit as first closed; each make-up and amendment has the next. */
  version: z.int().min(1),
  queueNumber: z.int().min(1),
  patient: PatientSummarySchema,
  state: VisitStateSchema,
  registeredAt: InstantSchema,
  /**
   * Set for a visit that is still open after its day: which day that was, and whether it still stands in line because its session runs
   * over midnight. Left behind otherwise: it is shown and has no turn.
   */
  earlier: z.strictObject({ day: IsoDateSchema, isInLine: z.boolean() }).nullable(),
  session: SessionSchema,
  practitionerId: PractitionerIdSchema,
  practitionerName: z.string(),
  roomName: z.string(),
  treatmentItem: TreatmentItemSchema,
  copaymentCode: CopaymentCodeSchema,
  /** 就醫序號; null for items that take none, or while it is being resolved. */
  visitSequenceNumber: z.string().nullable(),
  /** Whether the 就醫識別碼 is in hand. */
  hasTreatmentNumber: z.boolean(),
  exceptionCode: ExceptionCodeSchema.nullable(),
  attendance: AttendanceSchema,
  /** The patient's consent to 通訊診療; null for every other visit. */
  consent: ConsentSchema.nullable(),
  cardWrite: CardWriteStateSchema,
  /** Which card the visit stands on; null while it stands on none. */
  medium: CardMediumSchema.nullable(),
  /** Until when (server time) the virtual card of an open visit serves without another scan; null: lapsed, or none. */
  virtualUntil: InstantSchema.nullable(),
  /** Who presented the virtual card for its holder. */
  delegate: DelegateSchema.nullable(),
  /** Null unless the visit began as an owed card. */
  cardDebt: CardDebtSchema.nullable(),
  /** When the visit was made good with the card (補卡, 還卡). */
  madeUpAt: InstantSchema.nullable(),
  /** Null while there is nothing to sign, and for visits from before signatures were kept. */
  signature: VisitSignatureSchema.nullable(),
  uploads: z.array(UploadSchema),
})
export type VisitSummary = z.infer<typeof VisitSummarySchema>

/** A visit with its record, price and payment. */
export const VisitDetailSchema = VisitSummarySchema.extend({
  soap: SoapSchema,
  diagnoses: z.array(DiagnosisSchema),
  orders: z.array(OrderDraftSchema),
  /** Left out where nobody has said anything of it: by the days of the drugs, dispensed here. */
  prescription: PrescriptionSchema.exactOptional(),
  /** Why alerts were overridden. */
  alertReasons: z.array(AlertReasonSchema).exactOptional(),
  /** 回診日: when the patient is to come again; left out where nothing was said of it. */
  returnOn: IsoDateSchema.exactOptional(),
  /** Left out where the visit is not closed or has issued no 慢性病連續處方箋. */
  refillCancellation: RefillCancellationSchema.exactOptional(),
  draftSavedAt: InstantSchema.nullable(),
  /** From the end of the consultation on. */
  price: PriceSchema.nullable(),
  /** Taken when it was closed; what came and went later is told by `money:of-visit`. */
  paid: z.strictObject({ amount: TwdSchema, received: TwdSchema, paidAt: InstantSchema }).nullable(),
  /** Up to ten earlier visits of the same patient, newest first. */
  history: z.array(
    z.strictObject({
      encounterId: EncounterIdSchema,
      visitedOn: IsoDateSchema,
      practitionerName: z.string(),
      diagnoses: z.array(DiagnosisSchema),
      orders: z.array(OrderDraftSchema.extend({ name: z.string() })),
      soap: SoapSchema,
    }),
  ),
})
export type VisitDetail = z.infer<typeof VisitDetailSchema>

export const visitChannels = {
  /** The visits of a clinic day, by queue number; null: of today, and before them those of earlier days that are still open. */
  'visit:list': channel({
    input: z.strictObject({ day: IsoDateSchema.nullable() }),
    output: z.array(VisitSummarySchema),
    errors: [],
  }),
  /** One visit as it stands now. */
  'visit:detail': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND'],
  }),
} as const
