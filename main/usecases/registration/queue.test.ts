import { afterEach, beforeEach, expect, it } from 'vitest'
import { DisplayBoardSchema } from '../../../preload/contract/visit/queue.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { read as readAudit } from '../../store/audit/auditRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { keepAttendance } from '../../store/visit/attendanceRepository.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { cancelRegistration } from './cancelRegistration.ts'
import { aheadOf, currentBoard, listQueue, moveInQueue } from './queue.ts'
import { registerVisit } from './registerVisit.ts'

let desk: TestDesk
let first: EncounterId
let second: EncounterId

beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
  first = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  desk.pull()
  await desk.insert(wu)
  second = okValue(await registerVisit(desk.context, desk.registration())).encounterId
})
afterEach(() => desk.dispose())

const queue = async () =>
  okValue(await listQueue(desk.context)).map(({ encounterId, state, turn }) => ({ encounterId, state, turn }))
const move = (encounterId: EncounterId, by: Parameters<typeof moveInQueue>[1]['move'], reason = '') =>
  moveInQueue(desk.context, { encounterId, move: by, reason })

it('stands by number until something is done, and by what was done afterwards', async () => {
  expect(await queue()).toEqual([
    { encounterId: first, state: 'waiting', turn: 1 },
    { encounterId: second, state: 'waiting', turn: 2 },
  ])
  okValue(await move(second, 'prioritise'))
  expect((await queue()).map(({ encounterId }) => encounterId)).toEqual([second, first])
  okValue(await move(first, 'call'))
  expect((await queue())[0]).toEqual({ encounterId: first, state: 'called', turn: 1 })
  okValue(await move(first, 'skip'))
  expect(await queue()).toEqual([
    { encounterId: second, state: 'waiting', turn: 1 },
    { encounterId: first, state: 'skipped', turn: null },
  ])
  okValue(await move(second, 'unprioritise'))
  okValue(await move(first, 'requeue'))
  // The other waits already, so who comes back goes behind.
  expect((await queue()).map(({ encounterId }) => encounterId)).toEqual([second, first])
  const rows = await readAudit(desk.context.store.db, { after: 0, limit: 1000 })
  expect(rows.filter(({ action }) => action === 'queue-moved')).toHaveLength(5)
})

it('refuses a move that changes nothing, or of somebody who waits no longer', async () => {
  expect(await move(first, 'requeue')).toMatchObject({ error: { code: 'VISIT_STATE' } })
  okValue(await startConsultation(desk.context, first))
  expect(await move(first, 'call')).toMatchObject({ error: { code: 'VISIT_STATE' } })
  expect((await queue()).map(({ encounterId }) => encounterId)).toEqual([second])
})

it('keeps the reason of a hold, and a call ends it', async () => {
  expect(okValue(await move(first, 'hold', '先去抽血')).reason).toBe('先去抽血')
  const called = okValue(await move(first, 'call'))
  expect(called).toMatchObject({ state: 'called', times: 1, reason: '' })
  expect(okValue(await move(first, 'call')).times).toBe(2)
})

it('calls nobody into a room who is seen elsewhere, whatever the desk calls', async () => {
  okValue(await desk.context.store.write((tx) => keepAttendance(tx, first, { attendance: 'home', consent: null })))
  okValue(await move(first, 'call'))
  expect(await currentBoard(desk.context)).toMatchObject({
    called: null,
    rooms: [{ next: [{ number: 2 }], waiting: 1 }],
  })
})

it('shows patients numbers and masked names, and tells one call from the next', async () => {
  okValue(await move(first, 'call'))
  const board = DisplayBoardSchema.parse(await currentBoard(desk.context))
  expect(board.called).toMatchObject({ number: 1, maskedName: '林○安', roomName: '一診' })
  expect(board.called?.clips).toEqual(['bell', 'please', '1', 'number', 'to', '1', 'room'])
  expect(board.rooms).toMatchObject([{ current: 1, next: [{ number: 2, maskedName: '吳○例' }], waiting: 1 }])
  expect(JSON.stringify(board)).not.toMatch(/林示安|吳範例|A123456789/)
  okValue(await move(first, 'call'))
  const again = await currentBoard(desk.context)
  expect(again.called?.callId).not.toBe(board.called?.callId)
})

it('calls who is taken in without a call, once, and who was called before not a second time', async () => {
  okValue(await startConsultation(desk.context, first))
  const board = await currentBoard(desk.context)
  expect(board.called).toMatchObject({ number: 1, callId: `${first}-1` })
  okValue(await startConsultation(desk.context, first))
  expect((await currentBoard(desk.context)).called?.callId).toBe(`${first}-1`)
  desk.advance(60_000)
  okValue(await move(second, 'call'))
  okValue(await startConsultation(desk.context, second))
  expect((await currentBoard(desk.context)).called).toMatchObject({ number: 2, callId: `${second}-1` })
})

it('calls nobody in the waiting room who is seen at home', async () => {
  const atHome = { attendance: 'home', consent: null } as const
  okValue(await desk.context.store.write((tx) => keepAttendance(tx, first, atHome)))
  okValue(await startConsultation(desk.context, first))
  expect((await currentBoard(desk.context)).called).toBeNull()
})

it('says nothing of a room whose patients have all gone', async () => {
  okValue(await cancelRegistration(desk.context, second))
  okValue(await startConsultation(desk.context, first))
  expect((await currentBoard(desk.context)).rooms).toMatchObject([{ current: 1, next: [], waiting: 0 }])
})

it('says how many come before somebody as the list has them, and nothing of who has no turn', async () => {
  const ahead = () => Promise.all([first, second].map((one) => aheadOf(desk.context, one)))
  expect(await ahead()).toEqual([0, 1])
  okValue(await move(second, 'prioritise'))
  expect(await ahead()).toEqual([1, 0])
  okValue(await move(first, 'skip'))
  expect(await ahead()).toEqual([null, 0])
  okValue(await startConsultation(desk.context, second))
  expect(await ahead()).toEqual([null, null])
})

it('counts before somebody of today who waits since before midnight, and has no turn for whom a night has passed', async () => {
  // From ten in the morning to eleven at night, Taipei.
  const hour = 3_600_000
  await desk.dispose()
  desk = await openTestDesk()
  desk.advance(13 * hour)
  await desk.insert(wu)
  await desk.signIn()
  const late = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  desk.advance(2 * hour)
  desk.pull()
  await desk.insert(lin)
  const today = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  expect([await aheadOf(desk.context, late), await aheadOf(desk.context, today)]).toEqual([0, 1])
  desk.advance(4 * hour)
  expect([await aheadOf(desk.context, late), await aheadOf(desk.context, today)]).toEqual([null, 0])
})
