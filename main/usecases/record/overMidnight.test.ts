import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import type { EncounterId, IsoDate, PractitionerId } from '../../../preload/contract/words.ts'
import { runningClocks } from '../../store/outbox/deadlineRepository.ts'
import { byEncounters, byId as rowById } from '../../store/outbox/outboxQueries.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { bookAppointment } from '../appointments/bookAppointment.ts'
import { planRoster } from '../appointments/roster.ts'
import { showAppointmentDay } from '../appointments/showAppointments.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeDrawer } from '../money/closeDrawer.ts'
import { showDrawer } from '../money/drawerView.ts'
import { openDrawer } from '../money/openDrawer.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { currentBoard, listQueue, moveInQueue } from '../registration/queue.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk, wu } from '../testDesk.ts'
import { closeVisit } from './closeVisit.ts'
import { listVisits } from './visitView.ts'

const minute = 60_000
const hour = 60 * minute
const day = '2026-11-20'

let desk: TestDesk
/** Registered at 23:55; the test desk's clock begins at 10:00. */
let encounterId: EncounterId
beforeEach(async () => {
  desk = await openTestDesk()
  desk.advance(13 * hour + 55 * minute)
  await desk.insert(lin)
  encounterId = okValue(await registerVisit(desk.context, desk.registration({ session: 'evening' }))).encounterId
})
afterEach(() => desk.dispose())

const listed = async (of: IsoDate | null = null) =>
  okValue(await listVisits(desk.context, of)).map(({ encounterId: id, state, earlier }) => ({ id, state, earlier }))
const turns = async () => okValue(await listQueue(desk.context)).map(({ encounterId: id, turn }) => ({ id, turn }))
const registerWu = async (): Promise<EncounterId> => {
  desk.pull()
  await desk.insert(wu)
  return okValue(await registerVisit(desk.context, desk.registration())).encounterId
}
const again = async (besidesEarlier: boolean) => {
  desk.pull()
  await desk.insert(lin)
  return registerVisit(desk.context, desk.registration({ besidesEarlier }))
}
/** A desk whose next serial comes so much later than it was asked for. */
const slowly = (ms: number): TestDesk['context'] => {
  const { context } = desk
  return {
    ...context,
    control: {
      ...context.control,
      nextSerial: (...asked) => {
        desk.advance(ms)
        return context.control.nextSerial(...asked)
      },
    },
  }
}
const consult = async (id: EncounterId): Promise<void> => {
  await desk.signIn()
  okValue(await startConsultation(desk.context, id))
  okValue(await finishConsultation(desk.context, { encounterId: id, soap, diagnoses, orders: [drugOrder] }))
}

describe('ten minutes later', () => {
  it('stays on the desks under its day, and is gone once it is cancelled', async () => {
    expect(await listed()).toEqual([{ id: encounterId, state: 'waiting', earlier: null }])
    desk.advance(10 * minute)
    expect(await listed()).toEqual([{ id: encounterId, state: 'waiting', earlier: { day, isInLine: true } }])
    expect(await listed('2026-11-21' as IsoDate)).toEqual([])
    okValue(await cancelRegistration(desk.context, encounterId))
    expect(await listed()).toEqual([])
  })

  it('comes before the new day, whose numbers begin anew, and each is called as itself', async () => {
    desk.advance(10 * minute)
    const other = await registerWu()
    expect(okValue(await listVisits(desk.context, null)).map(({ queueNumber }) => queueNumber)).toEqual([1, 1])
    expect(await turns()).toEqual([
      { id: encounterId, turn: 1 },
      { id: other, turn: 2 },
    ])
    okValue(await moveInQueue(desk.context, { encounterId, move: 'call', reason: '' }))
    expect((await currentBoard(desk.context)).called).toMatchObject({ number: 1, maskedName: '林○安' })
    okValue(await moveInQueue(desk.context, { encounterId, move: 'skip', reason: '' }))
    // Behind those of its own day, of whom nobody waits: not behind a number of the other day.
    okValue(await moveInQueue(desk.context, { encounterId, move: 'requeue', reason: '' }))
    expect((await turns())[0]?.id).toBe(encounterId)
    const board = await currentBoard(desk.context)
    expect(board.rooms[0]?.next.map(({ maskedName }) => maskedName)).toEqual(['林○安', '吳○例'])
  })

  it('keeps the day of its serial, fees and deadline; the money is in the shift that is open', async () => {
    okValue(await openDrawer(desk.context, { float: 1000 }))
    desk.advance(3 * minute)
    okValue(await closeDrawer(desk.context, { expected: 1000, counts: { 1000: 1 }, reason: null }))
    desk.advance(7 * minute)
    okValue(await openDrawer(desk.context, { float: 500 }))
    await consult(encounterId)
    okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null }))
    const visit = await byId(desk.context.store.db, encounterId)
    expect(visit).toMatchObject({ state: 'closed', day, treatmentDateTime: expect.stringMatching(/^11511202355/) })
    const took = rocDateTimeToEpoch(visit?.treatmentDateTime ?? '')
    const rows = await byEncounters(desk.context.store.db, [encounterId])
    const nhi = rows.find(({ target }) => target === 'nhi-upload')
    expect(nhi?.dueAt).toBe(took + 24 * hour)
    const row = await rowById(desk.context.store.db, nhi?.id ?? '')
    expect(unpackText(row?.payload ?? new Uint8Array())).toContain(visit?.treatmentDateTime)
    expect(okValue(await showDrawer(desk.context))).toMatchObject({
      opened: { float: 500 },
      expected: 500 + (visit?.paid?.amount ?? 0),
    })
    expect(await listed()).toEqual([])
    expect(await listed(day as IsoDate)).toMatchObject([{ id: encounterId, state: 'closed' }])
  })
})

