import type {
  AppointmentDay,
  AppointmentTodos,
  DaySession,
} from '../../../preload/contract/appointments/appointment.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate, PractitionerId } from '../../../preload/contract/words.ts'
import { holdsPlace, momentOf } from '../../domain/appointments/booking.ts'
import { bookablePlaces, type RosterSession, slotTimes, weekdayOf } from '../../domain/appointments/rosterDay.ts'
import { troubleOf } from '../../domain/appointments/standing.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { pullState, unreadable } from '../../store/appointments/cloudAppointmentRepository.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { practitionerName, roomName, viewAppointments } from './appointmentView.ts'
import { type BookedDay, bookedDay, bookedDays, waitingDays } from './bookedDay.ts'

const dayMs = 86_400_000
/** So long ago an appointment that was never settled is still asked about. */
const askedForDays = 30

/** A day so many days later. */
export const laterDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

const holidayOf = ({ rules }: DeskContext, day: string): string =>
  rules.workingDays.flatMap(({ holidays }) => holidays).find(({ on }) => on === day)?.name ?? ''

const daySession = (
  context: DeskContext,
  { day, kept }: BookedDay,
  session: RosterSession,
  now: number,
): DaySession => {
  const own = kept.filter(
    (one) => holdsPlace(one) && one.practitionerId === session.practitionerId && one.session === session.session,
  )
  const perSlot = bookablePlaces(session)
  const slots = slotTimes(session).map((at) => ({
    at,
    bookable: perSlot,
    booked: own.filter((one) => one.at === at).length,
    isPast: momentOf(day, at + session.slotMinutes) <= now,
  }))
  const { practitionerId, dutyId } = session
  return {
    practitionerId: practitionerId as PractitionerId,
    practitionerName: practitionerName(context, practitionerId),
    substituteName: dutyId === practitionerId ? null : practitionerName(context, dutyId),
    session: session.session,
    roomName: roomName(context, session.roomId),
    from: session.from,
    to: session.to,
    isExtra: session.isExtra,
    off: session.off,
    reason: session.reason,
    numberLimit: session.numberLimit,
    bookable: perSlot * slots.length,
    booked: own.length,
    arrived: own.filter(({ state }) => state === 'arrived').length,
    slots,
  }
}

const cloudAge = async ({ store, settings }: DeskContext): Promise<AppointmentDay['cloud']> => {
  const { pulledAt, failure } = await pullState(store.db)
  return {
    isConfigured: settings.clinicCloud !== null,
    pulledAt: pulledAt === null ? null : instantOf(pulledAt),
    failure,
  }
}

/** One day: its sessions with their slots, and everybody booked. Null is today. */
export const showAppointmentDay = async (
  context: DeskContext,
  { day: asked }: HandlerInput<'appointment:day'>,
): Promise<Result<AppointmentDay>> => {
  const now = context.now()
  const day = asked ?? dayOf(now)
  const { db } = context.store
  const booked = await bookedDay(db, day)
  const appointments = await viewAppointments(context, db, [booked])
  const last = (one: { readonly state: string }): number => (one.state === 'cancelled' ? 1 : 0)
  return ok({
    day,
    holiday: holidayOf(context, day),
    sessions: booked.roster.map((session) => daySession(context, booked, session, now)),
    appointments: appointments.toSorted((one, other) => last(one) - last(other)),
    cloud: await cloudAge(context),
  })
}

/** Monday to Sunday of the week a day lies in. */
export const showAppointmentWeek = async (
  context: DeskContext,
  { day }: HandlerInput<'appointment:week'>,
): Promise<Result<HandlerOutput<'appointment:week'>>> => {
  const monday = laterDay(day, 1 - weekdayOf(day))
  const days = Array.from({ length: 7 }, (_, index) => laterDay(monday, index))
  const week = await bookedDays(context.store.db, days)
  return ok({
    days: week.map((booked) => ({
      day: booked.day as IsoDate,
      holiday: holidayOf(context, booked.day),
      sessions: booked.roster.map((session) => {
        const { slots: _slots, ...rest } = daySession(context, booked, session, context.now())
        return rest
      }),
    })),
  })
}

const troubledDays = (context: DeskContext): Promise<readonly BookedDay[]> =>
  waitingDays(context.store.db, laterDay(dayOf(context.now()), -askedForDays))

/** Everything that needs a person, with the reason of each. */
export const listAppointmentTodos = async (context: DeskContext): Promise<Result<AppointmentTodos>> => {
  const { db } = context.store
  const now = context.now()
  const days = await troubledDays(context)
  const troubled = new Set(
    days.flatMap((booked) => booked.kept.filter((one) => troubleOf(one, { ...booked, now }) !== null)),
  )
  const words = await unreadable(db)
  return ok({
    appointments: await viewAppointments(context, db, days, (one) => troubled.has(one)),
    unreadable: words.map(({ cloudId, fault, pulledAt }) => ({
      cloudId,
      fields: fault ?? '',
      pulledAt: instantOf(pulledAt),
    })),
  })
}

/** Today's appointments in numbers. */
export const countAppointments = async (context: DeskContext): Promise<Result<HandlerOutput<'appointment:count'>>> => {
  const { db } = context.store
  const now = context.now()
  const [today, days, words] = await Promise.all([bookedDay(db, dayOf(now)), troubledDays(context), unreadable(db)])
  const count = (state: string): number => today.kept.filter((one) => one.state === state).length
  const troubled = days.flatMap((booked) => booked.kept.filter((one) => troubleOf(one, { ...booked, now }) !== null))
  return ok({
    booked: count('booked') + count('arrived'),
    arrived: count('arrived'),
    noShow: count('no-show'),
    todos: troubled.length + words.length,
  })
}
