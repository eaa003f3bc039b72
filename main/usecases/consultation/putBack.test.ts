import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { currentBoard, listQueue, moveInQueue } from '../registration/queue.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, lin, openTestDesk, soap, type TestDesk, wu } from '../testDesk.ts'
import { putBack } from './putBack.ts'
import { saveDraft } from './saveDraft.ts'
import { startConsultation } from './startConsultation.ts'

let desk: TestDesk
let first: EncounterId
let second: EncounterId

beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(wu)
  first = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  desk.pull()
  await desk.insert(lin)
  second = okValue(await registerVisit(desk.context, desk.registration())).encounterId
})
afterEach(() => desk.dispose())

const waiting = async () => okValue(await listQueue(desk.context)).map(({ encounterId, state }) => [encounterId, state])

it('lets somebody who was taken in wait again under the own number, and call for nobody meanwhile', async () => {
  okValue(await moveInQueue(desk.context, { encounterId: first, move: 'call', reason: '' }))
  okValue(await startConsultation(desk.context, first))
  expect(okValue(await putBack(desk.context, first))).toMatchObject({ state: 'waiting', queueNumber: 1 })
  expect(await waiting()).toEqual([
    [first, 'waiting'],
    [second, 'waiting'],
  ])
  expect(await currentBoard(desk.context)).toMatchObject({ called: null, rooms: [{ current: null, waiting: 2 }] })
})

it('keeps what was typed for the next time', async () => {
  okValue(await startConsultation(desk.context, first))
  okValue(await saveDraft(desk.context, { encounterId: first, soap, diagnoses, orders: [], basedOn: null }))
  okValue(await putBack(desk.context, first))
  expect(okValue(await startConsultation(desk.context, first))).toMatchObject({ soap, diagnoses })
})

it('lets a registration be cancelled that was taken in by mistake', async () => {
  okValue(await startConsultation(desk.context, second))
  expect(await cancelRegistration(desk.context, second)).toMatchObject({ error: { code: 'VISIT_STATE' } })
  okValue(await putBack(desk.context, second))
  expect(okValue(await cancelRegistration(desk.context, second))).toMatchObject({ state: 'cancelled' })
})

it('refuses for whoever is not in consultation', async () => {
  expect(await putBack(desk.context, first)).toMatchObject({
    error: { code: 'VISIT_STATE', details: { reason: 'too-early' } },
  })
})
