import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { keepAmendment, keptAmendment, letGoAmendment, listBegunAmendments } from './amendmentDrafts.ts'
import { amendVisit } from './amendVisit.ts'
import { cancelVisit } from './cancelVisit.ts'
import { closedVisit } from './closedVisit.fixture.ts'

let desk: TestDesk
let encounterId: EncounterId
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
  encounterId = await closedVisit(desk)
})
afterEach(() => desk.dispose())

const typed = (plan: string): Omit<HandlerInput<'amendment:keep'>, 'basedOn'> => ({
  encounterId,
  fromVersion: 1,
  reason: '診斷',
  soap: { ...soap, plan },
  diagnoses,
  orders: [drugOrder],
  vitals: [{ kind: 'pulse', value: 72, meal: null }],
})
const keep = (plan: string, basedOn: HandlerInput<'amendment:keep'>['basedOn']) =>
  keepAmendment(desk.context, { ...typed(plan), basedOn })
const kept = async () => okValue(await keptAmendment(desk.context, encounterId))

it('keeps a begun amendment as it is typed, also over a restart, and changes nothing of the visit', async () => {
  expect(await kept()).toBe(null)
  const before = await byId(desk.context.store.db, encounterId)
  const first = okValue(await keep('一', null))
  const second = okValue(await keep('二', first.savedAt))
  expect(second.savedAt > first.savedAt).toBe(true)
  const { encounterId: _, ...content } = typed('二')
  expect(await kept()).toEqual({ ...content, savedAt: second.savedAt, savedBy: '櫃檯人員' })
  expect(await byId(desk.context.store.db, encounterId)).toEqual(before)
})

it('writes nothing over what another desk has kept since', async () => {
  const first = okValue(await keep('一', null))
  const other = okValue(await keep('另一台', first.savedAt))
  const refused = { error: { code: 'CONFLICT', details: { savedAt: other.savedAt } } }
  expect(await keep('晚到', first.savedAt)).toMatchObject(refused)
  expect(await keep('從頭', null)).toMatchObject(refused)
  expect((await kept())?.soap.plan).toBe('另一台')
})

it('keeps none upon a version that is no more, nor of a visit that is not closed', async () => {
  okValue(await amendVisit(desk.context, { ...typed('改過'), reason: '更正' }))
  expect(await keep('晚到', null)).toMatchObject({ error: { code: 'CONFLICT', details: { version: 2 } } })
  okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 2, reason: '掛錯' }))
  expect(await keepAmendment(desk.context, { ...typed('晚到'), fromVersion: 2, basedOn: null })).toMatchObject({
    error: { code: 'VISIT_STATE' },
  })
  expect(await kept()).toBe(null)
})

it.each([
  ['submitted', () => amendVisit(desk.context, { ...typed('二'), reason: '更正' })],
  ['let go', () => letGoAmendment(desk.context, encounterId)],
  ['cancelled with its visit', () => cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '掛錯' })],
])('is forgotten once it is %s', async (_, end) => {
  okValue(await keep('二', null))
  const result = await end()
  expect(result.ok).toBe(true)
  expect(await kept()).toBe(null)
})

it('outlives an amendment that could not be made', async () => {
  okValue(await keep('二', null))
  const orders = [{ ...drugOrder, days: 7 }]
  desk.pull()
  expect(await amendVisit(desk.context, { ...typed('二'), orders, reason: '更正' })).toMatchObject({
    error: { code: 'CARD_ABSENT' },
  })
  expect((await kept())?.soap.plan).toBe('二')
})

it('lists what was begun, of earlier days too, the one longest untouched first', async () => {
  const list = async () => okValue(await listBegunAmendments(desk.context))
  expect(await list()).toEqual([])
  const { day } = (await byId(desk.context.store.db, encounterId)) ?? {}
  desk.advance(86_400_000)
  const other = await closedVisit(desk)
  const first = okValue(await keep('一', null))
  desk.advance(1_000)
  okValue(await keepAmendment(desk.context, { ...typed('二'), encounterId: other, basedOn: null }))
  expect(await list()).toMatchObject([{ encounterId }, { encounterId: other }])
  expect((await list())[0]).toMatchObject({ day, patientName: lin.name, savedAt: first.savedAt, savedBy: '櫃檯人員' })
  desk.advance(1_000)
  okValue(await keep('三', first.savedAt))
  expect(await list()).toMatchObject([{ encounterId: other }, { encounterId }])
  okValue(await letGoAmendment(desk.context, other))
  expect(await list()).toMatchObject([{ encounterId }])
})
