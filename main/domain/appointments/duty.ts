import type { Session } from '../../../preload/contract/words.ts'
import { holdsPlace, type KeptAppointment } from './booking.ts'
import { type RosterSession, slotTimes } from './rosterDay.ts'

/** Where somebody sees patients. */
interface Post {
  readonly practitionerId: string
  readonly roomId: string
}

/** Who sees patients in a part of the day by its plan, substitutes in the place of whom they stand in for; by the beginning. */
const onDuty = (roster: readonly RosterSession[], session: Session): readonly RosterSession[] =>
  roster.filter((one) => one.session === session && one.off === null)

/**
 * Who is proposed for somebody who comes now, and where: the doctor chosen last if that one is on duty, else the first who is. Null where the
 * plan has nobody for this part of the day, and so tells nothing.
 *
 * @param seen today's visits, by number: a doctor who has moved to another room is still there
 */
export const proposedPost = (
  roster: readonly RosterSession[],
  session: Session,
  last: string | null,
  seen: readonly (Post & { readonly session: Session })[],
): Post | null => {
  const there = onDuty(roster, session)
  const duty = there.find(({ dutyId }) => dutyId === last) ?? there[0]
  if (duty === undefined) return null
  const moved = seen.findLast((visit) => visit.practitionerId === duty.dutyId && visit.session === session)
  return { practitionerId: duty.dutyId, roomId: moved?.roomId ?? duty.roomId }
}

/** Why a doctor sees nobody in a part of the day although one was planned; null where one is held, or none was planned. */
export const dutyOff = (
  roster: readonly RosterSession[],
  session: Session,
  practitionerId: string,
): RosterSession['off'] => {
  if (onDuty(roster, session).some(({ dutyId }) => dutyId === practitionerId)) return null
  const planned = roster.find((one) => one.session === session && one.practitionerId === practitionerId)
  // Somebody else stands in: the doctor is away.
  return planned === undefined ? null : (planned.off ?? 'leave')
}

/**
 * The number of patients at which a doctor's session is full (限號, else its places), where it has been reached by those who came and those
 * who are still expected; null where there is room, or no plan.
 *
 * @param came visits of that day that were not cancelled
 */
export const fullAt = (
  roster: readonly RosterSession[],
  session: Session,
  practitionerId: string,
  kept: readonly KeptAppointment[],
  came: readonly { readonly practitionerId: string; readonly session: Session }[],
): number | null => {
  const held = onDuty(roster, session).find(({ dutyId }) => dutyId === practitionerId)
  if (held === undefined) return null
  const limit = held.numberLimit ?? held.places * slotTimes(held).length
  const here = came.filter((visit) => visit.practitionerId === practitionerId && visit.session === session)
  const expected = kept.filter(
    (one) =>
      holdsPlace(one) &&
      one.state === 'booked' &&
      one.practitionerId === held.practitionerId &&
      one.session === session,
  )
  return here.length + expected.length >= limit ? limit : null
}
