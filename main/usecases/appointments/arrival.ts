import type { AppointmentId, AppointmentOffer } from '../../../preload/contract/appointments/appointment.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId, PatientId, PractitionerId, Session } from '../../../preload/contract/words.ts'
import { momentOf, sessionOfPlace } from '../../domain/appointments/booking.ts'
import { arrivalNumber, type GivenNumber, walkInNumber } from '../../domain/appointments/numbers.ts'
import { nearness } from '../../domain/appointments/standing.ts'
import { type AppointmentRecord, byId, byVisit, update } from '../../store/appointments/appointmentRepository.ts'
import type { ReadDb, WriteTx } from '../../store/handles.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { foldText } from '../../store/patient/searchText.ts'
import { refuse } from '../../store/refuse.ts'
import { byDay } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { noteLateArrival } from '../registration/queue.ts'
import { takenNumbers } from './bookAppointment.ts'
import { type BookedDay, bookedDay } from './bookedDay.ts'
import { noteDeed } from './noteDeed.ts'
import { hearMissedWord } from './takeInCloud.ts'

/** Who stands at the desk, as far as it is known. */
export interface Comer {
  readonly patientId: PatientId | null
  readonly nationalId: string | null
  readonly name: string
}

/** Late ones may come, too: a no-show of today who comes after all is one no more. */
const mayArrive = ({ state }: AppointmentRecord): boolean => state === 'booked' || state === 'no-show'

/** `sure`: by chart or number. `perhaps`: booked by a name alone, which is the same; a person says whether it is theirs. */
const isOf = (one: AppointmentRecord, comer: Comer, charts: readonly string[]): 'sure' | 'perhaps' | 'no' => {
  if (one.patientId !== null) return charts.includes(one.patientId) ? 'sure' : 'no'
  if (one.nationalId !== null) return one.nationalId === comer.nationalId ? 'sure' : 'no'
  return comer.name !== '' && foldText(one.name) === foldText(comer.name) ? 'perhaps' : 'no'
}

const chartsOfComer = async (db: ReadDb, { patientId }: Comer): Promise<readonly string[]> =>
  patientId === null ? [] : chartsOf(db, patientId)

/** Today's appointments that may be this person's, and the one that is proposed: theirs for sure, and the nearest. */
export const appointmentsOf = async (
  context: DeskContext,
  comer: Comer,
): Promise<{ readonly offers: AppointmentOffer[]; readonly proposed: AppointmentId | null }> => {
  const { db } = context.store
  const now = context.now()
  const [booked, charts] = await Promise.all([bookedDay(db, dayOf(now)), chartsOfComer(db, comer)])
  const found = booked.kept
    .filter(mayArrive)
    .map((one) => ({ one, is: isOf(one, comer, charts) }))
    .filter(({ is }) => is !== 'no')
    .toSorted((a, b) => nearness(a.one, now) - nearness(b.one, now))
  return {
    offers: found.map(({ one, is }) => offerOf(one, booked, is === 'sure')),
    proposed: found.find(({ is }) => is === 'sure')?.one.id ?? null,
  }
}

const offerOf = (one: AppointmentRecord, { roster }: BookedDay, isSure: boolean): AppointmentOffer => {
  const session = sessionOfPlace(roster, one)
  return {
    appointmentId: one.id,
    at: one.at,
    number: one.number,
    session: one.session,
    practitionerId: (session?.dutyId ?? one.practitionerId) as PractitionerId | null,
    roomId: session?.roomId ?? null,
    name: one.name,
    isSure,
  }
}

/**
 * Whether somebody may come by an appointment: it is today's, waits for its patient, and is not somebody else's. Asked before a serial is
 * taken, and again in the transaction. `APPOINTMENT_STATE`.
 */
export const checkArrival = async (
  db: ReadDb,
  appointmentId: AppointmentId,
  comer: Comer,
  today: string,
): Promise<Result<AppointmentRecord>> => {
  const kept = await byId(db, appointmentId)
  if (kept === null) return fail('APPOINTMENT_STATE')
  const [charts, booked] = await Promise.all([chartsOfComer(db, comer), bookedDay(db, today)])
  const appointment = booked.kept.find(({ id }) => id === appointmentId)
  if (appointment === undefined || !mayArrive(appointment)) {
    return fail('APPOINTMENT_STATE', { details: { state: kept.state } })
  }
  // Somebody is known of who it is for: the chart or the number has to agree. For a name alone the desk has said so.
  const isKnown = appointment.patientId !== null || appointment.nationalId !== null
  if (isKnown && isOf(appointment, comer, charts) !== 'sure')
    return fail('APPOINTMENT_STATE', { details: { of: 'other' } })
  return ok(kept)
}

