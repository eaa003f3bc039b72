import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../../preload/contract/index.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { debtsBefore } from '../../store/reports/moneyMoves.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { registerOwedCard } from '../make-up/registerOwedCard.ts'
import { returnCard } from '../make-up/returnCard.ts'
import { cancelVisit } from '../record/cancelVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { visitVersions } from '../record/visitVersions.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { closeDrawer } from './closeDrawer.ts'
import { drawerReports, showDrawer } from './drawerView.ts'
import { listDebts } from './listDebts.ts'
import { openDrawer } from './openDrawer.ts'
import { payDebt } from './payDebt.ts'
import { refundMoney } from './refundMoney.ts'
import { showVisitMoney } from './visitMoneyView.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const consult = async (encounterId: EncounterId): Promise<void> => {
  okValue(await startConsultation(desk.context, encounterId))
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
}
/** A visit that waits to be paid: registration 100 and copayment 50. */
const visitToPay = async (): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  await consult(encounterId)
  return encounterId
}
type Settling = NonNullable<HandlerInput<'cashier:close'>['settling']>
const plain: Settling = { card: 0, mobile: 0, owes: false, selfPay: [], discount: null }
const close = (encounterId: EncounterId, received: number, settling: Partial<Settling> = {}) =>
  closeVisit(desk.context, { encounterId, received, settling: { ...plain, ...settling }, exceptionCode: null })
const moneyOf = async (encounterId: EncounterId) => okValue(await showVisitMoney(desk.context, encounterId))
const debts = async () => okValue(await listDebts(desk.context, { patientId: null }))
const everyVisit = { practitionerId: null, session: null }
const audited = async () => (await read(desk.context.store.db, { after: 0, limit: 100 })).map(({ action }) => action)
const owesSome = async (): Promise<EncounterId> => {
  const encounterId = await visitToPay()
  okValue(await close(encounterId, 60, { mobile: 30, owes: true }))
  return encounterId
}

describe('closing a visit', () => {
  it('takes part of it by two ways, and keeps that the rest is owed', async () => {
    const encounterId = await owesSome()
    expect(await moneyOf(encounterId)).toMatchObject({
      paid: 90,
      owed: 60,
      refunded: 0,
      refundable: { total: 90, card: 0, mobile: 30 },
      entries: [
        { kind: 'due', amount: 150, who: '櫃檯人員', desk: 'front-1' },
        { kind: 'payment', method: 'cash', amount: 60, tendered: 60 },
        { kind: 'payment', method: 'mobile', amount: 30 },
        { kind: 'owed', amount: 60 },
      ],
    })
    expect(await debts()).toMatchObject([
      { encounterId, owed: 60, visitedOn: '2026-11-20', patient: { name: lin.name } },
    ])
    expect(desk.published.map(({ name }) => name)).toContain('money:changed')
  })

  it('keeps what kind of thing was sold, and sums it for the shift', async () => {
    const encounterId = await visitToPay()
    const selfPay = [
      { name: '紗布', amount: 40, kind: 'supply' as const },
      { name: '診斷證明書', amount: 100, kind: 'other' as const },
      { name: '止痛貼布', amount: 60, kind: 'supply' as const },
    ]
    okValue(await close(encounterId, 350, { selfPay }))
    const sold = (await moneyOf(encounterId)).entries.filter(({ kind }) => kind === 'self-pay')
    expect(new Set(sold.map(({ words, selfPayKind }) => `${words} ${selfPayKind}`))).toEqual(
      new Set(['紗布 supply', '診斷證明書 other', '止痛貼布 supply']),
    )
    expect(okValue(await showDrawer(desk.context)).selfPay).toEqual([
      { kind: 'supply', count: 2, amount: 100 },
      { kind: 'other', count: 1, amount: 100 },
    ])
  })

  it('refuses too little that nobody says is owed, before anything is written to the card', async () => {
    const encounterId = await visitToPay()
    expect(await close(encounterId, 60)).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    expect(await close(encounterId, 0, { card: 151 })).toMatchObject({ error: { code: 'PAYMENT_TOO_MUCH' } })
    expect(desk.control.treatments).toEqual([])
    expect(await moneyOf(encounterId)).toMatchObject({ paid: 0, entries: [] })
  })

  it('takes no cash below nothing: it would be owed besides', () => {
    const asked = { encounterId: '0190a000-0000-7000-8000-000000000001', received: -50, exceptionCode: null }
    expect(channels['cashier:close'].input.safeParse(asked).success).toBe(false)
    expect(channels['cashier:close'].input.safeParse({ ...asked, received: 0 }).success).toBe(true)
  })

  it('writes no money where the store refuses the visit', async () => {
    const encounterId = await visitToPay()
    okValue(await close(encounterId, 150))
    expect(await close(encounterId, 150)).toMatchObject({ ok: false })
    expect((await moneyOf(encounterId)).entries).toHaveLength(2)
  })
})

