import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PublicProfile } from '../../../native/card-reader/port.ts'
import { type Appointment, AppointmentIdSchema } from '../../../preload/contract/appointments/appointment.ts'
import type { EncounterId, IsoDate, PractitionerId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { keepAnswer } from '../../store/appointments/cloudAppointmentRepository.ts'
import { read as readAudit } from '../../store/audit/auditRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { listQueue, moveInQueue } from '../registration/queue.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { registrationOptions } from '../registration/registrationOptions.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import {
  bookAppointment,
  cancelAppointment,
  markNoShow,
  moveAppointment,
  restoreAppointment,
} from './bookAppointment.ts'
import { exceptRoster, planRoster, showRoster, undoRosterException } from './roster.ts'
import { countAppointments, listAppointmentTodos, showAppointmentDay, showAppointmentWeek } from './showAppointments.ts'
import { takeInCloudAppointments } from './takeInCloud.ts'

let desk: TestDesk
/** A Friday, 10:00 in Taipei. */
const today = '2026-11-20' as IsoDate
const tomorrow = '2026-11-21' as IsoDate
const doctor = 'dr-1' as PractitionerId

const morning: HandlerInput<'roster:plan'> = {
  practitionerId: doctor,
  weekdays: [5, 6],
  session: 'morning',
  roomId: '1',
  from: 540,
  to: 720,
  slotMinutes: 10,
  places: 2,
  walkInPlaces: 1,
  numberLimit: null,
  validFrom: today,
}

beforeEach(async () => {
  desk = await openTestDesk()
  okValue(await planRoster(desk.context, morning))
})
afterEach(() => desk.dispose())

type Booking = HandlerInput<'appointment:book'>
const booking = (change: Partial<Booking> = {}): Booking => ({
  day: today,
  session: 'morning',
  practitionerId: doctor,
  at: 640,
  patientId: null,
  name: '林示安',
  phone: '0912345678',
  source: 'phone',
  note: '',
  ...change,
})
const book = async (change: Partial<Booking> = {}): Promise<Appointment> =>
  okValue(await bookAppointment(desk.context, booking(change)))
const seen = ({ appointmentId, version }: Appointment) => ({ appointmentId, version })
const dayOf = async (day: IsoDate | null = null) => okValue(await showAppointmentDay(desk.context, { day }))
const todos = async () => okValue(await listAppointmentTodos(desk.context)).appointments
const options = async () =>
  okValue(
    await registrationOptions(desk.context, {
      cardSessionId: desk.context.cards.current()?.session.sessionId ?? null,
      patientId: null,
      attendance: 'on-site',
    }),
  )
const register = async (change: Parameters<TestDesk['registration']>[0] = {}) =>
  registerVisit(desk.context, desk.registration(change))

