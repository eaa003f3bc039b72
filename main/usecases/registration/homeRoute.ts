import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate, PatientId } from '../../../preload/contract/words.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById, findByIds } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { attendancesOf, onSite } from '../../store/visit/attendanceRepository.ts'
import { byDay } from '../../store/visit/encounterQueries.ts'
import { setStops, stopsOf } from '../../store/visit/homeRouteRepository.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'

type Route = HandlerOutput<'home-route:show'>

/** 今日路線: whom the home visits of a day lead to, and how far the visit of each has come. */
export const showHomeRoute = async (context: DeskContext, asked: IsoDate | null): Promise<Result<Route>> => {
  const { db } = context.store
  const day = asked ?? dayOf(context.now())
  const [stops, encounters] = await Promise.all([stopsOf(db, day), byDay(db, day)])
  const ofStops = encounters.filter(({ patientId, state }) => stops.includes(patientId) && state !== 'cancelled')
  const [patients, attendances] = await Promise.all([
    findByIds(db, stops),
    attendancesOf(
      db,
      ofStops.map(({ id }) => id),
    ),
  ])
  return ok({
    day,
    stops: stops.flatMap((patientId) => {
      const patient = patients.get(patientId)
      const visit = ofStops.findLast((encounter) => encounter.patientId === patientId)
      if (patient === undefined) return []
      return [
        {
          patient: patientView(patient, dayOf(context.now())),
          visit:
            visit === undefined
              ? null
              : {
                  encounterId: visit.id,
                  queueNumber: visit.queueNumber,
                  state: visit.state,
                  attendance: (attendances.get(visit.id) ?? onSite).attendance,
                  exceptionCode: visit.exceptionCode,
                },
        },
      ]
    }),
  })
}

const changeStops = async (
  context: DeskContext,
  asked: IsoDate | null,
  change: (stops: readonly PatientId[]) => readonly PatientId[],
): Promise<Result<Route>> => {
  const day = asked ?? dayOf(context.now())
  const saved = await context.store.write(async (tx) => setStops(tx, day, change(await stopsOf(tx, day))))
  if (!saved.ok) return saved
  context.publish('home-route:changed', { day })
  return showHomeRoute(context, day)
}

/** Puts a patient at the end of the route, once. `PATIENT_UNKNOWN`. */
export const addHomeStop = async (
  context: DeskContext,
  { day, patientId }: HandlerInput<'home-route:add'>,
): Promise<Result<Route>> => {
  if ((await findById(context.store.db, patientId)) === null) return fail('PATIENT_UNKNOWN')
  return changeStops(context, day, (stops) => (stops.includes(patientId) ? stops : [...stops, patientId]))
}

export const removeHomeStop = (
  context: DeskContext,
  { day, patientId }: HandlerInput<'home-route:remove'>,
): Promise<Result<Route>> => changeStops(context, day, (stops) => stops.filter((stop) => stop !== patientId))

/** Moves a stop one place; the first cannot go up nor the last down. `NOT_FOUND`: it is not on the route. */
export const moveHomeStop = (
  context: DeskContext,
  { day, patientId, by }: HandlerInput<'home-route:move'>,
): Promise<Result<Route>> =>
  changeStops(context, day, (stops) => {
    const from = stops.indexOf(patientId)
    if (from < 0) refuse('NOT_FOUND')
    const to = Math.min(Math.max(from + by, 0), stops.length - 1)
    return stops.toSpliced(from, 1).toSpliced(to, 0, patientId)
  })
