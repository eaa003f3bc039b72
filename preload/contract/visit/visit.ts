import { z } from 'zod'
import { cardActErrors, orderLockErrors, storeErrors } from '../actErrors.ts'
import { AppointmentIdSchema, AppointmentOfferSchema } from '../appointments/appointment.ts'
import { CardMediumSchema, DelegateSchema } from '../card/cardMedium.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { SettlingSchema } from '../money/money.ts'
import { OrderProblemSchema, PriceSchema } from '../money/pricing.ts'
import { DiagnosisSchema, OrderDraftSchema, SoapSchema } from '../orders/order.ts'
import { AlertReasonSchema, OrderAlertSchema } from '../orders/orderAlert.ts'
import {
  PrescriptionSchema,
  RefillCancellationSchema,
  RefillOfferSchema,
  RefillOfSchema,
} from '../orders/prescription.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import {
  CardSessionIdSchema,
  CopaymentCodeSchema,
  EncounterIdSchema,
  ExceptionCodeSchema,
  InstantSchema,
  IsoDateSchema,
  OutboxIdSchema,
  PatientIdSchema,
  PractitionerIdSchema,
  SessionSchema,
  TreatmentItemSchema,
  TwdSchema,
} from '../words.ts'
import { AttendanceSchema, ConsentSchema, ConsentStatementSchema } from './attendance.ts'
import { ExceptionChoiceSchema } from './exceptionChoice.ts'

/** Where the visit stands at the desks. Card write and uploads are facts of their own. */
export const VisitStateSchema = z.enum(['waiting', 'in-consultation', 'to-pay', 'closed', 'cancelled'])
export type VisitState = z.infer<typeof VisitStateSchema>

/** `unconfirmed`: a reply was lost, so it is not known whether the card was written. `impossible`: closed as an exception. */
export const CardWriteStateSchema = z.enum(['none', 'unconfirmed', 'written', 'impossible'])
export type CardWriteState = z.infer<typeof CardWriteStateSchema>

export const UploadTargetSchema = z.enum(['nhi-upload', 'clinic-cloud'])
export type UploadTarget = z.infer<typeof UploadTargetSchema>

/** Only `accepted` may be shown green: it stands for a receipt. */
export const UploadStateSchema = z.enum([
  'waiting',
  'sending',
  'awaiting-result',
  'accepted',
  'rejected',
  'quarantined',
])
export type UploadState = z.infer<typeof UploadStateSchema>

/** One field the target refused: `TAG:CODE` of the NHI's result file (facts/nhi-card.md §4), or a path and code of the cloud. */
export const FieldErrorSchema = z.strictObject({
  /** Tag (`M44`, `D05`) or path. */
  field: z.string().max(200),
  /** 1-based order line when the field belongs to one. */
  orderLine: z.int().min(1).nullable(),
  code: z.string().max(40),
})
export type FieldError = z.infer<typeof FieldErrorSchema>

/** The way of one visit to one target. */
export const UploadSchema = z.strictObject({
  outboxId: OutboxIdSchema,
  target: UploadTargetSchema,
  /** Whether it changes what was sent before: a make-up (補卡), an amendment. */
  amends: z.boolean(),
  /** Whether it takes back what was sent before, because the visit was cancelled. */
  cancels: z.boolean(),
  /** The row that this one replaces or deletes. */
  replaces: OutboxIdSchema.nullable(),
  /** What became of it with its visit: another row carries on, or it was taken back before it was ever sent. */
  replaced: z
    .strictObject({ how: z.enum(['amended', 'deleted', 'withdrawn']), by: OutboxIdSchema.nullable() })
    .nullable(),
  state: UploadStateSchema,
  dueAt: InstantSchema,
  tries: z.int(),
  nextTryAt: InstantSchema.nullable(),
  lastCode: z.string().nullable(),
  receiptAt: InstantSchema.nullable(),
  /** The receiver's own reference (Opcode, batch id). */
  receipt: z.string().nullable(),
  /** What was refused; of an accepted row, what its target remarked and took all the same. */
  fieldErrors: z.array(FieldErrorSchema),
})
export type Upload = z.infer<typeof UploadSchema>

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

const exceptionReason = z.string().trim().max(200).nullable().exactOptional()
const attendance = AttendanceSchema.default('on-site')

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