describe('money after a visit', () => {
  it('pays what is owed in two goes, gives change, and then owes nothing', async () => {
    const encounterId = await owesSome()
    desk.advance(86_400_000)
    const pay = (changes: object) => payDebt(desk.context, { encounterId, received: 0, card: 0, mobile: 0, ...changes })
    expect(await pay({ card: 61 })).toMatchObject({ error: { code: 'PAYMENT_TOO_MUCH' } })
    expect(await pay({})).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    expect(okValue(await pay({ card: 20 }))).toMatchObject({ owed: 40, paid: 110 })
    const paid = okValue(await pay({ received: 100 }))
    expect(paid).toMatchObject({ owed: 0, paid: 150 })
    expect(paid.entries.at(-1)).toMatchObject({ kind: 'settlement', method: 'cash', amount: 40, tendered: 100 })
    expect(await debts()).toEqual([])
    expect(await pay({ received: 100 })).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    expect((await audited()).filter((action) => action === 'debt-paid')).toHaveLength(2)
  })

  it('refunds with a reason, never more than was paid, and leaves what was written', async () => {
    const encounterId = await owesSome()
    const before = (await moneyOf(encounterId)).entries
    const refund = (method: 'cash' | 'mobile', amount: number) =>
      refundMoney(desk.context, { encounterId, method, amount, reason: '重複計價' })
    expect(await refund('cash', 91)).toMatchObject({ error: { code: 'REFUND_TOO_MUCH', details: { most: 90 } } })
    expect(await refund('mobile', 31)).toMatchObject({ error: { code: 'REFUND_TOO_MUCH', details: { most: 30 } } })
    okValue(await refund('mobile', 30))
    const after = okValue(await refund('cash', 60))
    expect(after).toMatchObject({ refunded: 90, refundable: { total: 0 }, owed: 60 })
    expect(after.entries.slice(0, before.length)).toEqual(before)
    expect(await refund('cash', 1)).toMatchObject({ error: { code: 'REFUND_TOO_MUCH' } })
    expect(await audited()).toContain('money-refunded')
  })

  it('has nothing owed, and all that was paid to give back, once the visit is cancelled', async () => {
    const encounterId = await owesSome()
    okValue(await refundMoney(desk.context, { encounterId, method: 'cash', amount: 10, reason: '重複計價' }))
    okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '掛錯病人' }))
    expect(await moneyOf(encounterId)).toMatchObject({ owed: 0, refundable: { total: 80 } })
    expect(await debts()).toEqual([])
    expect(okValue(await visitVersions(desk.context, encounterId))[0]?.difference).toBe(-80)
    const pay = await payDebt(desk.context, { encounterId, received: 60, card: 0, mobile: 0 })
    expect(pay).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    okValue(await refundMoney(desk.context, { encounterId, method: 'cash', amount: 80, reason: '掛錯病人' }))
    // The book itself says that nothing is owed: the shift, the day and the debts of a month add up by it.
    expect((await moneyOf(encounterId)).entries).toContainEqual(
      expect.objectContaining({ kind: 'owed-less', amount: 60, words: '掛錯病人' }),
    )
    expect(await debtsBefore(desk.context.store.db, Number.MAX_SAFE_INTEGER, everyVisit)).toEqual([])
    expect(okValue(await showDrawer(desk.context))).toMatchObject({ owed: 60, owedLess: 60, expected: 60 - 10 - 80 })
  })

  it('was owed at the end of the days before a cancellation, and is so in their reports', async () => {
    const encounterId = await owesSome()
    const before = desk.context.now() + 1
    desk.advance(86_400_000)
    okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '掛錯病人' }))
    expect(await debtsBefore(desk.context.store.db, before, everyVisit)).toMatchObject([{ encounterId, amount: 60 }])
  })

  it('takes a deposit whole, refunds none of it, and knows when it went back with the card', async () => {
    await desk.insert(lin)
    const first = okValue(await registerVisit(desk.context, desk.registration()))
    await consult(first.encounterId)
    okValue(await close(first.encounterId, 150))
    desk.pull()
    desk.advance(600_000)
    const { practitionerId, roomId, session, treatmentItem, copaymentCode } = desk.registration()
    const owed = okValue(
      await registerOwedCard(desk.context, {
        patientId: first.patient.patientId,
        practitionerId,
        roomId,
        session,
        treatmentItem,
        copaymentCode,
        attendance: 'on-site',
        appointmentId: null,
      }),
    )
    await consult(owed.encounterId)
    const deposit = owed.cardDebt?.deposit ?? 0
    expect(deposit).toBeGreaterThan(0)
    expect(await close(owed.encounterId, 150, { owes: true })).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    okValue(await close(owed.encounterId, 150 + deposit))
    expect(await moneyOf(owed.encounterId)).toMatchObject({ refundable: { total: 150 } })
    desk.advance(3_600_000)
    await desk.signIn()
    await desk.insert(lin)
    const sessionId = desk.context.cards.current()?.session.sessionId
    if (sessionId === undefined) throw new Error('no card')
    okValue(
      await returnCard(desk.context, {
        encounterId: owed.encounterId,
        cardSessionId: sessionId,
        lateRefund: null,
        refundBy: 'cash',
      }),
    )
    expect(await moneyOf(owed.encounterId)).toMatchObject({ refunded: deposit, refundable: { total: 150 } })
    expect(okValue(await showDrawer(desk.context)).expected).toBe(300)
  })
})