describe('booking', () => {
  it('promises a number of the plan, and refuses what is full, twice, over or not held', async () => {
    const first = await book()
    // 640 is the eleventh slot of two places each.
    expect(first).toMatchObject({ number: 21, state: 'booked', dutyName: '許示範', trouble: null })
    expect(await bookAppointment(desk.context, booking({ name: '吳範例' }))).toMatchObject({
      error: { code: 'SLOT_FULL', details: { limit: 1, of: 'slot' } },
    })
    expect(await bookAppointment(desk.context, booking({ at: 650 }))).toMatchObject({
      error: { code: 'APPOINTMENT_TWICE', details: { appointmentId: first.appointmentId } },
    })
    expect(await bookAppointment(desk.context, booking({ at: 540, name: '吳範例' }))).toMatchObject({
      error: { code: 'SLOT_PAST' },
    })
    expect(await bookAppointment(desk.context, booking({ session: 'evening', name: '吳範例' }))).toMatchObject({
      error: { code: 'DOCTOR_AWAY' },
    })
    const { sessions, appointments } = await dayOf()
    expect(sessions).toMatchObject([{ booked: 1, bookable: 18, off: null }])
    expect(appointments).toHaveLength(1)
  })

  it('moves, cancels and restores, each act for the version it saw', async () => {
    const booked = await book()
    const moved = okValue(
      await moveAppointment(desk.context, {
        ...seen(booked),
        day: tomorrow,
        session: 'morning',
        practitionerId: doctor,
        at: 540,
      }),
    )
    expect(moved).toMatchObject({ day: tomorrow, at: 540, number: 1 })
    expect(await cancelAppointment(desk.context, { ...seen(booked), reason: '有事' })).toMatchObject({
      error: { code: 'CONFLICT' },
    })
    const cancelled = okValue(await cancelAppointment(desk.context, { ...seen(moved), reason: '有事' }))
    await book({ day: tomorrow, at: 540, name: '吳範例' })
    expect(await restoreAppointment(desk.context, seen(cancelled))).toMatchObject({ error: { code: 'SLOT_FULL' } })
    const actions = (await readAudit(desk.context.store.db, { after: 0, limit: 1000 })).map(({ action }) => action)
    expect(actions.filter((action) => action.startsWith('appointment-'))).toEqual([
      'appointment-booked',
      'appointment-moved',
      'appointment-cancelled',
      'appointment-booked',
    ])
  })

  it('proposes a no-show behind the session, and counts it once a person says so', async () => {
    const booked = await book()
    expect(await todos()).toEqual([])
    desk.advance(3 * 3_600_000)
    expect(await todos()).toMatchObject([{ trouble: 'no-show', state: 'booked' }])
    const missed = okValue(await markNoShow(desk.context, { ...seen(booked), missed: true }))
    expect(await todos()).toEqual([])
    const again = await book({ day: tomorrow, at: 600 })
    expect(again.noShows).toBe(1)
    okValue(await markNoShow(desk.context, { ...seen(missed), missed: false }))
    expect((await dayOf(tomorrow)).appointments[0]?.noShows).toBe(0)
  })
})

describe('the roster', () => {
  it('puts who is booked on a day of leave among the to-dos, and takes them off when it is taken back', async () => {
    await book({ day: tomorrow, at: 600 })
    const leave = okValue(
      await exceptRoster(desk.context, {
        kind: 'leave',
        fromDay: tomorrow,
        toDay: tomorrow,
        practitionerId: doctor,
        session: null,
        reason: '進修',
      }),
    )
    expect(leave.toMove).toBe(1)
    expect(await todos()).toMatchObject([{ trouble: 'leave', phone: '0912345678' }])
    expect(okValue(await countAppointments(desk.context)).todos).toBe(1)
    const week = okValue(await showAppointmentWeek(desk.context, { day: today }))
    expect(week.days.map(({ sessions }) => sessions[0]?.off ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
      'leave',
      null,
    ])
    const back = okValue(await undoRosterException(desk.context, { exceptionId: leave.exceptionId }))
    expect(back.toMove).toBe(0)
    expect(await todos()).toEqual([])
  })

  it('lets a new line end the one before, and refuses impossible times', async () => {
    okValue(await planRoster(desk.context, { ...morning, weekdays: [6], from: 600, validFrom: tomorrow }))
    const { patterns } = okValue(await showRoster(desk.context))
    expect(patterns.map(({ weekday, from, validTo }) => [weekday, from, validTo])).toEqual([
      [5, 540, null],
      [6, 540, today],
      [6, 600, null],
    ])
    // A line before one that is planned already lasts until that one begins.
    okValue(
      await planRoster(desk.context, { ...morning, weekdays: [5], from: 560, validFrom: '2027-01-08' as IsoDate }),
    )
    okValue(
      await planRoster(desk.context, { ...morning, weekdays: [5], from: 580, validFrom: '2026-12-04' as IsoDate }),
    )
    const fridays = okValue(await showRoster(desk.context)).patterns.filter(({ weekday }) => weekday === 5)
    expect(fridays.map(({ from, validTo }) => [from, validTo])).toEqual([
      [540, '2026-12-03'],
      [560, null],
      [580, '2027-01-07'],
    ])
    expect(await planRoster(desk.context, { ...morning, to: 900 })).toMatchObject({
      error: { code: 'ROSTER_TIMES', details: { problem: 'outside-session' } },
    })
  })
})

