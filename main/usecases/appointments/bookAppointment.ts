import type { Appointment, AppointmentId } from '../../../preload/contract/appointments/appointment.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import {
  type Booker,
  type BookingProblem,
  bookingProblem,
  type Place,
  sessionOfPlace,
} from '../../domain/appointments/booking.ts'
import { appointedNumber } from '../../domain/appointments/numbers.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { type AppointmentRecord, byId, insert, update } from '../../store/appointments/appointmentRepository.ts'
import type { ReadDb, WriteTx } from '../../store/handles.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byDay } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { viewAppointments } from './appointmentView.ts'
import { type BookedDay, bookedDay } from './bookedDay.ts'
import { noteDeed } from './noteDeed.ts'

/** Numbers of a day that are not free: given to visits, or promised to other appointments. */
export const takenNumbers = async (
  db: ReadDb,
  { day, kept }: BookedDay,
  except: string | null = null,
): Promise<ReadonlySet<number>> => {
  const promised = kept.flatMap(({ id, state, number }) =>
    id === except || state === 'cancelled' || number === null ? [] : [number],
  )
  return new Set([...promised, ...(await byDay(db, day)).map(({ queueNumber }) => queueNumber)])
}

const refuseProblem = (found: BookingProblem): never => {
  switch (found.problem) {
    case 'no-session':
      return refuse('DOCTOR_AWAY')
    case 'away':
      return refuse('DOCTOR_AWAY', { off: found.off })
    case 'past':
      return refuse('SLOT_PAST')
    case 'twice':
      return refuse('APPOINTMENT_TWICE', { appointmentId: found.appointmentId })
    case 'full':
      return refuse('SLOT_FULL', { limit: found.limit, of: found.of })
  }
}

/** Takes a place for somebody: gives its number, or refuses with what is in the way. `moved`: the appointment that goes there. */
const takePlace = async (
  tx: WriteTx,
  context: DeskContext,
  place: Place,
  booker: Booker,
  moved: string | null,
): Promise<number> => {
  const booked = await bookedDay(tx, place.day)
  // Who comes without an appointment is registered with whoever stands in.
  const { dutyId } = sessionOfPlace(booked.roster, place) ?? { dutyId: place.practitionerId }
  const byAppointment = new Set(booked.kept.flatMap(({ encounterId }) => encounterId ?? []))
  const walkIns = (await byDay(tx, place.day)).filter(
    (visit) =>
      visit.state !== 'cancelled' &&
      visit.session === place.session &&
      visit.practitionerId === dutyId &&
      !byAppointment.has(visit.id),
  )
  const wish = { place, booker, moved }
  const problem = bookingProblem(wish, booked.roster, booked.kept, walkIns.length, context.now())
  if (problem !== null) refuseProblem(problem)
  return appointedNumber(booked.roster, place, await takenNumbers(tx, booked, moved))
}

const shown = async (context: DeskContext, appointmentId: AppointmentId): Promise<Result<Appointment>> => {
  context.publish('appointment:changed', {})
  const { db } = context.store
  const record = await byId(db, appointmentId)
  if (record === null) return fail('NOT_FOUND')
  const [found] = await viewAppointments(context, db, [await bookedDay(db, record.day)], ({ id }) => id === record.id)
  return found === undefined ? fail('NOT_FOUND') : ok(found)
}

/** Books a place, for a chart or for a name and a telephone. `PATIENT_UNKNOWN` and what `takePlace` refuses with. */
export const bookAppointment = async (
  context: DeskContext,
  input: HandlerInput<'appointment:book'>,
): Promise<Result<Appointment>> => {
  const { day, session, practitionerId, at, patientId, name, phone, source, note } = input
  const appointmentId = context.newId() as AppointmentId
  const now = context.now()
  const saved = await context.store.write(async (tx) => {
    const patient = patientId === null ? null : await findById(tx, patientId)
    if (patientId !== null && patient === null) refuse('PATIENT_UNKNOWN')
    const place = { day, session, practitionerId, at }
    const booker = { patientId, nationalId: null, name: patient?.name ?? name, phone }
    const number = await takePlace(tx, context, place, booker, null)
    await insert(tx, {
      ...place,
      ...booker,
      id: appointmentId,
      number,
      source,
      state: 'booked',
      note,
      cancelReason: '',
      encounterId: null,
      cloudId: null,
      bookedAt: now,
      bookedBy: context.settings.desk.person,
      changedAt: now,
      version: 1,
    })
    const details = { day, session, practitionerId, at, number, source, patientId }
    await noteDeed(tx, context, 'appointment-booked', appointmentId, details)
  })
  return saved.ok ? shown(context, appointmentId) : saved
}