export const visitChannels = {
  /** What the registration form offers and proposes for the card (or the found patient) of this desk. */
  'registration:options': channel({
    input: z.strictObject({
      cardSessionId: CardSessionIdSchema.nullable(),
      patientId: PatientIdSchema.nullable(),
      attendance,
    }),
    output: z.strictObject({
      practitioners: z.array(
        z.strictObject({ practitionerId: PractitionerIdSchema, name: z.string(), waiting: z.int() }),
      ),
      rooms: z.array(z.strictObject({ roomId: z.string(), name: z.string() })),
      treatmentItems: z.array(z.strictObject({ code: TreatmentItemSchema, name: z.string() })),
      copaymentCodes: z.array(
        z.strictObject({ code: CopaymentCodeSchema, name: z.string(), amount: TwdSchema.nullable() }),
      ),
      /** The left column, or the right one while a serial of this person may have been taken today and has no visit. */
      exceptionCodes: z.array(ExceptionChoiceSchema),
      /** Today's appointments that may be this person's, the likeliest first. */
      appointments: z.array(AppointmentOfferSchema),
      /** The 慢性病連續處方箋 of this person that may be dispensed again today, with the card; null for none. */
      refill: RefillOfferSchema.nullable(),
      proposed: z.strictObject({
        /** The appointment by which this person comes; where one is proposed, doctor, room and session are its own. */
        appointmentId: AppointmentIdSchema.nullable(),
        practitionerId: PractitionerIdSchema.nullable(),
        roomId: z.string().nullable(),
        session: SessionSchema,
        treatmentItem: TreatmentItemSchema,
        copaymentCode: CopaymentCodeSchema,
        /** Translation key under `registration.reason`. */
        copaymentReason: z.enum([
          'general',
          'low-income',
          'veteran',
          'under-three',
          'catastrophic',
          'preventive',
          'occupational',
          'chronic-refill',
        ]),
        exceptionCode: ExceptionCodeSchema.nullable(),
      }),
    }),
    errors: ['NOT_CONFIGURED', 'RULES_MISSING'],
  }),
  /**
   * Registers the person of the inserted card (or, as an exception, a known patient without one): takes the serial and the
   * treatment number first and stores them the moment they arrive, then gives the queue number.
   */
  'registration:register': channel({
    input: z.strictObject({
      cardSessionId: CardSessionIdSchema.nullable(),
      patientId: PatientIdSchema.nullable(),
      practitionerId: PractitionerIdSchema,
      roomId: z.string().min(1).max(20),
      session: SessionSchema,
      treatmentItem: TreatmentItemSchema,
      copaymentCode: CopaymentCodeSchema,
      /** Set when the card cannot be used: no serial is taken. */
      exceptionCode: ExceptionCodeSchema.nullable(),
      /** Why, where the code wants it in writing. */
      exceptionReason,
      attendance,
      /** Needed for 通訊診療 (`CONSENT_MISSING`), unless it was taken with the request for the patient's authorisation. */
      consent: ConsentStatementSchema.nullable().default(null),
      /** The appointment that is kept by this visit; the two are written together. */
      appointmentId: AppointmentIdSchema.nullable().default(null),
      /** The 慢性病連續處方箋 that is dispensed again (就醫類別 AE). `VISIT_STATE` when it cannot be, today. */
      refillOf: RefillOfSchema.nullable().default(null),
      /** The desk knows of an open visit of an earlier day, and registers another one all the same. Left out: it doesn't. */
      besidesEarlier: z.boolean().exactOptional(),
    }),
    output: VisitSummarySchema,
    errors: [
      ...cardActErrors,
      'APPOINTMENT_STATE',
      'VISIT_STATE',
      'NOT_FOUND',
      'PATIENT_UNKNOWN',
      'BIRTH_DATE_IMPOSSIBLE',
      'CONSENT_MISSING',
      'SERIAL_UNRESOLVED',
      'SERIAL_BUSY',
      'SERIAL_HELD',
      'VISIT_OPEN_ALREADY',
      'VISIT_INCOMPLETE',
      'CODE_UNKNOWN',
    ],
  }),
  /** The exception code proposed for a registration that failed; null when its error is no reason to do without the card. */
  'registration:propose-exception': channel({
    input: z.strictObject({
      cardSessionId: CardSessionIdSchema.nullable(),
      patientId: PatientIdSchema.nullable(),
      error: ErrorViewSchema.nullable(),
      attendance,
    }),
    output: z.strictObject({ proposed: ExceptionCodeSchema.nullable() }),
    errors: [],
  }),
  /** The visits of a clinic day, by queue number; null: of today, and before them those of earlier days that are still open. */
  'visit:list': channel({
    input: z.strictObject({ day: IsoDateSchema.nullable() }),
    output: z.array(VisitSummarySchema),
    errors: [],
  }),
  'visit:detail': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND'],
  }),
  /** Takes a visit off today's list before the consultation. A serial already taken is rolled back at the NHI (退掛). */
  'registration:cancel': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitSummarySchema,
    errors: [
      'NOT_FOUND',
      'VISIT_STATE',
      'ROLLBACK_TOO_LATE',
      'ROLLBACK_UNRESOLVED',
      'SERIAL_UNRESOLVED',
      ...cardActErrors,
    ],
  }),
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
  /** Reopens a visit that is waiting to be paid, for the doctor to change it. */
  'consultation:reopen': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: VisitDetailSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', ...storeErrors],
  }),
  /**
   * Writes codes, fees and signed orders to the card, takes the money and closes the visit in one transaction. With
   * `exceptionCode` (the right column of the exception table, because a serial exists) it closes without writing the card.
   */
  'cashier:close': channel({
    input: z.strictObject({
      encounterId: EncounterIdSchema,
      /** Cash handed over; what is too much of it is change. */
      received: TwdSchema,
      /** How the money comes, and what changes it, besides cash for what is due. */
      settling: SettlingSchema.exactOptional(),
      exceptionCode: ExceptionCodeSchema.nullable(),
      /** Why, where the code wants it in writing. */
      exceptionReason,
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
