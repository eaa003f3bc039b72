import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import { EncounterIdSchema, ExceptionCodeSchema, InstantSchema, IsoDateSchema, PatientIdSchema } from '../words.ts'
import { AttendanceSchema } from './attendance.ts'
import { VisitStateSchema } from './visit.ts'

/** One stop of a day's home visits (居家): whom it leads to, and the visit of that day there is of this person. */
const HomeStopSchema = z.strictObject({
  patient: PatientSummarySchema,
  visit: z
    .strictObject({
      encounterId: EncounterIdSchema,
      queueNumber: z.int().min(1),
      state: VisitStateSchema,
      attendance: AttendanceSchema,
      exceptionCode: ExceptionCodeSchema.nullable(),
    })
    .nullable(),
})
export type HomeStop = z.infer<typeof HomeStopSchema>

const route = z.strictObject({ day: IsoDateSchema, stops: z.array(HomeStopSchema) })

/**
 * What stands in a way at a patient's home: the control software doesn't answer, there is no verified SAM, no network to the NHI, no
 * card reader, or the way in that the settings name has no such call.
 */
export const HomeObstacleSchema = z.enum(['control', 'sam', 'network', 'reader', 'not-offered'])

/** What is possible there at this moment. Nothing in it is a promise for the next stop: it is looked at again there. */
const HomeCheckSchema = z.strictObject({
  checkedAt: InstantSchema,
  control: z.enum(['ok', 'absent', 'fault']),
  /** `until`: about when the verification ends; null where its age is not known. */
  sam: z.strictObject({ state: z.enum(['verified', 'not-verified', 'not-needed']), until: InstantSchema.nullable() }),
  network: z.enum(['up', 'down']),
  reader: z.boolean(),
  /** `exception`: without a network the visit is registered as F000 and made up later (補卡). */
  ways: z.array(
    z.strictObject({
      way: z.enum(['virtual', 'plastic', 'exception']),
      possible: z.boolean(),
      obstacles: z.array(HomeObstacleSchema),
    }),
  ),
})
export type HomeCheck = z.infer<typeof HomeCheckSchema>

const stop = { day: IsoDateSchema.nullable(), patientId: PatientIdSchema } as const

export const homeRouteChannels = {
  /** 今日路線: the patients planned for home visits on a day (null: today), in their order. */
  'home-route:show': channel({
    input: z.strictObject({ day: IsoDateSchema.nullable() }),
    output: route,
    errors: [],
  }),
  /** Puts a patient at the end of the day's route; somebody who is on it stays where they are. */
  'home-route:add': channel({
    input: z.strictObject(stop),
    output: route,
    errors: ['PATIENT_UNKNOWN', ...storeErrors],
  }),
  /** Takes a patient off the day's route; that there is no such stop is what was wanted. */
  'home-route:remove': channel({ input: z.strictObject(stop), output: route, errors: [...storeErrors] }),
  /** Moves a stop one place up or down; at the end of the route it stays. */
  'home-route:move': channel({
    input: z.strictObject({ ...stop, by: z.union([z.literal(-1), z.literal(1)]) }),
    output: route,
    errors: ['NOT_FOUND', ...storeErrors],
  }),
  /** Looks at control software, SAM, network and reader now: before leaving, and again at each stop. */
  'home-route:check': channel({ input: z.strictObject({}), output: HomeCheckSchema, errors: [] }),
} as const

export const homeRouteEvents = {
  /** A day's route was changed; ask again. */
  'home-route:changed': z.strictObject({ day: IsoDateSchema }),
} as const
