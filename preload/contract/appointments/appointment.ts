import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import {
  EncounterIdSchema,
  InstantSchema,
  IsoDateSchema,
  PatientIdSchema,
  PractitionerIdSchema,
  SessionSchema,
} from '../words.ts'
import { DayMinuteSchema } from './roster.ts'

/** UUIDv7 of an appointment (預約). */
export const AppointmentIdSchema = z.uuid().brand<'AppointmentId'>()
export type AppointmentId = z.infer<typeof AppointmentIdSchema>

/** How it was made: by telephone, at the counter, outside the clinic (the clinic cloud). */
export const AppointmentSourceSchema = z.enum(['phone', 'counter', 'cloud'])
export type AppointmentSource = z.infer<typeof AppointmentSourceSchema>

/** 已預約、已報到、未到、已取消. */
export const AppointmentStateSchema = z.enum(['booked', 'arrived', 'no-show', 'cancelled'])
export type AppointmentState = z.infer<typeof AppointmentStateSchema>

/**
 * Why an appointment needs a person: the doctor is away or the clinic closed, the doctor's session is not there any more, the cloud named
 * nobody of this clinic, the slot has more than its places, the same person twice in a session, nobody came, or there is no chart yet.
 */
export const AppointmentTroubleSchema = z.enum([
  'leave',
  'closed',
  'no-session',
  'unknown-doctor',
  'overfull',
  'twice',
  'no-show',
  'unknown-patient',
])
export type AppointmentTrouble = z.infer<typeof AppointmentTroubleSchema>

/** Appointment (預約) as the desk sees it. */
export const AppointmentSchema = z.strictObject({
  appointmentId: AppointmentIdSchema,
  /** Grows with each change; an act names the one it saw. */
  version: z.int().min(1),
  day: IsoDateSchema,
  session: SessionSchema,
  at: DayMinuteSchema,
  /** Whose session it is; null where the cloud named nobody this clinic knows. */
  practitionerId: PractitionerIdSchema.nullable(),
  /** Who sees the patient that day: the substitute where there is one. */
  dutyName: z.string(),
  roomName: z.string(),
  /** 預約號: the number in the day's queue that is kept for it; null while it has no place. */
  number: z.int().min(1).nullable(),
  patientId: PatientIdSchema.nullable(),
  chartNumber: z.string(),
  name: z.string(),
  phone: z.string(),
  source: AppointmentSourceSchema,
  state: AppointmentStateSchema,
  note: z.string(),
  cancelReason: z.string(),
  /** How often this person did not come within the last year. */
  noShows: z.int().min(0),
  encounterId: EncounterIdSchema.nullable(),
  trouble: AppointmentTroubleSchema.nullable(),
})
export type Appointment = z.infer<typeof AppointmentSchema>

/** An appointment of today, as the registration form offers it. */
export const AppointmentOfferSchema = z.strictObject({
  appointmentId: AppointmentIdSchema,
  at: DayMinuteSchema,
  /** 預約號. */
  number: z.int().min(1).nullable(),
  session: SessionSchema,
  /** Who is on duty: the substitute where there is one. */
  practitionerId: PractitionerIdSchema.nullable(),
  roomId: z.string().nullable(),
  name: z.string(),
  /** By chart or number; otherwise it was booked by a name alone, which is the same, and a person says whether it is theirs. */
  isSure: z.boolean(),
})
export type AppointmentOffer = z.infer<typeof AppointmentOfferSchema>

/** One doctor's session of a day, with its slots. */
const DaySessionSchema = z.strictObject({
  practitionerId: PractitionerIdSchema,
  practitionerName: z.string(),
  /** The substitute's name; null where the doctor comes. */
  substituteName: z.string().nullable(),
  session: SessionSchema,
  roomName: z.string(),
  from: DayMinuteSchema,
  to: DayMinuteSchema,
  isExtra: z.boolean(),
  off: z.enum(['leave', 'closed']).nullable(),
  reason: z.string(),
  numberLimit: z.int().nullable(),
  /** Places that can be booked, in all. */
  bookable: z.int().min(0),
  booked: z.int().min(0),
  arrived: z.int().min(0),
  slots: z.array(
    z.strictObject({
      at: DayMinuteSchema,
      bookable: z.int().min(0),
      booked: z.int().min(0),
      /** Whether its time is over. */
      isPast: z.boolean(),
    }),
  ),
})
export type DaySession = z.infer<typeof DaySessionSchema>

/** How new what is known of the cloud's appointments is. */
const CloudAgeSchema = z.strictObject({
  isConfigured: z.boolean(),
  /** When everything was there last; null before the first time. */
  pulledAt: InstantSchema.nullable(),
  /** What kept the last try from it; null where it went well. */
  failure: z.string().nullable(),
})
export type CloudAge = z.infer<typeof CloudAgeSchema>

const DaySchema = z.strictObject({
  day: IsoDateSchema,
  /** Public holiday by the working-days table; empty on every other day. */
  holiday: z.string(),
  sessions: z.array(DaySessionSchema),
  /** By time and number; cancelled ones stand last. */
  appointments: z.array(AppointmentSchema),
  cloud: CloudAgeSchema,
})
export type AppointmentDay = z.infer<typeof DaySchema>

