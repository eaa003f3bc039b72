import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { IsoDateSchema, PractitionerIdSchema, SessionSchema } from '../words.ts'

/** A minute of the Taipei day: 540 is 09:00, 1440 the end of the day. */
export const DayMinuteSchema = z.int().min(0).max(1440)

const RoomIdSchema = z.string().min(1).max(20)
const reason = z.string().trim().max(100)

/** Times and places of a session (診次): see `main/domain/appointments/rosterDay.ts`. */
const plan = {
  roomId: RoomIdSchema,
  from: DayMinuteSchema,
  to: DayMinuteSchema,
  slotMinutes: z.int().min(1).max(240),
  /** Patients of one slot. */
  places: z.int().min(1).max(50),
  /** How many of them are kept for who comes without an appointment. */
  walkInPlaces: z.int().min(0).max(50),
  /** 限號: most patients of the session; null for no limit of its own. */
  numberLimit: z.int().min(1).max(999).nullable(),
} as const

/** One line of the weekly pattern (門診表). */
export const RosterPatternSchema = z.strictObject({
  patternId: z.uuid(),
  practitionerId: PractitionerIdSchema,
  practitionerName: z.string(),
  /** ISO 8601: 1 Monday … 7 Sunday. */
  weekday: z.int().min(1).max(7),
  session: SessionSchema,
  ...plan,
  roomName: z.string(),
  validFrom: IsoDateSchema,
  /** Last day, null while it goes on. */
  validTo: IsoDateSchema.nullable(),
})

const days = { fromDay: IsoDateSchema, toDay: IsoDateSchema } as const

/** What differs from the pattern: leave (請假), a substitute (代診), a session more (加診), closed (休診). Without a session: the whole day. */
export const RosterChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('leave'),
    ...days,
    practitionerId: PractitionerIdSchema,
    session: SessionSchema.nullable(),
    reason,
  }),
  z.strictObject({
    kind: z.literal('substitute'),
    ...days,
    practitionerId: PractitionerIdSchema,
    session: SessionSchema.nullable(),
    substituteId: PractitionerIdSchema,
    reason,
  }),
  z.strictObject({
    kind: z.literal('extra'),
    ...days,
    practitionerId: PractitionerIdSchema,
    session: SessionSchema,
    ...plan,
    reason,
  }),
  z.strictObject({ kind: z.literal('closed'), ...days, session: SessionSchema.nullable(), reason }),
])
export type RosterChange = z.infer<typeof RosterChangeSchema>

/** A change of the pattern with the names the screen needs. */
export const RosterExceptionSchema = z.strictObject({
  exceptionId: z.uuid(),
  /** Empty where the whole clinic is meant. */
  practitionerName: z.string(),
  substituteName: z.string(),
  change: RosterChangeSchema,
})
export type RosterExceptionView = z.infer<typeof RosterExceptionSchema>

const RosterSchema = z.strictObject({
  /** Lines in force today or later. */
  patterns: z.array(RosterPatternSchema),
  /** From today on. */
  exceptions: z.array(RosterExceptionSchema),
  doctors: z.array(z.strictObject({ practitionerId: PractitionerIdSchema, name: z.string() })),
  rooms: z.array(z.strictObject({ roomId: z.string(), name: z.string() })),
  /** Hours of the parts of the day, in minutes. */
  sessions: z.array(z.strictObject({ session: SessionSchema, from: DayMinuteSchema, to: DayMinuteSchema })),
})
export type Roster = z.infer<typeof RosterSchema>

/** What a change of the plan has come to; `toMove`: appointments that now stand in nobody's session. */
const rosterAndMoves = z.strictObject({ roster: RosterSchema, toMove: z.int().min(0) })

export const rosterChannels = {
  /** The weekly pattern, what differs from it from today on, and whom and where it can name. */
  'roster:show': channel({ input: z.strictObject({}), output: RosterSchema, errors: ['RULES_MISSING'] }),
  /**
   * Puts a session into the weekly pattern, on each of these weekdays from a day on. The doctor's present line of that weekday and session
   * ends the day before. `ROSTER_TIMES` (details.problem), `ROSTER_OCCUPIED` (details.practitionerId, room).
   */
  'roster:plan': channel({
    input: z.strictObject({
      practitionerId: PractitionerIdSchema,
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
      session: SessionSchema,
      ...plan,
      validFrom: IsoDateSchema,
    }),
    output: rosterAndMoves,
    errors: ['CODE_UNKNOWN', 'RULES_MISSING', 'ROSTER_TIMES', 'ROSTER_OCCUPIED', ...storeErrors],
  }),
  /** Ends a line of the pattern; `lastDay` before its first day takes it away as if it had never been. */
  'roster:end': channel({
    input: z.strictObject({ patternId: z.uuid(), lastDay: IsoDateSchema }),
    output: rosterAndMoves,
    errors: ['NOT_FOUND', 'RULES_MISSING', ...storeErrors],
  }),
  /** Writes down leave, a substitute, an extra session or closed days, at most a year of them. Who is booked then is among the to-dos. `ROSTER_OCCUPIED`
   * for an extra session where the doctor or the room has another. */
  'roster:except': channel({
    input: RosterChangeSchema,
    output: z.strictObject({ ...rosterAndMoves.shape, exceptionId: z.uuid() }),
    errors: ['CODE_UNKNOWN', 'RULES_MISSING', 'ROSTER_TIMES', 'ROSTER_OCCUPIED', ...storeErrors],
  }),
  /** Takes an exception back; the pattern holds again. */
  'roster:undo-exception': channel({
    input: z.strictObject({ exceptionId: z.uuid() }),
    output: rosterAndMoves,
    errors: ['NOT_FOUND', 'RULES_MISSING', ...storeErrors],
  }),
} as const

export const rosterEvents = {
  /** The pattern or a change of it was written; ask again. */
  'roster:changed': z.strictObject({}),
} as const
