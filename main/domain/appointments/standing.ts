import type { AppointmentTrouble } from '../../../preload/contract/appointments/appointment.ts'
import { holdsPlace, isSamePerson, type KeptAppointment, momentOf, sessionOfPlace } from './booking.ts'
import { looksLikeNoShow } from './noShow.ts'
import { bookablePlaces, type RosterSession, slotTimes } from './rosterDay.ts'

export interface Surroundings {
  /** The sessions of that day. */
  readonly roster: readonly RosterSession[]
  /** Every appointment of that day. */
  readonly kept: readonly KeptAppointment[]
  /** Epoch ms. */
  readonly now: number
}

const placeTrouble = (appointment: KeptAppointment, { roster, kept, now }: Surroundings): AppointmentTrouble | null => {
  if (appointment.practitionerId === null) return 'unknown-doctor'
  const session = sessionOfPlace(roster, appointment)
  if (session?.off === 'leave' || session?.off === 'closed') return session.off
  // What is over can't be put elsewhere.
  if (looksLikeNoShow(appointment, roster, now)) return 'no-show'
  if (session === null || !slotTimes(session).includes(appointment.at)) return 'no-session'
  const inSlot = kept.filter(
    (one) =>
      holdsPlace(one) &&
      one.practitionerId === appointment.practitionerId &&
      one.session === appointment.session &&
      one.at === appointment.at,
  )
  // Who was there first keeps the place; the numbers tell who was.
  const earlier = inSlot.filter((one) => one.id !== appointment.id && isBefore(one, appointment))
  return earlier.length >= bookablePlaces(session) ? 'overfull' : null
}

const isBefore = (one: KeptAppointment, other: KeptAppointment): boolean => {
  const [a, b] = [one.number ?? Number.MAX_SAFE_INTEGER, other.number ?? Number.MAX_SAFE_INTEGER]
  return a < b || (a === b && one.id < other.id)
}

/**
 * Why an appointment that still waits for its patient needs a person: what most stands in its way, null where nothing does. It is
 * reckoned anew each time, so a plan that is put right takes its people off the list.
 */
export const troubleOf = (appointment: KeptAppointment, around: Surroundings): AppointmentTrouble | null => {
  if (appointment.state !== 'booked') return null
  const trouble = placeTrouble(appointment, around)
  if (trouble !== null) return trouble
  const twin = around.kept.some(
    (one) =>
      one.id !== appointment.id &&
      holdsPlace(one) &&
      one.session === appointment.session &&
      isSamePerson(one, appointment) &&
      (one.state === 'arrived' || isBefore(one, appointment)),
  )
  if (twin) return 'twice'
  return appointment.patientId === null && appointment.nationalId !== null ? 'unknown-patient' : null
}

/** How far an appointment is from now, for choosing among several of one person's day: those to come first, the nearest of them. */
export const nearness = (appointment: Pick<KeptAppointment, 'day' | 'at'>, now: number): number => {
  const distance = momentOf(appointment.day, appointment.at) - now
  return distance >= 0 ? distance : -distance + 24 * 3_600_000
}
