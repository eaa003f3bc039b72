import type { RuleTables } from '../tables/ruleTables.ts'
import { bookablePlaces, type RosterPattern, type SlotPlan, slotTimes } from './rosterDay.ts'

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
