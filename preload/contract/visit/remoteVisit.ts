import { z } from 'zod'
import { cardErrors, controlErrors, nhiErrors, storeErrors, virtualCardErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import { CardSessionIdSchema, EncounterIdSchema, InstantSchema, PatientIdSchema } from '../words.ts'
import { ConsentSchema, ConsentStatementSchema, RemoteAttendanceSchema } from './attendance.ts'

/** UUIDv7 of a request for a remote visit. */
export const RemoteVisitIdSchema = z.uuid().brand<'RemoteVisitId'>()
export type RemoteVisitId = z.infer<typeof RemoteVisitIdSchema>

/**
 * A request to a patient's app (健保快易通) for the authorisation of a remote visit (TeleMedicine/RequestToken). What the app answers
 * with stays in main; a screen sees how far it has come:
 *
 * - `waiting`: asked, not answered yet; the program asks the NHI again by itself · `silent`: no answer within the time; a person
 *   decides whether to wait on
 * - `approved`: the authorisation is here and waits for the desk to be free · `presented`: the patient is at the desk as with a scan
 * - `refused`, `expired`, `failed`: it has ended so, `fault` says why · `interrupted`: the program ended while it waited, and what it
 *   waited with was not stored, so it has to be made again
 */
export const RemoteVisitSchema = z.strictObject({
  remoteVisitId: RemoteVisitIdSchema,
  /** The visit under way that waits for it, its virtual card having lapsed; null for one still to come. */
  encounterId: EncounterIdSchema.nullable(),
  patient: PatientSummarySchema,
  attendance: RemoteAttendanceSchema,
  consent: ConsentSchema,
  state: z.enum(['waiting', 'silent', 'approved', 'presented', 'refused', 'expired', 'failed', 'interrupted']),
  requestedAt: InstantSchema,
  /** When the program stops asking by itself; null unless `waiting`. */
  waitsUntil: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  /** With `waiting`: the line is down at the moment, and it goes on when it is back. Else why it has ended. */
  fault: ErrorViewSchema.nullable(),
  /** The stay at the desk that came of it; null until `presented`. */
  cardSessionId: CardSessionIdSchema.nullable(),
})
export type RemoteVisit = z.infer<typeof RemoteVisitSchema>

const list = z.strictObject({ items: z.array(RemoteVisitSchema) })
const requestErrors = [
  'REMOTE_VISIT_OPEN',
  'NOT_AUTHENTICATED',
  ...cardErrors,
  ...virtualCardErrors,
  ...controlErrors,
  ...nhiErrors,
  ...storeErrors,
] as const
const one = z.strictObject({ remoteVisitId: RemoteVisitIdSchema })

export const remoteVisitChannels = {
  /** Asks the patient's app, with the consent that a person at the desk has taken. Goes on waiting by itself. */
  'remote-visit:request': channel({
    input: z.strictObject({
      patientId: PatientIdSchema,
      attendance: RemoteAttendanceSchema,
      consent: ConsentStatementSchema,
    }),
    output: RemoteVisitSchema,
    errors: ['PATIENT_UNKNOWN', ...requestErrors],
  }),
  /** The same for a remote visit under way whose virtual card has lapsed, with the consent that was taken for it. What came of an earlier one is put away. */
  'remote-visit:ask-again': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: RemoteVisitSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE', 'PATIENT_UNKNOWN', ...requestErrors],
  }),
  /** Writes down that a patient refuses to be seen remotely; null: somebody the clinic has no record of yet. */
  'remote-visit:consent-refused': channel({
    input: z.strictObject({ patientId: PatientIdSchema.nullable(), attendance: RemoteAttendanceSchema }),
    output: z.null(),
    errors: ['PATIENT_UNKNOWN', ...storeErrors],
  }),
  /** Every request of this desk that a person has not put away yet, the oldest first. */
  'remote-visit:list': channel({ input: z.strictObject({}), output: list, errors: [] }),
  /** Waits on after silence, as long again. */
  'remote-visit:wait-on': channel({ input: one, output: list, errors: ['NOT_FOUND', 'CONFLICT'] }),
  /** Stops waiting, or puts away one that has ended. The NHI has no call that takes a request back. */
  'remote-visit:cancel': channel({ input: one, output: list, errors: ['NOT_FOUND', ...storeErrors] }),
  /** Brings a patient who has approved to the desk, once it is free. */
  'remote-visit:present': channel({
    input: one,
    output: list,
    errors: ['NOT_FOUND', 'CONFLICT', 'DESK_OCCUPIED', ...storeErrors],
  }),
} as const

export const remoteVisitEvents = {
  /** A request was made, answered, or has ended; the list tells the rest. */
  'remote-visit:changed': z.strictObject({
    remoteVisitId: RemoteVisitIdSchema,
    state: z.union([RemoteVisitSchema.shape.state, z.literal('put-away')]),
  }),
} as const
