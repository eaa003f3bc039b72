import type { AppointmentState } from '../../../preload/contract/appointments/appointment.ts'
import { taipeiDayStart } from '../../../preload/contract/patient/rocDate.ts'
import type { Session } from '../../../preload/contract/words.ts'
import { bookablePlaces, type RosterSession, slotTimes } from './rosterDay.ts'

/** Who an appointment is for, as far as it is known: a chart, a number, or only a name and a telephone. */
export interface Booker {
  readonly patientId: string | null
  readonly nationalId: string | null
  readonly name: string
  readonly phone: string
}

/** A place in a day: with whom, in which session, at which minute of the Taipei day. */
export interface Place {
  readonly day: string
  readonly session: Session
  readonly practitionerId: string
  readonly at: number
}

/** An appointment as far as rules are about it. `practitionerId` null: the cloud named nobody this clinic knows. */
export interface KeptAppointment extends Booker {
  readonly id: string
  readonly day: string
  readonly session: Session
  readonly practitionerId: string | null
  readonly at: number
  readonly number: number | null
  readonly state: AppointmentState
}

const minuteMs = 60_000

/** The moment of a minute of a Taipei day, epoch ms. */
export const momentOf = (day: string, minute: number): number => taipeiDayStart(day) + minute * minuteMs

const digits = (text: string): string => text.replaceAll(/\D/g, '')

/** Whether two bookings are one person's. Where a chart or number is known of both it decides; else name and telephone together. */
export const isSamePerson = (one: Booker, other: Booker): boolean => {
  if (one.patientId !== null && other.patientId !== null) return one.patientId === other.patientId
  if (one.nationalId !== null && other.nationalId !== null) return one.nationalId === other.nationalId
  const phone = digits(one.phone)
  return phone !== '' && phone === digits(other.phone) && one.name.trim() === other.name.trim()
}

/** Takes up its place: it waits for the patient, or the patient has come. */
export const holdsPlace = ({ state }: Pick<KeptAppointment, 'state'>): boolean =>
  state === 'booked' || state === 'arrived'

export const sessionOfPlace = (
  roster: readonly RosterSession[],
  place: Pick<KeptAppointment, 'practitionerId' | 'session'>,
): RosterSession | null =>
  roster.find((one) => one.practitionerId === place.practitionerId && one.session === place.session) ?? null

export type BookingProblem =
  /** The doctor has no such session that day, or it has no slot at that time. */
  | { readonly problem: 'no-session' }
  /** It is not held: leave, or a closed day. */
  | { readonly problem: 'away'; readonly off: 'leave' | 'closed' }
  | { readonly problem: 'past' }
  /** The same person has an appointment in that session already. */
  | { readonly problem: 'twice'; readonly appointmentId: string }
  /** The slot has no place left to book, or the session has reached its number (限號). */
  | { readonly problem: 'full'; readonly limit: number; readonly of: 'slot' | 'session' }

export interface BookingWish {
  readonly place: Place
  readonly booker: Booker
  /** The appointment that is moved there; it does not stand in its own way. Null for a new one. */
  readonly moved: string | null
}

/**
 * Why a place cannot be booked; null where it can.
 *
 * @param roster the sessions of that day
 * @param kept every appointment of that day
 * @param walkIns visits of that session without an appointment, as far as they are registered
 * @param now epoch ms
 */
export const bookingProblem = (
  { place, booker, moved }: BookingWish,
  roster: readonly RosterSession[],
  kept: readonly KeptAppointment[],
  walkIns: number,
  now: number,
): BookingProblem | null => {
  const session = sessionOfPlace(roster, place)
  if (session === null || !slotTimes(session).includes(place.at)) return { problem: 'no-session' }
  if (session.off !== null) return { problem: 'away', off: session.off }
  if (momentOf(place.day, place.at + session.slotMinutes) <= now) return { problem: 'past' }
  const others = kept.filter((one) => one.id !== moved && holdsPlace(one))
  const twice = others.find((one) => one.session === place.session && isSamePerson(one, booker))
  if (twice !== undefined) return { problem: 'twice', appointmentId: twice.id }
  const inSession = others.filter((one) => one.practitionerId === place.practitionerId && one.session === place.session)
  const limit = bookablePlaces(session)
  if (inSession.filter(({ at }) => at === place.at).length >= limit) return { problem: 'full', limit, of: 'slot' }
  const { numberLimit } = session
  return numberLimit !== null && inSession.length + walkIns >= numberLimit
    ? { problem: 'full', limit: numberLimit, of: 'session' }
    : null
}
