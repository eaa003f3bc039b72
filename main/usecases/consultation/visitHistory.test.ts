import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { addDays } from '../../domain/tables/effectiveDate.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { cancelVisit } from '../record/cancelVisit.ts'
import { closedVisit } from '../record/closedVisit.fixture.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { showVisit } from '../record/visitView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk, wu } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { startConsultation } from './startConsultation.ts'
import { daysLeft, visitHistory } from './visitHistory.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const daysLater = async (days: number): Promise<void> => {
  desk.pull()
  desk.advance(days * 24 * 3_600_000)
  await desk.signIn()
}
const register = async (): Promise<EncounterId> => {
  await desk.insert(lin)
  return okValue(await registerVisit(desk.context, desk.registration())).encounterId
}
const page = async (encounterId: EncounterId, text = '', after: EncounterId | null = null, limit = 10) =>
  okValue(await visitHistory(desk.context, { encounterId, text, after, limit }))

it('gives the patient’s own visits newest first, with what each drug still lasts', async () => {
  await closedVisit(desk, wu)
  await daysLater(1)
  const older = await closedVisit(desk)
  await daysLater(20)
  const newer = await closedVisit(desk)
  await daysLater(1)
  const { entries, hasMore } = await page(await register())
  expect(hasMore).toBe(false)
  expect(entries.map(({ encounterId }) => encounterId)).toEqual([newer, older])
  expect(entries.map(({ orders }) => orders[0]?.daysLeft)).toEqual([2, 0])
})

it('tells of a cancelled visit, whose drugs are no supply, and of how manieth version an amended one is', async () => {
  const amended = await closedVisit(desk)
  const { soap, diagnoses, orders } = okValue(await showVisit(desk.context, amended))
  const note = { ...soap, plan: '多喝水' }
  okValue(
    await amendVisit(desk.context, {
      encounterId: amended,
      fromVersion: 1,
      reason: '補記',
      soap: note,
      diagnoses,
      orders,
    }),
  )
  await daysLater(1)
  const cancelled = await closedVisit(desk)
  okValue(await cancelVisit(desk.context, { encounterId: cancelled, fromVersion: 1, reason: '重複' }))
  await daysLater(1)
  const { entries } = await page(await register())
  expect(entries).toMatchObject([
    { encounterId: cancelled, state: 'cancelled', orders: [{ daysLeft: null }] },
    { encounterId: amended, state: 'closed', version: 2, soap: { plan: '多喝水' }, orders: [{ daysLeft: 1 }] },
  ])
})

it('goes on where the page before ended, and finds a text in diagnoses, drugs and notes', async () => {
  const visits: EncounterId[] = []
  for (let visit = 0; visit < 3; visit += 1) {
    visits.unshift(await closedVisit(desk))
    await daysLater(1)
  }
  const present = await register()
  const first = await page(present, '', null, 2)
  expect([first.entries.map(({ encounterId }) => encounterId), first.hasMore]).toEqual([visits.slice(0, 2), true])
  const second = await page(present, '', visits[1] ?? null, 2)
  expect([second.entries.map(({ encounterId }) => encounterId), second.hasMore]).toEqual([visits.slice(2), false])
  const counts = await Promise.all(['j06', '喉嚨', 'Ａ０２９', '沒有這個'].map((text) => page(present, text, null, 2)))
  expect(counts.map(({ entries, hasMore }) => [entries.length, hasMore])).toEqual([
    [2, true],
    [2, true],
    [2, true],
    [0, false],
  ])
})

it('counts the days of a supply down to none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 120 }), (days, passed) => {
      expect(daysLeft('2026-02-10', days, addDays('2026-02-10', passed))).toBe(Math.max(0, days - passed))
    }),
  )
})

it('leaves the total of an earlier drug to the rule, so that it follows the days it is repeated for', async () => {
  const tube = { ...drugOrder, code: 'AC24132100', quantity: 1 }
  await desk.insert(lin)
  const earlier = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  okValue(await startConsultation(desk.context, earlier))
  const draft = { soap, diagnoses, orders: [drugOrder, tube] }
  okValue(await finishConsultation(desk.context, { encounterId: earlier, ...draft }))
  await desk.signIn()
  const closing = { received: 1000, exceptionCode: null, exceptionReason: null }
  okValue(await closeVisit(desk.context, { encounterId: earlier, ...closing }))
  await daysLater(20)
  const encounterId = await register()
  const totals = (orders: readonly { readonly quantity: number | null }[] | undefined) =>
    orders?.map(({ quantity }) => quantity)
  expect(totals(okValue(await showVisit(desk.context, encounterId)).history[0]?.orders)).toEqual([null, 1])
  expect(totals((await page(encounterId)).entries[0]?.orders)).toEqual([null, 1])
})
