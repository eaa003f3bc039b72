import { z } from 'zod'
import { cardActErrors } from '../actErrors.ts'
import { AppointmentIdSchema, AppointmentOfferSchema } from '../appointments/appointment.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { RefillOfferSchema, RefillOfSchema } from '../orders/prescription.ts'
import {
  CardSessionIdSchema,
  CopaymentCodeSchema,
  EncounterIdSchema,
  ExceptionCodeSchema,
  PatientIdSchema,
  PractitionerIdSchema,
  SessionSchema,
  TreatmentItemSchema,
  TwdSchema,
} from '../words.ts'
import { AttendanceSchema, ConsentStatementSchema } from './attendance.ts'
import { CopaymentReasonSchema } from './copaymentReason.ts'
import { ExceptionChoiceSchema, ExceptionReasonSchema } from './exceptionChoice.ts'
import { VisitSummarySchema } from './visit.ts'

const attendance = AttendanceSchema.default('on-site')

export const registrationChannels = {
  /** What the registration form offers and proposes for the card (or the found patient) of this desk. */
  'registration:options': channel({
    input: z.strictObject({
      cardSessionId: CardSessionIdSchema.nullable(),
      patientId: PatientIdSchema.nullable(),
      attendance,
    }),
    output: z.strictObject({
      practitioners: z.array(
        z.strictObject({
          practitionerId: PractitionerIdSchema,
          name: z.string(),
          waiting: z.int(),
          /** Why the doctor's session of now is not held by the doctor (請假、休診); null where it is, or where none was planned. */
          off: z.enum(['leave', 'closed']).nullable(),
          /** The number at which the doctor's session of now is full, where it is; a person may squeeze somebody in all the same. */
          fullAt: z.int().nullable(),
        }),
      ),
      rooms: z.array(z.strictObject({ roomId: z.string(), name: z.string() })),
      treatmentItems: z.array(
        z.strictObject({
          code: TreatmentItemSchema,
          name: z.string(),
          /** What this person would pay under by it; null where the tables propose nothing, and a person has to choose. */
          copayment: z.strictObject({ code: CopaymentCodeSchema, reason: CopaymentReasonSchema }).nullable(),
        }),
      ),
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
        copaymentReason: CopaymentReasonSchema,
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
      exceptionReason: ExceptionReasonSchema.exactOptional(),
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
} as const
