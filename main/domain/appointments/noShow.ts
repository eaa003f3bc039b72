import { type Booker, isSamePerson, type KeptAppointment, momentOf, sessionOfPlace } from './booking.ts'
import type { RosterSession } from './rosterDay.ts'

const minutesOfDay = 24 * 60

/** The end of an appointment's session, epoch ms: by the plan, or where there is none any more by the end of its day. */
const endOf = (appointment: KeptAppointment, roster: readonly RosterSession[]): number =>
  momentOf(appointment.day, sessionOfPlace(roster, appointment)?.to ?? minutesOfDay)

/**
 * Whether it is proposed as a no-show (未到): its session is over and nobody came. A session that was off is no patient's fault. Only a
 * person makes it one.
 */
export const looksLikeNoShow = (appointment: KeptAppointment, roster: readonly RosterSession[], now: number): boolean =>
  appointment.state === 'booked' &&
  (sessionOfPlace(roster, appointment)?.off ?? null) === null &&
  endOf(appointment, roster) <= now

/** How often a person did not come, among appointments of the time that counts. */
export const noShowsOf = (booker: Booker, kept: readonly KeptAppointment[]): number =>
  kept.filter((one) => one.state === 'no-show' && isSamePerson(one, booker)).length
