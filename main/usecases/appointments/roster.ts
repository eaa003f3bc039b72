import type { Roster, RosterChange, RosterExceptionView } from '../../../preload/contract/appointments/roster.ts'
import { ageInDays } from '../../../preload/contract/patient/birthDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { IsoDateSchema, PractitionerIdSchema } from '../../../preload/contract/words.ts'
import {
  type RosterException,
  type RosterPattern,
  rosterOfDay,
  weekdayOf,
} from '../../domain/appointments/rosterDay.ts'
import { extraCollision, lastDayBefore, planProblem, rosterCollision } from '../../domain/appointments/rosterProblem.ts'
import { troubleOf } from '../../domain/appointments/standing.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import {
  deleteException,
  endPattern,
  exceptionById,
  exceptionsFrom,
  insertException,
  insertPattern,
  patternById,
  patternsFrom,
} from '../../store/appointments/rosterRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { refuse } from '../../store/refuse.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { practitionerName, roomName } from './appointmentView.ts'
import { waitingDays } from './bookedDay.ts'
import { noteDeed } from './noteDeed.ts'
import { laterDay } from './showAppointments.ts'

/** 門診表 and what differs from it, from today on. */
export const showRoster = async (context: DeskContext): Promise<Result<Roster>> => {
  const { db } = context.store
  const today = dayOf(context.now())
  const { sessions } = rulesOn(context.rules, today)
  if (sessions.length === 0) return fail('RULES_MISSING')
  const [patterns, exceptions] = await Promise.all([patternsFrom(db, today), exceptionsFrom(db, today)])
  const { practitioners, rooms } = context.settings
  return ok({
    patterns: patterns.map(({ id, practitionerId, validFrom, validTo, ...pattern }) => ({
      ...pattern,
      patternId: id,
      practitionerId: PractitionerIdSchema.parse(practitionerId),
      practitionerName: practitionerName(context, practitionerId),
      roomName: roomName(context, pattern.roomId),
      validFrom: IsoDateSchema.parse(validFrom),
      validTo: validTo === null ? null : IsoDateSchema.parse(validTo),
    })),
    exceptions: exceptions.map((exception) => exceptionView(context, exception)),
    doctors: practitioners
      .filter(({ role }) => role === 'doctor')
      .map(({ id, name }) => ({ practitionerId: id, name })),
    rooms: rooms.map(({ id, name }) => ({ roomId: id, name })),
    sessions: sessions.map(({ session, fromHour, toHour }) => ({ session, from: fromHour * 60, to: toHour * 60 })),
  })
}

const exceptionView = (context: DeskContext, { id, ...exception }: RosterException): RosterExceptionView => ({
  exceptionId: id,
  practitionerName: exception.kind === 'closed' ? '' : practitionerName(context, exception.practitionerId),
  substituteName: exception.kind === 'substitute' ? practitionerName(context, exception.substituteId) : '',
  // What was parsed on its way in is the same on its way out.
  change: exception as RosterChange,
})

type Changed = HandlerOutput<'roster:plan'>

/** How many who are booked have nobody's session to come to. */
const countToMove = async (context: DeskContext): Promise<number> => {
  const now = context.now()
  const days = await waitingDays(context.store.db, dayOf(now))
  const homeless = ['leave', 'closed', 'no-session']
  return days
    .flatMap((booked) => booked.kept.map((one) => troubleOf(one, { ...booked, now })))
    .filter((trouble) => trouble !== null && homeless.includes(trouble)).length
}

const changed = async (context: DeskContext): Promise<Result<Changed>> => {
  context.publish('roster:changed', {})
  context.publish('appointment:changed', {})
  const roster = await showRoster(context)
  return roster.ok ? ok({ roster: roster.value, toMove: await countToMove(context) }) : roster
}

const isDoctor = ({ settings }: DeskContext, id: string): boolean =>
  settings.practitioners.some((person) => person.id === id && person.role === 'doctor')

const isRoom = ({ settings }: DeskContext, id: string): boolean => settings.rooms.some((room) => room.id === id)

/**
 * Puts a session into the weekly pattern from a day on; what the doctor had there before ends the day before, and what is planned there
 * from a later day on still begins then.
 */
export const planRoster = async (
  context: DeskContext,
  { weekdays, ...wanted }: HandlerInput<'roster:plan'>,
): Promise<Result<Changed>> => {
  if (!isDoctor(context, wanted.practitionerId) || !isRoom(context, wanted.roomId)) return fail('CODE_UNKNOWN')
  const problem = planProblem(wanted, rulesOn(context.rules, wanted.validFrom).sessions)
  if (problem !== null) return fail('ROSTER_TIMES', { details: { problem } })
  const saved = await context.store.write(async (tx) => {
    for (const weekday of new Set(weekdays)) await planWeekday(tx, context, { ...wanted, weekday })
  })
  return saved.ok ? changed(context) : saved
}