const WeekSchema = z.strictObject({
  days: z.array(
    z.strictObject({
      day: IsoDateSchema,
      holiday: z.string(),
      sessions: z.array(DaySessionSchema.omit({ slots: true })),
    }),
  ),
})

/** An entry of the cloud that cannot be read as an appointment, and so could not be booked. */
const UnreadableSchema = z.strictObject({
  /** The cloud's own id, where it could be read. */
  cloudId: z.string(),
  /** The fields that could not be read. */
  fields: z.string(),
  pulledAt: InstantSchema,
})

const TodoSchema = z.strictObject({
  /** Waiting for a person, by day and time; each with its `trouble`. */
  appointments: z.array(AppointmentSchema),
  unreadable: z.array(UnreadableSchema),
})
export type AppointmentTodos = z.infer<typeof TodoSchema>

const place = {
  day: IsoDateSchema,
  session: SessionSchema,
  practitionerId: PractitionerIdSchema,
  at: DayMinuteSchema,
} as const
const seen = { appointmentId: AppointmentIdSchema, version: z.int().min(1) } as const
const placeErrors = ['DOCTOR_AWAY', 'SLOT_PAST', 'SLOT_FULL', 'APPOINTMENT_TWICE'] as const
const changeErrors = ['NOT_FOUND', 'CONFLICT', 'APPOINTMENT_STATE', 'RULES_MISSING', ...storeErrors] as const

export const appointmentChannels = {
  /** One day; null is today. */
  'appointment:day': channel({
    input: z.strictObject({ day: IsoDateSchema.nullable() }),
    output: DaySchema,
    errors: ['RULES_MISSING'],
  }),
  /** The week (Monday to Sunday) of a day, without people. */
  'appointment:week': channel({
    input: z.strictObject({ day: IsoDateSchema }),
    output: WeekSchema,
    errors: ['RULES_MISSING'],
  }),
  /** Today's appointments in numbers, and how many need a person. */
  'appointment:count': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      booked: z.int().min(0),
      arrived: z.int().min(0),
      noShow: z.int().min(0),
      todos: z.int().min(0),
    }),
    errors: ['RULES_MISSING'],
  }),
  /** Everything that needs a person, of the last thirty days and of all to come. */
  'appointment:todos': channel({ input: z.strictObject({}), output: TodoSchema, errors: ['RULES_MISSING'] }),
  /**
   * Books a place for a patient, or for a name and a telephone that have no chart yet. `DOCTOR_AWAY` (details.off where it is leave or a
   * closed day), `SLOT_PAST`, `SLOT_FULL` (details.limit, of), `APPOINTMENT_TWICE` (details.appointmentId).
   */
  'appointment:book': channel({
    input: z.strictObject({
      ...place,
      patientId: PatientIdSchema.nullable(),
      name: z.string().trim().min(1).max(60),
      phone: z.string().trim().max(40),
      source: z.enum(['phone', 'counter']),
      note: z.string().trim().max(200).default(''),
    }),
    output: AppointmentSchema,
    errors: ['PATIENT_UNKNOWN', 'RULES_MISSING', ...placeErrors, ...storeErrors],
  }),
  /** Moves a booked or missed appointment to another place; errors as `appointment:book`. `CONFLICT`: it was changed meanwhile. */
  'appointment:move': channel({
    input: z.strictObject({ ...seen, ...place }),
    output: AppointmentSchema,
    errors: [...changeErrors, ...placeErrors],
  }),
  /** Calls an appointment off, with a reason; `appointment:restore` takes that back. */
  'appointment:cancel': channel({
    input: z.strictObject({ ...seen, reason: z.string().trim().min(1).max(200) }),
    output: AppointmentSchema,
    errors: [...changeErrors],
  }),
  /** Takes a cancellation back, where the place is still free. */
  'appointment:restore': channel({
    input: z.strictObject(seen),
    output: AppointmentSchema,
    errors: [...changeErrors, ...placeErrors],
  }),
  /** A person says that the patient did not come (未到), or that it was not so. */
  'appointment:no-show': channel({
    input: z.strictObject({ ...seen, missed: z.boolean() }),
    output: AppointmentSchema,
    errors: [...changeErrors],
  }),
  /** Links a chart to an appointment that has none. */
  'appointment:link-patient': channel({
    input: z.strictObject({ ...seen, patientId: PatientIdSchema }),
    output: AppointmentSchema,
    errors: ['PATIENT_UNKNOWN', ...changeErrors],
  }),
  /** Takes an unreadable entry of the cloud off the list; a newer word of the cloud about it comes back. */
  'appointment:dismiss-unreadable': channel({
    input: z.strictObject({ cloudId: z.string().min(1).max(200) }),
    output: z.strictObject({}),
    errors: ['NOT_FOUND', ...storeErrors],
  }),
  /** Asks the cloud now; the answer comes as an event. */
  'appointment:pull': channel({ input: z.strictObject({}), output: z.strictObject({}), errors: ['NOT_OFFERED'] }),
} as const

export const appointmentEvents = {
  /** Appointments, or what is known of the cloud's, have changed. */
  'appointment:changed': z.strictObject({}),
} as const
