import { z } from 'zod'
import { cardActErrors, storeErrors } from '../actErrors.ts'
import { AppointmentIdSchema } from '../appointments/appointment.ts'
import { channel } from '../channel.ts'
import { PaymentMethodSchema } from '../money/money.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import {
  CardSessionIdSchema,
  CopaymentCodeSchema,
  EncounterIdSchema,
  ExceptionCodeSchema,
  InstantSchema,
  IsoDateSchema,
  PatientIdSchema,
  PractitionerIdSchema,
  SessionSchema,
  TreatmentItemSchema,
  TwdSchema,
} from '../words.ts'
import { AttendanceSchema } from './attendance.ts'
import { VisitStateSchema, VisitSummarySchema } from './visit.ts'

/** A visit that waits for its card, or did: an owed card (欠卡) with its deposit, or an exception (異常就醫) to be made good (補卡). */
export const MakeUpItemSchema = z.strictObject({
  encounterId: EncounterIdSchema,
  kind: z.enum(['owed-card', 'exception']),
  /**
   * `not-closed`: the visit is still on its way through the clinic, nothing was paid yet · `open`: waits for the card · `done`: made
   * good · `kept`: the deposit was kept, the visit stays a self-paid one.
   */
  state: z.enum(['not-closed', 'open', 'done', 'kept']),
  patient: PatientSummarySchema,
  visitedOn: IsoDateSchema,
  queueNumber: z.int().min(1),
  practitionerName: z.string(),
  visitState: VisitStateSchema,
  /** 異常就醫序號; null for an owed card. */
  exceptionCode: ExceptionCodeSchema.nullable(),
  /** True when a serial exists already (right column), so that only card and totals are put right. */
  serialTaken: z.boolean(),
  /** 就醫序號 the visit has now. */
  visitSequenceNumber: z.string().nullable(),
  /** 押金 NT$; 0 for an exception. */
  deposit: TwdSchema,
  /** By which ways the deposit can go back, the one to propose first; empty where there is none to give back. */
  refundWays: z.array(PaymentMethodSchema),
  /** Last day of the refund (owed card) or of the make-up (exception). */
  dueOn: IsoDateSchema,
  /** Last day on which the NHI still takes the record. */
  lastDay: IsoDateSchema,
  /** Until `dueOn`: working days for an owed card, calendar days for an exception; negative once it is over. */
  daysLeft: z.int(),
  /** Given back, NT$. */
  refund: TwdSchema,
  endedAt: InstantSchema.nullable(),
  /** Why a late refund was given, or the deposit kept. */
  reason: z.string().nullable(),
})
export type MakeUpItem = z.infer<typeof MakeUpItemSchema>

/** A late refund is the clinic's own choice: how much, and why. */
const LateRefundSchema = z.strictObject({ amount: TwdSchema.min(0), reason: z.string().trim().min(1).max(200) })

const makeUpErrors = [
  'NOT_FOUND',
  'CONFLICT',
  'MAKE_UP_NOT_YET',
  'MAKE_UP_TOO_LATE',
  'VISIT_STATE',
  'VISIT_INCOMPLETE',
  'SERIAL_UNRESOLVED',
  'SERIAL_BUSY',
  'SERIAL_HELD',
  'CARD_WRITE_UNCONFIRMED',
  'CARD_FEES_DIFFER',
  'CODE_UNKNOWN',
  'RECORD_INVALID',
  'RULES_MISSING',
  ...cardActErrors,
] as const

export const makeUpChannels = {
  /** Owed cards and exceptions: all that are open, and those ended within the last 30 days; the nearest end first. */
  'make-up:list': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      items: z.array(MakeUpItemSchema),
      /** Years in some term whose public holidays are in no table: only their weekends were left out. */
      unknownYears: z.array(z.int()),
      /** Deposits of today, and what is held in all, NT$. */
      cash: z.strictObject({ taken: TwdSchema, refunded: TwdSchema, held: TwdSchema }),
    }),
    errors: ['RULES_MISSING'],
  }),
  /** What a patient without the card has to leave, and until when the card brings it back. */
  'make-up:owed-terms': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      deposit: TwdSchema,
      workingDays: z.int(),
      dueOn: IsoDateSchema,
      unknownYears: z.array(z.int()),
    }),
    errors: ['RULES_MISSING'],
  }),
  /** Registers a known patient who has no card here (欠卡): no serial, a deposit at the cashier, nothing goes to the NHI yet. */
  'make-up:register-owed': channel({
    input: z.strictObject({
      patientId: PatientIdSchema,
      practitionerId: PractitionerIdSchema,
      roomId: z.string().min(1).max(20),
      session: SessionSchema,
      treatmentItem: TreatmentItemSchema,
      copaymentCode: CopaymentCodeSchema,
      attendance: AttendanceSchema.exclude(['video', 'phone']).default('on-site'),
      /** The appointment that is kept by this visit. */
      appointmentId: AppointmentIdSchema.nullable().default(null),
      /** As in `registration:register`. */
      besidesEarlier: z.boolean().exactOptional(),
    }),
    output: VisitSummarySchema,
    errors: [
      'APPOINTMENT_STATE',
      'NOT_FOUND',
      'PATIENT_UNKNOWN',
      'NOT_OFFERED',
      'BIRTH_DATE_IMPOSSIBLE',
      'VISIT_OPEN_ALREADY',
      'CODE_UNKNOWN',
      'RULES_MISSING',
      ...storeErrors,
    ],
  }),
  /**
   * The card is brought back (還卡): serial with 補卡註記 2, card written, deposit given back, record to the NHI, in one go. After
   * the term nothing is given back but what `lateRefund` says.
   */
  'make-up:return-card': channel({
    input: z.strictObject({
      cardSessionId: CardSessionIdSchema,
      encounterId: EncounterIdSchema,
      lateRefund: LateRefundSchema.nullable(),
      /** How the deposit goes back; one of the item's ways (`REFUND_TOO_MUCH`). Left out: in cash. */
      refundBy: PaymentMethodSchema.default('cash'),
    }),
    output: MakeUpItemSchema,
    errors: ['REFUND_TOO_MUCH', ...makeUpErrors],
  }),
  /** An exception visit is made good with the card (補卡). */
  'make-up:make-up-visit': channel({
    input: z.strictObject({
      cardSessionId: CardSessionIdSchema,
      encounterId: EncounterIdSchema,
      /** A person knows that the card keeps the fees written before (`CARD_FEES_DIFFER`). */
      keepCardFees: z.boolean().exactOptional(),
    }),
    output: MakeUpItemSchema,
    errors: makeUpErrors,
  }),
  /** Ends an overdue owed card without the card: the deposit stays with the clinic. */
  'make-up:keep-deposit': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, reason: z.string().trim().min(1).max(200) }),
    output: MakeUpItemSchema,
    errors: [
      'NOT_FOUND',
      'CONFLICT',
      'DEPOSIT_NOT_KEPT',
      'MAKE_UP_NOT_YET',
      'VISIT_STATE',
      'RULES_MISSING',
      ...storeErrors,
    ],
  }),
} as const
