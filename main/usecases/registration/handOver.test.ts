import { afterEach, beforeEach, expect, it } from 'vitest'
import { type EncounterId, PractitionerIdSchema } from '../../../preload/contract/words.ts'
import { read as readAudit } from '../../store/audit/auditRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { lin, openTestDesk, settings, type TestDesk, wu } from '../testDesk.ts'
import { handOver } from './handOver.ts'
import { currentBoard, listQueue, moveInQueue } from './queue.ts'
import { registerVisit } from './registerVisit.ts'

const other = PractitionerIdSchema.parse('dr-2')
const twoDoctors = {
  ...settings,
  practitioners: [
    ...settings.practitioners,
    { ...settings.practitioners[0], id: other, name: '周試藥', nationalId: 'F131104093', department: '10' },
    { ...settings.practitioners[0], id: PractitionerIdSchema.parse('ph-1'), name: '藥師', role: 'pharmacist' },
  ],
  rooms: [...settings.rooms, { id: '2', name: '二診' }],
} as typeof settings

let desk: TestDesk
let first: EncounterId
let second: EncounterId

beforeEach(async () => {
  desk = await openTestDesk()
  Object.assign(desk.context, { settings: twoDoctors })
  await desk.insert(lin)
  first = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  desk.pull()
  await desk.insert(wu)
  second = okValue(await registerVisit(desk.context, desk.registration())).encounterId
})
afterEach(() => desk.dispose())

const hand = (encounterIds: EncounterId[], practitionerId = other, roomId = '2') =>
  handOver(desk.context, { encounterIds, practitionerId, roomId })
const doctors = async () =>
  Promise.all([first, second].map(async (id) => (await byId(desk.context.store.db, id))?.practitionerName))

it('lets another doctor see everybody who still waits, with the numbers they have', async () => {
  expect(okValue(await hand([first, second]))).toEqual({ moved: 2 })
  expect(await doctors()).toEqual(['周試藥', '周試藥'])
  expect(await byId(desk.context.store.db, second)).toMatchObject({ queueNumber: 2, roomId: '2', roomName: '二診' })
  // The papers of the visit name the doctor and the department: they are to be of one person.
  expect(settings.practitioners[0]?.department).not.toBe('10')
  expect(await byId(desk.context.store.db, second)).toMatchObject({ practitionerId: other, department: '10' })
  const rows = await readAudit(desk.context.store.db, { after: 0, limit: 1000 })
  expect(rows.filter(({ action }) => action === 'visit-handed-over')).toMatchObject([
    { subject: first, details: JSON.stringify({ from: 'dr-1', to: 'dr-2', room: '2' }) },
    { subject: second },
  ])
  const { rooms } = await currentBoard(desk.context)
  expect(rooms).toMatchObject([{ roomName: '二診', practitionerName: '周試藥', waiting: 2 }])
})

it('leaves who was taken in with the doctor who did, and refuses when nobody is left to hand over', async () => {
  okValue(await startConsultation(desk.context, first))
  expect(okValue(await hand([first, second]))).toEqual({ moved: 1 })
  expect(await doctors()).toEqual(['許示範', '周試藥'])
  expect(await hand([first, second])).toMatchObject({ error: { code: 'VISIT_STATE' } })
})

it('calls nobody into a room by the call of another', async () => {
  okValue(await moveInQueue(desk.context, { encounterId: first, move: 'call', reason: '' }))
  okValue(await hand([first]))
  const places = okValue(await listQueue(desk.context))
  expect(places.find(({ encounterId }) => encounterId === first)).toMatchObject({ state: 'waiting' })
  expect((await currentBoard(desk.context)).called).toBeNull()
})

it('keeps who was skipped or held so', async () => {
  okValue(await moveInQueue(desk.context, { encounterId: first, move: 'hold', reason: '先去抽血' }))
  okValue(await hand([first]))
  const places = okValue(await listQueue(desk.context))
  expect(places.find(({ encounterId }) => encounterId === first)).toMatchObject({
    state: 'on-hold',
    reason: '先去抽血',
  })
})

it('hands over to doctors and rooms of the clinic only', async () => {
  const unknown = { error: { code: 'CODE_UNKNOWN' } }
  expect(await hand([first], PractitionerIdSchema.parse('ph-1'))).toMatchObject(unknown)
  expect(await hand([first], other, '9')).toMatchObject(unknown)
})