it('takes no extra session where the doctor has one more already', async () => {
  const { weekdays: _, validFrom: __, ...plan } = morning
  const extra = { ...plan, kind: 'extra', fromDay: today, toDay: tomorrow, session: 'afternoon', reason: '' } as const
  const times = { from: 840, to: 1020 }
  okValue(await exceptRoster(desk.context, { ...extra, ...times }))
  expect(await exceptRoster(desk.context, { ...extra, ...times, toDay: today })).toMatchObject({
    error: { code: 'ROSTER_OCCUPIED', details: { of: 'doctor', name: '許示範', weekday: 5 } },
  })
  expect((await dayOf()).sessions).toHaveLength(2)
})

describe('coming', () => {
  it('proposes the appointment of the card, and registers it as arrived under its number in one go', async () => {
    desk.pull()
    await desk.insert(lin)
    const first = okValue(await register())
    expect(first.queueNumber).toBe(1)
    okValue(await cancelRegistration(desk.context, first.encounterId))
    const booked = await book({ patientId: first.patient.patientId })
    const { appointments, proposed } = await options()
    expect(appointments).toMatchObject([{ appointmentId: booked.appointmentId, isSure: true, number: 21 }])
    expect(proposed.appointmentId).toBe(booked.appointmentId)
    const visit = okValue(await register({ appointmentId: booked.appointmentId }))
    expect(visit.queueNumber).toBe(21)
    expect((await dayOf()).appointments).toMatchObject([{ state: 'arrived', encounterId: visit.encounterId }])
    desk.pull()
    // Who comes without one is not put behind the promised number.
    await desk.insert(wu)
    expect(okValue(await register()).queueNumber).toBe(2)
    desk.pull()
    await desk.insert(lin)
    okValue(await cancelRegistration(desk.context, visit.encounterId))
    expect((await dayOf()).appointments).toMatchObject([{ state: 'booked', encounterId: null }])
    // Its number stands on the cancelled visit; the next one is near it.
    expect(okValue(await register({ appointmentId: booked.appointmentId })).queueNumber).toBe(22)
  })

  it('puts who comes late, after the own number was passed, behind who waits; who comes in time keeps the number', async () => {
    const comesBy = async (profile: PublicProfile, { appointmentId }: Appointment): Promise<EncounterId> => {
      desk.pull()
      await desk.insert(profile)
      return okValue(await register({ appointmentId })).encounterId
    }
    const turns = async () => okValue(await listQueue(desk.context)).map(({ encounterId }) => encounterId)
    const huang: PublicProfile = { ...lin, cardNumber: '900000000033', name: '黃例芬', nationalId: 'B123456780' }
    const zhao: PublicProfile = { ...lin, cardNumber: '900000000044', name: '趙試民', nationalId: 'C123456786' }
    const ofHuang = await book({ name: huang.name, at: 610 })
    const ofZhao = await book({ name: zhao.name, at: 640 })
    const called = await comesBy(lin, await book({ name: lin.name, at: 650 }))
    const waiting = await comesBy(wu, await book({ name: wu.name, at: 660 }))
    okValue(await moveInQueue(desk.context, { encounterId: called, move: 'call', reason: '' }))
    // 10:30: one slot is over, the other is still to come.
    desk.advance(30 * 60_000)
    const late = await comesBy(huang, ofHuang)
    expect(await turns()).toEqual([called, waiting, late])
    const inTime = await comesBy(zhao, ofZhao)
    expect(await turns()).toEqual([called, inTime, waiting, late])
    expect((await dayOf()).appointments.map(({ state }) => state)).toEqual(Array(4).fill('arrived'))
  })

  it('only asks about an appointment that was booked by the same name, and takes no serial for one that is gone', async () => {
    // As somebody on the telephone wrote it.
    const booked = await book({ name: '林 示安' })
    await desk.insert(lin)
    const { appointments, proposed } = await options()
    expect(appointments).toMatchObject([{ isSure: false }])
    expect(proposed.appointmentId).toBeNull()
    okValue(await cancelAppointment(desk.context, { ...seen(booked), reason: '有事' }))
    expect(await register({ appointmentId: booked.appointmentId })).toMatchObject({
      error: { code: 'APPOINTMENT_STATE' },
    })
    expect(okValue(await register()).queueNumber).toBe(1)
  })

  it('lets nobody come by an appointment that is somebody else’s', async () => {
    await desk.insert(wu)
    const other = okValue(await register())
    const booked = await book({ patientId: other.patient.patientId, at: 700 })
    desk.pull()
    await desk.insert(lin)
    expect((await options()).appointments).toEqual([])
    expect(await register({ appointmentId: booked.appointmentId })).toMatchObject({
      error: { code: 'APPOINTMENT_STATE' },
    })
  })
})

