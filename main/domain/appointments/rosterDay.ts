import type { Session } from '../../../preload/contract/words.ts'

/** What a session with bookable places is made of; times are minutes of the Taipei day. */
export interface SlotPlan {
  readonly roomId: string
  readonly from: number
  /** End of the last slot. */
  readonly to: number
  readonly slotMinutes: number
  /** Patients of one slot, whichever way they come. */
  readonly places: number
  /** How many of them are kept for who comes without an appointment (現場號). */
  readonly walkInPlaces: number
  /** 限號: most patients of the whole session; null for as many as there are places. */
  readonly numberLimit: number | null
}

/** One line of the weekly pattern (門診表): a doctor's session on a weekday, as long as it is in force. */
export interface RosterPattern extends SlotPlan {
  readonly id: string
  readonly practitionerId: string
  /** ISO 8601: 1 Monday … 7 Sunday. */
  readonly weekday: number
  readonly session: Session
  readonly validFrom: string
  readonly validTo: string | null
}

/** What differs from the weekly pattern on some days, both included; without a session it is about the whole day. */
export type RosterException = {
  readonly id: string
  readonly fromDay: string
  readonly toDay: string
  readonly reason: string
} & (
  | { readonly kind: 'leave'; readonly practitionerId: string; readonly session: Session | null }
  | {
      readonly kind: 'substitute'
      readonly practitionerId: string
      readonly session: Session | null
      readonly substituteId: string
    }
  | ({ readonly kind: 'extra'; readonly practitionerId: string; readonly session: Session } & SlotPlan)
  | { readonly kind: 'closed'; readonly session: Session | null }
)

/** A doctor's session on one day, as it was planned and as it stands. */
export interface RosterSession extends SlotPlan {
  /** Whose session it is by the plan; appointments are with this doctor. */
  readonly practitionerId: string
  /** Who is in the room: the substitute (代診), else the same. */
  readonly dutyId: string
  readonly session: Session
  readonly isExtra: boolean
  /** Why nobody is seen: leave (請假) or a closed day (休診); null where it is held. */
  readonly off: 'leave' | 'closed' | null
  /** The reason of what differs from the pattern; empty where nothing does. */
  readonly reason: string
}

/** ISO weekday of a day `YYYY-MM-DD`. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const isOn = ({ fromDay, toDay }: RosterException, day: string): boolean => fromDay <= day && day <= toDay

const isAbout = (exception: RosterException, session: Session): boolean =>
  exception.session === null || exception.session === session

const planOf = (plan: SlotPlan): SlotPlan => {
  const { roomId, from, to, slotMinutes, places, walkInPlaces, numberLimit } = plan
  return { roomId, from, to, slotMinutes, places, walkInPlaces, numberLimit }
}

/** The planned sessions of a day before leave and closing: the pattern in force, and extra sessions in its place or beside it. */
const plannedOn = (
  day: string,
  patterns: readonly RosterPattern[],
  exceptions: readonly RosterException[],
): readonly RosterSession[] => {
  const weekday = weekdayOf(day)
  const extras = exceptions.flatMap((exception): RosterSession[] => {
    if (exception.kind !== 'extra') return []
    const { practitionerId, session, reason } = exception
    return [{ ...planOf(exception), practitionerId, dutyId: practitionerId, session, isExtra: true, off: null, reason }]
  })
  const isReplaced = (pattern: RosterPattern): boolean =>
    extras.some((extra) => extra.practitionerId === pattern.practitionerId && extra.session === pattern.session)
  const usual = patterns
    .filter((pattern) => pattern.weekday === weekday)
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
    .filter((pattern) => !isReplaced(pattern))
    .map((pattern): RosterSession => {
      const { practitionerId, session } = pattern
      const usually = { isExtra: false, off: null, reason: '' } as const
      return { ...planOf(pattern), practitionerId, dutyId: practitionerId, session, ...usually }
    })
  return [...usual, ...extras]
}

const asItStands = (planned: RosterSession, exceptions: readonly RosterException[]): RosterSession => {
  const closed = exceptions.find((one) => one.kind === 'closed' && isAbout(one, planned.session))
  if (closed !== undefined) return { ...planned, off: 'closed', reason: closed.reason }
  const own = exceptions.filter(
    (one) =>
      (one.kind === 'leave' || one.kind === 'substitute') &&
      one.practitionerId === planned.practitionerId &&
      isAbout(one, planned.session),
  )
  // Somebody who steps in keeps the session going, also where the leave was written down as well; but not one who is away, too.
  const substitute = own.findLast((one) => one.kind === 'substitute')
  if (substitute?.kind === 'substitute') {
    const { substituteId } = substitute
    const away = exceptions.find(
      (one) => one.kind === 'leave' && one.practitionerId === substituteId && isAbout(one, planned.session),
    )
    if (away !== undefined) return { ...planned, off: 'leave', reason: away.reason }
    return { ...planned, dutyId: substituteId, reason: substitute.reason }
  }
  const leave = own.findLast((one) => one.kind === 'leave')
  return leave === undefined ? planned : { ...planned, off: 'leave', reason: leave.reason }
}

/** The sessions of a day (`YYYY-MM-DD`), off ones among them, by their beginning. Of a pattern and an extra session the extra one counts. */
export const rosterOfDay = (
  day: string,
  patterns: readonly RosterPattern[],
  exceptions: readonly RosterException[],
): readonly RosterSession[] => {
  const today = exceptions.filter((exception) => isOn(exception, day))
  return plannedOn(day, patterns, today)
    .map((planned) => asItStands(planned, today))
    .toSorted((one, other) => one.from - other.from || (one.practitionerId < other.practitionerId ? -1 : 1))
}

/** The beginnings of a session's slots; a rest shorter than a slot is none. */
export const slotTimes = ({ from, to, slotMinutes }: SlotPlan): readonly number[] =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / slotMinutes)) }, (_, index) => from + index * slotMinutes)

/** The slot that a minute lies in; null outside the session. */
export const slotAt = (plan: SlotPlan, minute: number): number | null =>
  slotTimes(plan).findLast((at) => at <= minute && minute < at + plan.slotMinutes) ?? null

/** Places of a slot that can be booked; the rest is for who comes without an appointment. */
export const bookablePlaces = ({ places, walkInPlaces }: SlotPlan): number => Math.max(0, places - walkInPlaces)
