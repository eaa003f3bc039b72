import type { AppointmentId } from '../../../preload/contract/appointments/appointment.ts'
import { taipeiDay, taipeiDayStart, taipeiHour } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { type CloudEntry, CloudEntrySchema } from '../../domain/appointments/cloudEntry.ts'
import { appointedNumber } from '../../domain/appointments/numbers.ts'
import { type RosterSession, slotAt } from '../../domain/appointments/rosterDay.ts'
import { sessionOf } from '../../domain/card/proposeRegistration.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { type AppointmentRecord, byCloudId, insert, update } from '../../store/appointments/appointmentRepository.ts'
import { take, untaken, wordOf } from '../../store/appointments/cloudAppointmentRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { takenNumbers } from './bookAppointment.ts'
import { bookedDay } from './bookedDay.ts'
import { noteDeed } from './noteDeed.ts'

/** How many words one transaction takes in, so that a desk that registers somebody never waits for long. */
const atATime = 50

/**
 * Books, moves and cancels by what the clinic cloud has said since the last time. Each word counts once, and a newer one counts over what
 * the clinic did since, because it is the patient's newer wish; who has come stays arrived. Nothing is refused: what doesn't fit is
 * booked all the same and stands among the to-dos with its reason.
 */
export const takeInCloudAppointments = async (context: DeskContext): Promise<Result<number>> => {
  let done = 0
  for (;;) {
    const words = (await untaken(context.store.db)).slice(0, atATime)
    if (words.length === 0) break
    const saved = await context.store.write(async (tx) => {
      for (const { cloudId, word } of words) {
        await takeIn(tx, context, CloudEntrySchema.parse(JSON.parse(word)))
        await take(tx, cloudId)
      }
    })
    if (!saved.ok) return saved
    done += words.length
  }
  // Also when nothing was new: how old the cloud's word is has changed.
  context.publish('appointment:changed', {})
  return ok(done)
}

interface Wanted {
  readonly day: string
  readonly minute: number
  readonly practitionerId: string | null
}

const wantedBy = ({ settings }: DeskContext, entry: CloudEntry): Wanted => {
  const at = Date.parse(entry.at)
  const day = taipeiDay(at)
  const doctor = settings.practitioners.find(({ id, role }) => id === entry.doctorId && role === 'doctor')
  return { day, minute: Math.floor((at - taipeiDayStart(day)) / 60_000), practitionerId: doctor?.id ?? null }
}

type Spot = Pick<AppointmentRecord, 'day' | 'session' | 'at' | 'practitionerId' | 'number'>

const holdsNumber = ({ state }: AppointmentRecord): boolean => state !== 'cancelled'

const isSameSpot = (one: Omit<Spot, 'number'>, other: Omit<Spot, 'number'>): boolean =>
  one.day === other.day &&
  one.session === other.session &&
  one.at === other.at &&
  one.practitionerId === other.practitionerId

/** Where it belongs in the day's plan: the slot its time lies in; without one it keeps the time it asks for. */
const spotFor = async (
  tx: WriteTx,
  context: DeskContext,
  entry: CloudEntry,
  own: AppointmentRecord | null,
): Promise<Spot> => {
  const { day, minute, practitionerId } = wantedBy(context, entry)
  const booked = await bookedDay(tx, day)
  const inTime = (one: RosterSession): boolean =>
    one.practitionerId === practitionerId && one.from <= minute && minute < one.to
  const planned = booked.roster.find(inTime)
  const byHour = sessionOf(taipeiHour(Date.parse(entry.at)), rulesOn(context.rules, day).sessions)
  const session = planned?.session ?? byHour ?? 'morning'
  const at = planned === undefined ? minute : (slotAt(planned, minute) ?? minute)
  const taken = await takenNumbers(tx, booked, own?.id ?? null)
  if (own !== null && own.number !== null && holdsNumber(own) && isSameSpot(own, { day, session, at, practitionerId }))
    // It was promised: what else the cloud says of the appointment doesn't take it away.
    return { day, session, at, practitionerId, number: own.number }
  const number = practitionerId === null ? null : appointedNumber(booked.roster, { session, practitionerId, at }, taken)
  return { day, session, at, practitionerId, number }
}

