import type { VisitState } from '../../../preload/contract/visit/visit.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'

/** How long after its registration a visit of the day before still stands in line: a session that runs over midnight, and no night's sleep. */
export const inLineForMs = 6 * 3_600_000

interface Registered {
  readonly state: VisitState
  /** Clinic day, `YYYY-MM-DD`. */
  readonly day: string
  /** Epoch ms. */
  readonly registeredAt: number
}

/** Whether a visit still wants something of a desk. */
export const isOpen = ({ state }: Pick<Registered, 'state'>): boolean => state !== 'closed' && state !== 'cancelled'

/**
 * What an open visit of an earlier day is on another one: `isInLine` while the session it was registered in may still go on, so that it
 * comes before those of the new day; afterwards it was left behind, is shown, and has no turn. Null for every other visit. The usage
 * of clinics, not a rule of the NHI.
 *
 * @param now epoch ms, server time
 */
export const earlierDay = (
  visit: Registered,
  today: string,
  now: number,
): { readonly day: IsoDate; readonly isInLine: boolean } | null =>
  isOpen(visit) && visit.day < today
    ? { day: visit.day as IsoDate, isInLine: now - visit.registeredAt < inLineForMs }
    : null