const planWeekday = async (
  tx: WriteTx,
  context: DeskContext,
  wanted: Omit<RosterPattern, 'id' | 'validTo'>,
): Promise<void> => {
  const before = laterDay(wanted.validFrom, -1)
  const known = await patternsFrom(tx, wanted.validFrom)
  const isSame = (one: RosterPattern): boolean =>
    one.practitionerId === wanted.practitionerId && one.weekday === wanted.weekday && one.session === wanted.session
  const same = known.filter(isSame)
  const validTo = lastDayBefore(wanted, same, (day) => laterDay(day, -1))
  const pattern: RosterPattern = { ...wanted, id: context.newId(), validTo }
  for (const earlier of same.filter(({ validFrom }) => validFrom <= wanted.validFrom))
    await endPattern(tx, earlier, before)
  const collision = rosterCollision(
    pattern,
    known.filter((one) => !isSame(one)),
  )
  if (collision !== null) {
    refuse('ROSTER_OCCUPIED', {
      of: collision.of,
      name: practitionerName(context, collision.with.practitionerId),
      weekday: wanted.weekday,
    })
  }
  await insertPattern(tx, pattern)
  const { practitionerId, weekday, session, validFrom } = pattern
  await noteDeed(tx, context, 'roster-planned', practitionerId, { weekday, session, validFrom })
}

/** Ends a line of the pattern with a day. `NOT_FOUND`. */
export const endRoster = async (
  context: DeskContext,
  { patternId, lastDay }: HandlerInput<'roster:end'>,
): Promise<Result<Changed>> => {
  const saved = await context.store.write(async (tx) => {
    const pattern = await patternById(tx, patternId)
    if (pattern === null) return refuse('NOT_FOUND')
    await endPattern(tx, pattern, lastDay)
    const { practitionerId, weekday, session } = pattern
    await noteDeed(tx, context, 'roster-ended', practitionerId, { weekday, session, lastDay })
  })
  return saved.ok ? changed(context) : saved
}

/** Longest exception, in days: a year. */
const longestDays = 366

const exceptionProblem = (context: DeskContext, change: RosterChange): Result<never> | null => {
  const people = [
    ...(change.kind === 'closed' ? [] : [change.practitionerId]),
    ...(change.kind === 'substitute' ? [change.substituteId] : []),
  ]
  if (!people.every((id) => isDoctor(context, id))) return fail('CODE_UNKNOWN')
  const length = ageInDays(change.fromDay, change.toDay)
  if (length < 0 || length >= longestDays) return fail('ROSTER_TIMES', { details: { problem: 'days' } })
  if (change.kind === 'substitute' && change.substituteId === change.practitionerId) {
    return fail('ROSTER_TIMES', { details: { problem: 'same-doctor' } })
  }
  if (change.kind !== 'extra') return null
  if (!isRoom(context, change.roomId)) return fail('CODE_UNKNOWN')
  const problem = planProblem(change, rulesOn(context.rules, change.fromDay).sessions)
  return problem === null ? null : fail('ROSTER_TIMES', { details: { problem } })
}

/** Days of an exception, both ends included. */
const daysOf = ({ fromDay, toDay }: Pick<RosterChange, 'fromDay' | 'toDay'>): readonly string[] =>
  Array.from({ length: ageInDays(fromDay, toDay) + 1 }, (_, index) => laterDay(fromDay, index))

const refuseCollision = async (
  tx: WriteTx,
  context: DeskContext,
  change: Extract<RosterChange, { readonly kind: 'extra' }>,
): Promise<void> => {
  const [patterns, exceptions] = await Promise.all([
    patternsFrom(tx, change.fromDay),
    exceptionsFrom(tx, change.fromDay),
  ])
  for (const day of daysOf(change)) {
    const collision = extraCollision(change, rosterOfDay(day, patterns, exceptions))
    if (collision !== null) {
      refuse('ROSTER_OCCUPIED', {
        of: collision.of,
        name: practitionerName(context, collision.with.dutyId),
        weekday: weekdayOf(day),
      })
    }
  }
}

/** Writes down leave, a substitute, an extra session or closed days. Whom that leaves without a session is told as a number. */
export const exceptRoster = async (
  context: DeskContext,
  change: HandlerInput<'roster:except'>,
): Promise<Result<HandlerOutput<'roster:except'>>> => {
  const problem = exceptionProblem(context, change)
  if (problem !== null) return problem
  const exceptionId = context.newId()
  const saved = await context.store.write(async (tx) => {
    if (change.kind === 'extra') await refuseCollision(tx, context, change)
    await insertException(tx, { ...change, id: exceptionId }, context.now())
    const { kind, fromDay, toDay, session } = change
    const subject = change.kind === 'closed' ? '' : change.practitionerId
    await noteDeed(tx, context, 'roster-excepted', subject, { kind, fromDay, toDay, session })
  })
  if (!saved.ok) return saved
  const shown = await changed(context)
  return shown.ok ? ok({ ...shown.value, exceptionId }) : shown
}

/** Takes an exception back. `NOT_FOUND`. */
export const undoRosterException = async (
  context: DeskContext,
  { exceptionId }: HandlerInput<'roster:undo-exception'>,
): Promise<Result<Changed>> => {
  const saved = await context.store.write(async (tx) => {
    const exception = await exceptionById(tx, exceptionId)
    if (exception === null) return refuse('NOT_FOUND')
    await deleteException(tx, exceptionId)
    const { kind, fromDay, toDay, session } = exception
    const subject = exception.kind === 'closed' ? '' : exception.practitionerId
    await noteDeed(tx, context, 'roster-exception-undone', subject, { kind, fromDay, toDay, session })
  })
  return saved.ok ? changed(context) : saved
}