const personOf = ({
  name,
  nationalId,
  phone = '',
}: CloudEntry): Pick<AppointmentRecord, 'name' | 'nationalId' | 'phone'> => ({
  name,
  nationalId,
  phone,
})

const takeIn = async (tx: WriteTx, context: DeskContext, entry: CloudEntry): Promise<void> => {
  const known = await byCloudId(tx, entry.appointmentId)
  if (known === null) await bookNew(tx, context, entry)
  else if (known.state !== 'arrived') await changeKnown(tx, context, entry, known)
}

/**
 * Acts by what the cloud said of an appointment while its patient was here: it was left alone then, and waits again now. In the
 * transaction that gives it back; `since` is when the patient came, epoch ms.
 */
export const hearMissedWord = async (
  tx: WriteTx,
  context: DeskContext,
  cloudId: string,
  since: number,
): Promise<void> => {
  const said = await wordOf(tx, cloudId)
  if (said === null || said.fault !== null || said.pulledAt < since) return
  await takeIn(tx, context, CloudEntrySchema.parse(JSON.parse(said.word)))
}

const bookNew = async (tx: WriteTx, context: DeskContext, entry: CloudEntry): Promise<void> => {
  const id = context.newId() as AppointmentId
  const now = context.now()
  // Of days that were over before the clinic heard of them nobody can come any more; the cloud's word itself is kept.
  if (taipeiDay(Date.parse(entry.at)) < dayOf(now)) return
  const isCancelled = entry.status === 'cancelled'
  const spot = await spotFor(tx, context, entry, null)
  await insert(tx, {
    ...personOf(entry),
    ...spot,
    id,
    // A number is for who may come.
    number: isCancelled ? null : spot.number,
    patientId: null,
    source: 'cloud',
    state: isCancelled ? 'cancelled' : 'booked',
    note: '',
    cancelReason: '',
    encounterId: null,
    cloudId: entry.appointmentId,
    bookedAt: now,
    bookedBy: '',
    changedAt: now,
    version: 1,
  })
  const { day, at, practitionerId, number } = spot
  await noteDeed(tx, context, 'appointment-pulled', id, {
    day,
    at,
    practitionerId,
    number,
    status: entry.status ?? 'booked',
  })
}

const changeKnown = async (
  tx: WriteTx,
  context: DeskContext,
  entry: CloudEntry,
  known: AppointmentRecord,
): Promise<void> => {
  const isCancelled = entry.status === 'cancelled'
  const spot = isCancelled ? {} : await spotFor(tx, context, entry, known)
  const after: AppointmentRecord = {
    ...known,
    ...personOf(entry),
    ...spot,
    state: isCancelled ? 'cancelled' : 'booked',
    cancelReason: '',
    changedAt: context.now(),
    version: known.version + 1,
  }
  await update(tx, after, known.version)
  const { day, at, practitionerId, number, state } = after
  await noteDeed(tx, context, 'appointment-pulled', known.id, { day, at, practitionerId, number, status: state })
}

/** Takes an unreadable entry of the cloud off the list. `NOT_FOUND`. */
export const dismissUnreadable = async (
  context: DeskContext,
  { cloudId }: HandlerInput<'appointment:dismiss-unreadable'>,
): Promise<Result<Record<string, never>>> => {
  const saved = await context.store.write((tx) => take(tx, cloudId))
  if (!saved.ok) return saved
  if (!saved.value) return fail('NOT_FOUND')
  context.publish('appointment:changed', {})
  return ok({})
}

/** Asks the cloud now. `NOT_OFFERED`: the clinic has none. */
export const pullAppointments = async (context: DeskContext): Promise<Result<Record<string, never>>> => {
  if (context.settings.clinicCloud === null) return fail('NOT_OFFERED')
  context.pullAppointments()
  return ok({})
}