describe('the cloud', () => {
  const entry = {
    appointmentId: 'c-1',
    at: '2026-11-21T09:04:00+08:00',
    nationalId: lin.nationalId,
    name: lin.name,
    doctorId: 'dr-1',
  }
  const pulled = async (...entries: readonly object[]) => {
    const words = entries.map((one) => ({ cloudId: 'c-1', word: JSON.stringify(one), fault: null }))
    okValue(await desk.context.store.write((tx) => keepAnswer(tx, words, desk.context.now())))
    return okValue(await takeInCloudAppointments(desk.context))
  }
  const ofTomorrow = async () => (await dayOf(tomorrow)).appointments

  it('books into the slot its time lies in, once; moves and cancels by newer words', async () => {
    expect(await pulled(entry)).toBe(1)
    expect(await ofTomorrow()).toMatchObject([{ at: 540, number: 1, source: 'cloud', trouble: 'unknown-patient' }])
    expect(await pulled(entry)).toBe(0)
    await pulled({ ...entry, at: '2026-11-21T10:00:00+08:00' })
    expect(await ofTomorrow()).toMatchObject([{ at: 600, state: 'booked' }])
    await pulled({ ...entry, status: 'cancelled' })
    expect(await ofTomorrow()).toMatchObject([{ state: 'cancelled' }])
  })

  it('keeps what does not fit, with its reason', async () => {
    await book({ day: tomorrow, at: 540 })
    await pulled(entry)
    expect(await todos()).toMatchObject([{ trouble: 'overfull', source: 'cloud' }])
    await pulled({ ...entry, doctorId: 'nobody' })
    expect(await todos()).toMatchObject([{ trouble: 'unknown-doctor', practitionerId: null }])
    await pulled({ ...entry, at: '2026-11-22T09:00:00+08:00' })
    expect(await todos()).toMatchObject([{ trouble: 'no-session' }])
  })

  it('keeps the number that was promised when only something else is said of it', async () => {
    const before = await book({ day: tomorrow, at: 540 })
    await pulled(entry)
    expect((await ofTomorrow()).map(({ number }) => number)).toEqual([1, 3])
    okValue(await cancelAppointment(desk.context, { ...seen(before), reason: '有事' }))
    await pulled({ ...entry, phone: '0934567890' })
    expect(await ofTomorrow()).toMatchObject([{ number: 3, phone: '0934567890' }, { state: 'cancelled' }])
    await pulled({ ...entry, at: '2026-11-21T10:00:00+08:00' })
    expect((await ofTomorrow())[0]?.number).toBe(13)
  })

  it('hears what was said of somebody who had come, once the registration is taken back', async () => {
    const now = { ...entry, at: '2026-11-20T10:40:00+08:00' }
    await pulled(now)
    await desk.insert(lin)
    const { proposed } = await options()
    const by = AppointmentIdSchema.parse(proposed.appointmentId)
    const visit = okValue(await register({ appointmentId: by }))
    desk.advance(60_000)
    await pulled({ ...now, status: 'cancelled' })
    expect((await dayOf()).appointments).toMatchObject([{ state: 'arrived' }])
    okValue(await cancelRegistration(desk.context, visit.encounterId))
    expect((await dayOf()).appointments).toMatchObject([{ state: 'cancelled' }])
    desk.advance(4 * 3_600_000)
    expect(await todos()).toEqual([])
  })

  it('leaves who has come as arrived, by the number on the card', async () => {
    await pulled({ ...entry, at: '2026-11-20T10:40:00+08:00' })
    await desk.insert(lin)
    const { proposed } = await options()
    expect(proposed.appointmentId).not.toBeNull()
    okValue(await register({ appointmentId: AppointmentIdSchema.parse(proposed.appointmentId) }))
    await pulled({ ...entry, at: '2026-11-20T10:40:00+08:00', status: 'cancelled' })
    expect((await dayOf()).appointments).toMatchObject([{ state: 'arrived', number: 21 }])
  })
})