interface Seen {
  readonly appointmentId: AppointmentId
  readonly version: number
}

/** Changes an appointment that is in one of these states and as it was seen. `NOT_FOUND`, `CONFLICT`, `APPOINTMENT_STATE`. */
const change = async (
  context: DeskContext,
  { appointmentId, version }: Seen,
  states: readonly AppointmentRecord['state'][],
  action: string,
  next: (tx: WriteTx, now: AppointmentRecord) => Promise<Partial<AppointmentRecord>>,
): Promise<Result<Appointment>> => {
  const saved = await context.store.write(async (tx) => {
    const before = await byId(tx, appointmentId)
    if (before === null) return refuse('NOT_FOUND')
    if (before.version !== version) return refuse('CONFLICT')
    if (!states.includes(before.state)) return refuse('APPOINTMENT_STATE', { state: before.state })
    const changes = await next(tx, before)
    const after = { ...before, ...changes, changedAt: context.now(), version: version + 1 }
    if (!(await update(tx, after, version))) refuse('CONFLICT')
    const { day, session, practitionerId, at, number } = after
    const was = `${before.day} ${before.at}`
    await noteDeed(tx, context, action, appointmentId, { day, session, practitionerId, at, number, was })
  })
  return saved.ok ? shown(context, appointmentId) : saved
}

/** Moves an appointment, also a missed one, which then waits for its patient again. */
export const moveAppointment = (
  context: DeskContext,
  { day, session, practitionerId, at, ...seen }: HandlerInput<'appointment:move'>,
): Promise<Result<Appointment>> =>
  change(context, seen, ['booked', 'no-show'], 'appointment-moved', async (tx, before) => {
    const place = { day, session, practitionerId, at }
    return { ...place, state: 'booked', number: await takePlace(tx, context, place, before, before.id) }
  })

/** Takes an appointment off the day, with the reason; its number is free again. */
export const cancelAppointment = (
  context: DeskContext,
  { reason, ...seen }: HandlerInput<'appointment:cancel'>,
): Promise<Result<Appointment>> =>
  change(context, seen, ['booked', 'no-show'], 'appointment-cancelled', async () => ({
    state: 'cancelled',
    cancelReason: reason,
  }))

/** Takes a cancellation back, where the place is still free; the number may be another one. */
export const restoreAppointment = (
  context: DeskContext,
  seen: HandlerInput<'appointment:restore'>,
): Promise<Result<Appointment>> =>
  change(context, seen, ['cancelled'], 'appointment-restored', async (tx, before) => {
    const { day, session, practitionerId, at } = before
    if (practitionerId === null) return refuse('DOCTOR_AWAY')
    const number = await takePlace(tx, context, { day, session, practitionerId, at }, before, before.id)
    return { state: 'booked', cancelReason: '', number }
  })

/** A person says that the patient did not come, or that it was not so. */
export const markNoShow = (
  context: DeskContext,
  { missed, ...seen }: HandlerInput<'appointment:no-show'>,
): Promise<Result<Appointment>> =>
  change(
    context,
    seen,
    [missed ? 'booked' : 'no-show'],
    missed ? 'appointment-missed' : 'appointment-not-missed',
    async () => ({ state: missed ? 'no-show' : 'booked' }),
  )

/** Links a chart to an appointment that has none. `PATIENT_UNKNOWN`. */
export const linkAppointmentPatient = (
  context: DeskContext,
  { patientId, ...seen }: HandlerInput<'appointment:link-patient'>,
): Promise<Result<Appointment>> =>
  change(context, seen, ['booked', 'no-show'], 'appointment-linked', async (tx) => {
    const patient = await findById(tx, patientId)
    if (patient === null) return refuse('PATIENT_UNKNOWN')
    return { patientId, name: patient.name }
  })
