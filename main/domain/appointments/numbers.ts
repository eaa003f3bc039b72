import type { Session } from '../../../preload/contract/words.ts'
import type { Place } from './booking.ts'
import { bookablePlaces, type RosterSession, slotTimes } from './rosterDay.ts'

/**
 * The numbers of a day. The queue calls by number, whoever the doctor is and however somebody came, so each place of the day's plan has
 * one: slot by slot, those that can be booked (預約號) before those for who comes without an appointment (現場號). An appointment keeps
 * the number of its place from the booking on; who comes without one takes the next that nobody holds.
 */
interface NumberedSlot {
  readonly session: RosterSession
  readonly at: number
  readonly first: number
}

const numberedSlots = (roster: readonly RosterSession[]): readonly NumberedSlot[] => {
  const slots = roster
    .flatMap((session) => slotTimes(session).map((at) => ({ session, at })))
    .toSorted((one, other) => one.at - other.at)
  let next = 1
  return slots.map(({ session, at }) => {
    const first = next
    next += session.places
    return { session, at, first }
  })
}

const firstFree = (from: number, taken: ReadonlySet<number>): number => {
  let number = from
  while (taken.has(number)) number += 1
  return number
}

/** The number of an appointment at a place: the place's own, or the next free one where that is another's. */
export const appointedNumber = (
  roster: readonly RosterSession[],
  place: Omit<Place, 'day'>,
  taken: ReadonlySet<number>,
): number => {
  const slot = numberedSlots(roster).find(
    ({ session, at }) =>
      session.practitionerId === place.practitionerId && session.session === place.session && at === place.at,
  )
  if (slot === undefined) return firstFree(1 + Math.max(0, ...taken), taken)
  const own = Array.from({ length: bookablePlaces(slot.session) }, (_, index) => slot.first + index)
  return own.find((number) => !taken.has(number)) ?? firstFree(slot.first + slot.session.places, taken)
}

/** A number already given in a day: to a visit, or promised by an appointment. */
export interface GivenNumber {
  readonly number: number
  readonly session: Session
  /** Given by the order of coming; an appointment's is not. */
  readonly inOrderOfComing: boolean
}

/**
 * The number of who comes without an appointment: behind everybody who came so in this session, never before the session's first
 * place, and none that is promised to an appointment. On a day without a plan simply the next one.
 */
export const walkInNumber = (
  roster: readonly RosterSession[],
  session: Session,
  given: readonly GivenNumber[],
): number => {
  const taken = new Set(given.map(({ number }) => number))
  const came = given.filter(({ inOrderOfComing }) => inOrderOfComing)
  const first = numberedSlots(roster).find((slot) => slot.session.session === session)?.first
  const behind = (numbers: readonly GivenNumber[]): number => 1 + Math.max(0, ...numbers.map(({ number }) => number))
  if (first === undefined) return firstFree(behind(came), taken)
  return firstFree(Math.max(first, behind(came.filter((one) => one.session === session))), taken)
}

/** The number of an appointment whose patient has come: the promised one, or behind it the next that nobody has. */
export const arrivalNumber = (promised: number, taken: ReadonlySet<number>): number => firstFree(promised, taken)
