import { afterEach, beforeEach, expect, it } from 'vitest'
import { type IsoDate, PractitionerIdSchema } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { bookAppointment } from '../appointments/bookAppointment.ts'
import { exceptRoster, planRoster } from '../appointments/roster.ts'
import { writePreferences } from '../desk/preferences.ts'
import { lin, openTestDesk, settings, type TestDesk, wu } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { registrationOptions } from './registrationOptions.ts'

/** A Friday, 10:00 in Taipei. */
const today = '2026-11-20' as IsoDate
const own = PractitionerIdSchema.parse('dr-1')
const other = PractitionerIdSchema.parse('dr-2')
const twoDoctors = {
  ...settings,
  practitioners: [...settings.practitioners, { ...settings.practitioners[0], id: other, name: '周試藥' }],
  rooms: [...settings.rooms, { id: '2', name: '二診' }],
} as typeof settings

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  Object.assign(desk.context, { settings: twoDoctors })
})
afterEach(() => desk.dispose())

const plan = async (practitionerId = own, roomId = '1') =>
  okValue(
    await planRoster(desk.context, {
      practitionerId,
      roomId,
      weekdays: [5],
      session: 'morning',
      from: 540,
      to: 720,
      slotMinutes: 60,
      places: 1,
      walkInPlaces: 0,
      numberLimit: 2,
      validFrom: today,
    }),
  )
const leave = async (practitionerId = own) =>
  okValue(
    await exceptRoster(desk.context, {
      kind: 'leave',
      fromDay: today,
      toDay: today,
      practitionerId,
      session: null,
      reason: '',
    }),
  )
const options = async () =>
  okValue(await registrationOptions(desk.context, { cardSessionId: null, patientId: null, attendance: 'on-site' }))

it('proposes the doctor on duty in the planned room, and not whoever was chosen last', async () => {
  okValue(await writePreferences(desk.context.store, { lastPractitionerId: own, lastRoomId: '1' }))
  await plan(other, '2')
  expect((await options()).proposed).toMatchObject({ practitionerId: other, roomId: '2' })
  await plan()
  expect((await options()).proposed).toMatchObject({ practitionerId: own, roomId: '1' })
})

it('says that a doctor is away, and proposes another who is there', async () => {
  await plan()
  await plan(other, '2')
  await leave()
  const { practitioners, proposed } = await options()
  expect(practitioners.map(({ off }) => off)).toEqual(['leave', null])
  expect(proposed.practitionerId).toBe(other)
})

it('stays with the last choice where the plan has nobody at this time', async () => {
  okValue(await writePreferences(desk.context.store, { lastPractitionerId: other, lastRoomId: '2' }))
  expect((await options()).proposed).toMatchObject({ practitionerId: other, roomId: '2' })
})

it('says when the session has reached its number', async () => {
  await plan()
  okValue(
    await bookAppointment(desk.context, {
      day: today,
      session: 'morning',
      practitionerId: own,
      at: 660,
      patientId: null,
      name: '王',
      phone: '0912345678',
      source: 'phone',
      note: '',
    }),
  )
  expect((await options()).practitioners[0]).toMatchObject({ off: null, fullAt: null })
  await desk.insert(lin)
  okValue(await registerVisit(desk.context, desk.registration()))
  expect((await options()).practitioners[0]).toMatchObject({ fullAt: 2 })
})

it("counts the substitute's walk-ins against the limit of the session that is booked", async () => {
  await plan()
  okValue(
    await exceptRoster(desk.context, {
      kind: 'substitute',
      fromDay: today,
      toDay: today,
      practitionerId: own,
      session: null,
      substituteId: other,
      reason: '',
    }),
  )
  for (const profile of [lin, wu]) {
    desk.pull()
    await desk.insert(profile)
    okValue(await registerVisit(desk.context, desk.registration({ practitionerId: other })))
  }
  const full = await bookAppointment(desk.context, {
    day: today,
    session: 'morning',
    practitionerId: own,
    at: 660,
    patientId: null,
    name: '王',
    phone: '0912345678',
    source: 'phone',
    note: '',
  })
  expect(full).toMatchObject({ error: { code: 'SLOT_FULL', details: { of: 'session' } } })
})