describe('the drawer', () => {
  it('is counted against its float and the cash that moved, also before it was opened', async () => {
    const encounterId = await owesSome()
    expect(okValue(await showDrawer(desk.context))).toMatchObject({ shift: 1, opened: null, expected: 60 })
    expect(await closeDrawer(desk.context, { expected: 60, counts: {}, reason: null })).toMatchObject({
      error: { code: 'DRAWER_NOT_OPEN' },
    })
    okValue(await openDrawer(desk.context, { float: 2000 }))
    expect(await openDrawer(desk.context, { float: 1 })).toMatchObject({ error: { code: 'DRAWER_OPEN_ALREADY' } })
    okValue(await payDebt(desk.context, { encounterId, received: 100, card: 0, mobile: 0 }))
    okValue(await refundMoney(desk.context, { encounterId, method: 'cash', amount: 20, reason: '重複計價' }))
    const shift = okValue(await showDrawer(desk.context))
    expect(shift).toMatchObject({ expected: 2000 + 60 + 60 - 20, owed: 60, discounts: 0 })
    expect(shift.totals).toEqual([
      { kind: 'payment', method: 'cash', count: 1, amount: 60 },
      { kind: 'payment', method: 'mobile', count: 1, amount: 30 },
      { kind: 'settlement', method: 'cash', count: 1, amount: 60 },
      { kind: 'refund', method: 'cash', count: 1, amount: 20 },
    ])
  })

  it('is closed with a difference only for a reason, and only as it was shown; the next shift begins with nothing', async () => {
    okValue(await openDrawer(desk.context, { float: 500 }))
    await owesSome()
    const finish = (expected: number, reason: string | null) =>
      closeDrawer(desk.context, { expected, counts: { 500: 1, 50: 1 }, reason })
    expect(await finish(500, '少算')).toMatchObject({ error: { code: 'CONFLICT', details: { expected: 560 } } })
    expect(await finish(560, null)).toMatchObject({
      error: { code: 'DRAWER_DIFFERENCE', details: { expected: 560, counted: 550 } },
    })
    expect(okValue(await finish(560, '找錯零'))).toMatchObject({
      shift: 1,
      closed: { counted: 550, reason: '找錯零', who: '櫃檯人員' },
    })
    expect(okValue(await showDrawer(desk.context))).toMatchObject({ shift: 2, opened: null, totals: [], expected: 0 })
    expect(okValue(await drawerReports(desk.context))).toMatchObject([{ shift: 1, expected: 560, totals: [{}, {}] }])
    expect(await audited()).toEqual(expect.arrayContaining(['drawer-opened', 'drawer-closed']))
  })

  it('keeps no reason where nothing differs', async () => {
    okValue(await openDrawer(desk.context, { float: 100 }))
    const closed = okValue(await closeDrawer(desk.context, { expected: 100, counts: { 100: 1 }, reason: 'none' }))
    expect(closed.closed).toMatchObject({ counted: 100, reason: null })
  })

  it('is one for each desk', async () => {
    const other = await openTestDesk({ sharing: desk, deskId: 'front-2' })
    okValue(await openDrawer(desk.context, { float: 100 }))
    expect(okValue(await showDrawer(other.context))).toMatchObject({ desk: 'front-2', shift: 1, opened: null })
    await other.dispose()
  })
})
