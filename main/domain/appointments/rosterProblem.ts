import type { RuleTables } from '../tables/ruleTables.ts'
import { bookablePlaces, type RosterPattern, type RosterSession, type SlotPlan, slotTimes } from './rosterDay.ts'

/** What is wrong with the times and places of a session: its slots, or that it leaves the hours of its part of the day. */
export type PlanProblem = 'no-slot' | 'no-place' | 'outside-session'

/** @param sessions the hours of the parts of the day (早、午、晚) in force when it begins */
export const planProblem = (
  plan: SlotPlan & Pick<RosterPattern, 'session'>,
  sessions: RuleTables['sessions'],
): PlanProblem | null => {
  if (slotTimes(plan).length === 0) return 'no-slot'
  if (bookablePlaces(plan) === 0) return 'no-place'
  const hours = sessions.find(({ session }) => session === plan.session)
  const inside = hours !== undefined && hours.fromHour * 60 <= plan.from && plan.to <= hours.toHour * 60
  return inside ? null : 'outside-session'
}

const areTogether = (one: RosterPattern, other: RosterPattern): boolean =>
  one.weekday === other.weekday &&
  one.validFrom <= (other.validTo ?? '9999-12-31') &&
  other.validFrom <= (one.validTo ?? '9999-12-31')

/**
 * The line of the pattern that a new one cannot stand beside: the doctor has that session already, or the room is another's at the
 * same time. Null where there is none.
 */
export const rosterCollision = (
  wanted: RosterPattern,
  patterns: readonly RosterPattern[],
): { readonly with: RosterPattern; readonly of: 'doctor' | 'room' } | null => {
  const beside = patterns.filter((pattern) => pattern.id !== wanted.id && areTogether(pattern, wanted))
  const own = beside.find(
    ({ practitionerId, session, from, to }) =>
      practitionerId === wanted.practitionerId &&
      (session === wanted.session || (from < wanted.to && wanted.from < to)),
  )
  if (own !== undefined) return { with: own, of: 'doctor' }
  const inRoom = beside.find(({ roomId, from, to }) => roomId === wanted.roomId && from < wanted.to && wanted.from < to)
  return inRoom === undefined ? null : { with: inRoom, of: 'room' }
}

/**
 * The held session of a day that an extra one (加診) cannot stand beside: one more of the doctor's at the same time, or another's in the
 * room. The doctor's usual session of that part of the day is no obstacle, because the extra one takes its place.
 *
 * @param roster the sessions of that day without it
 */
export const extraCollision = (
  wanted: SlotPlan & Pick<RosterSession, 'practitionerId' | 'session'>,
  roster: readonly RosterSession[],
): { readonly with: RosterSession; readonly of: 'doctor' | 'room' } | null => {
  const isOwn = (one: RosterSession): boolean =>
    one.practitionerId === wanted.practitionerId && one.session === wanted.session
  const twin = roster.find((one) => isOwn(one) && one.isExtra)
  if (twin !== undefined) return { with: twin, of: 'doctor' }
  const beside = roster.filter((one) => !isOwn(one) && one.off === null && one.from < wanted.to && wanted.from < one.to)
  const own = beside.find(({ dutyId }) => dutyId === wanted.practitionerId)
  if (own !== undefined) return { with: own, of: 'doctor' }
  const inRoom = beside.find(({ roomId }) => roomId === wanted.roomId)
  return inRoom === undefined ? null : { with: inRoom, of: 'room' }
}

/** The last day of a new line where the same session is planned anew from a later day on; null where nothing follows it. */
export const lastDayBefore = (
  wanted: Pick<RosterPattern, 'validFrom'>,
  same: readonly RosterPattern[],
  dayBefore: (day: string) => string,
): string | null => {
  const next = same
    .map(({ validFrom }) => validFrom)
    .filter((from) => from > wanted.validFrom)
    .toSorted()[0]
  return next === undefined ? null : dayBefore(next)
}