/** A visit that is being registered, before it has its number. */
export interface Arrival extends Comer {
  readonly encounterId: EncounterId
  readonly patientId: PatientId
  readonly day: string
  /** The day of the appointments it may keep: the last one, where midnight came while the serial was taken. */
  readonly bookedOn: string
  readonly session: Session
  readonly practitionerId: PractitionerId
}

/**
 * The queue number of a visit, in its own transaction: the promised one of its appointment, else the next for who comes without one.
 * A number that was promised for another day is none.
 * Refuses with `APPOINTMENT_STATE` where the appointment waits no longer.
 */
export const numberOfVisit = async (
  tx: WriteTx,
  arrival: Arrival,
  appointmentId: AppointmentId | null,
): Promise<number> => {
  const [booked, visits] = await Promise.all([bookedDay(tx, arrival.day), byDay(tx, arrival.day)])
  const promised = await promisedNumber(tx, arrival, appointmentId)
  if (promised !== null) return arrivalNumber(promised, await takenNumbers(tx, booked, appointmentId))
  const byAppointment = new Set(booked.kept.flatMap(({ encounterId }) => encounterId ?? []))
  const given: readonly GivenNumber[] = [
    ...visits.map(({ id, queueNumber, session, state }) => ({
      number: queueNumber,
      session,
      inOrderOfComing: state !== 'cancelled' && !byAppointment.has(id),
    })),
    ...booked.kept.flatMap(({ number, session, state }) =>
      number === null || state === 'cancelled' ? [] : [{ number, session, inOrderOfComing: false }],
    ),
  ]
  return walkInNumber(booked.roster, arrival.session, given)
}

const promisedNumber = async (
  tx: WriteTx,
  arrival: Arrival,
  appointmentId: AppointmentId | null,
): Promise<number | null> => {
  if (appointmentId === null) return null
  const { day, bookedOn } = arrival
  const checked = await checkArrival(tx, appointmentId, arrival, bookedOn)
  if (!checked.ok) return refuse('APPOINTMENT_STATE', checked.error.details)
  return bookedOn === day ? checked.value.number : null
}

/** Marks an appointment as arrived (報到) by a visit that was just inserted; who comes late goes behind some who wait. */
export const arrive = async (
  tx: WriteTx,
  context: DeskContext,
  arrival: Arrival & { readonly queueNumber: number },
  appointmentId: AppointmentId | null,
): Promise<void> => {
  if (appointmentId === null) return
  const before = await byId(tx, appointmentId)
  if (before === null) return refuse('APPOINTMENT_STATE')
  const now = context.now()
  const { encounterId, patientId, day, queueNumber } = arrival
  const after: AppointmentRecord = {
    ...before,
    state: 'arrived',
    encounterId,
    patientId,
    changedAt: now,
    version: before.version + 1,
  }
  if (!(await update(tx, after, before.version))) refuse('APPOINTMENT_STATE')
  const { roster } = await bookedDay(tx, day)
  const slotMinutes = sessionOfPlace(roster, before)?.slotMinutes ?? 0
  // By a number of another day nobody is passed over.
  if (arrival.bookedOn === day && momentOf(day, before.at + slotMinutes) <= now) {
    await noteLateArrival(tx, { id: encounterId, day, queueNumber, practitionerId: arrival.practitionerId })
  }
  await noteDeed(tx, context, 'appointment-arrived', appointmentId, {
    encounterId,
    queueNumber,
    was: before.state,
  })
}

/** A visit was taken off the list: its appointment waits for the patient again. In the visit's own transaction. */
export const giveAppointmentBack = async (
  tx: WriteTx,
  context: DeskContext,
  encounterId: EncounterId,
): Promise<boolean> => {
  const before = await byVisit(tx, encounterId)
  if (before === null) return false
  const back = { ...before, state: 'booked', encounterId: null, changedAt: context.now() } as const
  await update(tx, { ...back, version: before.version + 1 }, before.version)
  await noteDeed(tx, context, 'appointment-given-back', before.id, { encounterId })
  if (before.cloudId !== null) await hearMissedWord(tx, context, before.cloudId, before.changedAt)
  return true
}