describe('the next morning', () => {
  it('lists who was left behind first, without a turn or a call', async () => {
    desk.advance(9 * hour)
    const other = await registerWu()
    expect(await listed()).toEqual([
      { id: encounterId, state: 'waiting', earlier: { day, isInLine: false } },
      { id: other, state: 'waiting', earlier: null },
    ])
    expect(await turns()).toEqual([{ id: other, turn: 1 }])
    const call = await moveInQueue(desk.context, { encounterId, move: 'call', reason: '' })
    expect(call).toMatchObject({ error: { code: 'VISIT_STATE' } })
    expect((await currentBoard(desk.context)).rooms[0]).toMatchObject({ waiting: 1 })
    await consult(encounterId)
    expect((await listed())[0]).toMatchObject({ id: encounterId, state: 'to-pay' })
  })

  it('takes no second serial until the desk says that it is another visit', async () => {
    desk.advance(9 * hour)
    const serial = (await byId(desk.context.store.db, encounterId))?.visitSequenceNumber
    const refused = await again(false)
    expect(refused).toMatchObject({ error: { code: 'VISIT_OPEN_ALREADY', details: { encounterId } } })
    const second = okValue(await again(true))
    expect(second.encounterId).not.toBe(encounterId)
    expect(second.visitSequenceNumber).not.toBe(serial)
    // One of today stands in the way whatever is said of earlier ones.
    const third = await again(true)
    expect(third).toMatchObject({ error: { code: 'VISIT_OPEN_ALREADY', details: { encounterId: second.encounterId } } })
  })

  it('has had its clock all night', async () => {
    desk.advance(9 * hour)
    const clocks = await runningClocks(desk.context.store.db, desk.context.now() + 24 * hour)
    expect(clocks).toMatchObject([{ encounterId, clock: 'upload', cause: 'visit-waiting' }])
  })
})

describe('a serial that was asked for before midnight and given after it', () => {
  const nextDay = '2026-11-21' as IsoDate
  /** Half a minute before midnight. */
  const wuComes = async () => {
    desk.advance(4.5 * minute)
    desk.pull()
    await desk.insert(wu)
  }

  it('makes a visit of the day that the NHI has for it, with the first number of that day', async () => {
    await wuComes()
    const visit = okValue(await registerVisit(slowly(minute), desk.registration()))
    expect(visit).toMatchObject({ queueNumber: 1, earlier: null })
    expect(await byId(desk.context.store.db, visit.encounterId)).toMatchObject({
      day: nextDay,
      treatmentDateTime: expect.stringMatching(/^1151121000030/),
    })
    expect(await listed(nextDay)).toMatchObject([{ id: visit.encounterId }])
    expect((await turns()).map(({ id }) => id)).toEqual([encounterId, visit.encounterId])
  })

  it('keeps the appointment of the evening, but not its number', async () => {
    const doctor = 'dr-1' as PractitionerId
    const session = { practitionerId: doctor, session: 'evening' } as const
    const times = { weekdays: [5], roomId: '1', from: 1380, to: 1440, slotMinutes: 10, validFrom: day as IsoDate }
    okValue(await planRoster(desk.context, { ...session, ...times, places: 2, walkInPlaces: 0, numberLimit: null }))
    const who = { patientId: null, name: wu.name, phone: '0912345678', source: 'phone', note: '' } as const
    const place = { ...session, day: day as IsoDate, at: 1430 }
    const { appointmentId, number } = okValue(await bookAppointment(desk.context, { ...place, ...who }))
    expect(number).toBeGreaterThan(1)
    await wuComes()
    const visit = okValue(await registerVisit(slowly(minute), desk.registration({ appointmentId })))
    expect(visit.queueNumber).toBe(1)
    const { appointments } = okValue(await showAppointmentDay(desk.context, { day: place.day }))
    expect(appointments).toMatchObject([{ state: 'arrived', encounterId: visit.encounterId }])
    expect((await turns())[1]?.id).toBe(visit.encounterId)
  })
})
