import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentMethod } from '../../../preload/contract/money/money.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { nhiRecordErrors } from '../../outbox/mappers/nhi/nhiRecordRules.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { byEncounter as journalOf } from '../../store/card/journalQueries.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId, chargesOf, ordersOf } from '../../store/visit/encounterQueries.ts'
import { showVisitMoney } from '../money/visitMoneyView.ts'
import { cancelVisit } from '../record/cancelVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { visitVersions } from '../record/visitVersions.ts'
import { showVisit } from '../record/visitView.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { keepDeposit } from './keepDeposit.ts'
import { listMakeUps } from './listMakeUps.ts'
import { consult, knownPatient, nhiRowsOf, owedVisit, registerOwed } from './makeUpVisits.ts'
import { returnCard } from './returnCard.ts'

const dayMs = 86_400_000

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const session = () => desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
const give = (
  encounterId: EncounterId,
  lateRefund: { amount: number; reason: string } | null = null,
  refundBy: PaymentMethod = 'cash',
) => returnCard(desk.context, { encounterId, cardSessionId: session(), lateRefund, refundBy })
const stored = (encounterId: EncounterId) => byId(desk.context.store.db, encounterId)
const debt = (encounterId: EncounterId) => debtOf(desk.context.store.db, encounterId)
const serials = () => desk.control.serialRequests.filter(({ afterCheck }) => afterCheck === '2').length
const actions = async () => (await read(desk.context.store.db, { after: 0, limit: 50 })).map(({ action }) => action)
const cash = async () => okValue(await listMakeUps(desk.context)).cash

describe('a visit without the card', () => {
  it('takes no serial, gets a number without a card, and owes the card for ten working days', async () => {
    const encounterId = await registerOwed(desk, await knownPatient(desk))
    expect(serials()).toBe(0)
    expect(await stored(encounterId)).toMatchObject({ treatmentDateTime: null, exceptionCode: null, cardNumber: null })
    expect(await debt(encounterId)).toMatchObject({ state: 'open', deposit: 500, dueOn: '2026-12-04', refund: 0 })
    expect((await debt(encounterId))?.actual).toMatchObject({ dateTime: '1151120100100' })
    expect(await actions()).toContain('owed-card-registered')
    const { items } = okValue(await listMakeUps(desk.context))
    expect(items).toMatchObject([{ encounterId, kind: 'owed-card', state: 'not-closed', daysLeft: 10 }])
  })

  it('is refused for somebody unknown and beside an open visit, and needs no NHI at all', async () => {
    const patientId = await knownPatient(desk)
    desk.control.cutServer(true)
    const encounterId = await registerOwed(desk, patientId)
    expect((await debt(encounterId))?.actual).toBeNull()
    await expect(registerOwed(desk, patientId)).rejects.toThrow('VISIT_OPEN_ALREADY')
    await expect(registerOwed(desk, encounterId as never)).rejects.toThrow('PATIENT_UNKNOWN')
  })

  it('is paid with the deposit as a line of its own, and nothing goes to the NHI', async () => {
    const encounterId = await owedVisit(desk)
    const visit = okValue(await showVisit(desk.context, encounterId))
    expect(visit.price?.charges.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['registration-fee', 100],
      ['copayment-basic', 50],
      ['copayment-drug', 0],
      ['card-deposit', 500],
    ])
    expect(visit).toMatchObject({
      state: 'closed',
      cardWrite: 'none',
      paid: { amount: 650 },
      cardDebt: { state: 'open', deposit: 500, dueOn: '2026-12-04' },
      madeUpAt: null,
    })
    expect((await byEncounters(desk.context.store.db, [encounterId])).map((row) => row.target)).toEqual([
      'clinic-cloud',
    ])
    expect(await cash()).toEqual({ taken: 500, refunded: 0, held: 500 })
  })

  it('is no exception, and a cancelled one owes nothing', async () => {
    const encounterId = await registerOwed(desk, await knownPatient(desk))
    const closing = { encounterId, received: 1000, exceptionCode: 'A021', exceptionReason: null }
    expect(await closeVisit(desk.context, closing)).toMatchObject({ error: { code: 'VISIT_STATE' } })
    okValue(await cancelRegistration(desk.context, encounterId))
    expect(await debt(encounterId)).toMatchObject({ state: 'cancelled' })
    expect(okValue(await listMakeUps(desk.context)).items).toEqual([])
  })
})

describe('the card is brought back', () => {
  it('takes one serial as a make-up, writes the card, gives the deposit back and sends the record, all at once', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    expect(okValue(await give(encounterId))).toMatchObject({ state: 'done', refund: 500 })
    expect(serials()).toBe(1)
    expect(desk.control.treatments).toMatchObject([{ afterCheck: '2', treatmentDateTime: '1151120110100' }])
    expect((await ordersOf(desk.context.store.db, encounterId))[0]?.signature).toMatch(/^\d{40}$/)
    expect(await debt(encounterId)).toMatchObject({ state: 'returned', refund: 500, reason: null })
    expect((await chargesOf(desk.context.store.db, encounterId)).at(-1)).toMatchObject({
      kind: 'card-deposit-refund',
      amount: -500,
    })
    const [only, ...others] = await nhiRowsOf(desk, encounterId)
    expect(others).toEqual([])
    const actual = (await debt(encounterId))?.actual
    const onCard = desk.control.visits.at(-1)
    expect(only?.payload.record).toMatchObject({
      H01: 'A',
      visit: {
        M02: lin.cardNumber,
        M11: '1151120110100',
        M12: '2',
        M13: onCard?.visitSequenceNumber,
        M49: actual?.dateTime,
        M52: actual?.treatmentNumber,
      },
    })
    expect(only === undefined ? null : nhiRecordErrors(only.payload.record, 'sending')).toEqual([])
    expect(only?.row).toMatchObject({ sequence: 2, dueAt: Date.parse('2026-11-21T03:01:00Z') })
    expect(await actions()).toContain('card-returned')
    expect(await cash()).toEqual({ taken: 500, refunded: 500, held: 0 })
    expect(okValue(await showVisit(desk.context, encounterId))).toMatchObject({
      cardWrite: 'written',
      visitSequenceNumber: onCard?.visitSequenceNumber,
      cardDebt: { state: 'returned', refund: 500 },
    })
  })

  it('goes on where this PC’s clock is short of the time that the NHI gave the visit', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    const slow = { ...desk.context, now: () => desk.context.now() - 3_700_000 }
    const input = { encounterId, cardSessionId: session(), lateRefund: null, refundBy: 'cash' as const }
    expect(okValue(await returnCard(slow, input))).toMatchObject({ state: 'done' })
  })

  it('proposes the way the deposit came by, gives it back so, and refuses one it did not come by before anything is written', async () => {
    const encounterId = await registerOwed(desk, await knownPatient(desk))
    await consult(desk, encounterId)
    const settling = { card: 650, mobile: 0, owes: false, selfPay: [], discount: null }
    const closing = { encounterId, received: 0, settling, exceptionCode: null, exceptionReason: null }
    okValue(await closeVisit(desk.context, closing))
    expect(okValue(await listMakeUps(desk.context)).items).toMatchObject([{ refundWays: ['card', 'cash'] }])
    desk.advance(3_600_000)
    await desk.insert(lin)
    expect(await give(encounterId, null, 'mobile')).toMatchObject({ error: { code: 'REFUND_TOO_MUCH' } })
    expect(serials()).toBe(0)
    expect(okValue(await give(encounterId, null, 'card'))).toMatchObject({ refund: 500, refundWays: [] })
    const { refundable, refunded, entries } = okValue(await showVisitMoney(desk.context, encounterId))
    expect(entries.at(-1)).toMatchObject({ kind: 'deposit-back', method: 'card', amount: 500 })
    expect([refunded, refundable]).toEqual([500, { total: 150, card: 150, mobile: 0 }])
  })

  it('adds up over two days: what was taken one day and given back the next', async () => {
    const encounterId = await owedVisit(desk)
    desk.advance(3 * dayMs)
    await desk.insert(lin)
    okValue(await give(encounterId))
    expect(await cash()).toEqual({ taken: 0, refunded: 500, held: 0 })
  })

  it.each([
    ['the tenth working day', 14, null, 500],
    ['the day after it, a Saturday', 15, null, 0],
    ['the day after it, with a reason', 15, { amount: 500, reason: '住院中' }, 500],
    ['weeks later, a part of it', 40, { amount: 200, reason: '店內規定' }, 200],
  ] as const)('on %s gives back what is due', async (_, days, late, refund) => {
    const encounterId = await owedVisit(desk)
    desk.advance(days * dayMs)
    await desk.insert(lin)
    expect(okValue(await give(encounterId, late))).toMatchObject({
      state: 'done',
      refund,
      reason: late?.reason ?? null,
    })
    expect(
      (await chargesOf(desk.context.store.db, encounterId)).filter(({ amount }) => (amount ?? 0) < 0),
    ).toHaveLength(refund > 0 ? 1 : 0)
  })

  it('never gives more than was left, and after three months nothing any more', async () => {
    const encounterId = await owedVisit(desk)
    desk.advance(20 * dayMs)
    await desk.insert(lin)
    expect(await give(encounterId, { amount: 501, reason: 'x' })).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    desk.advance(73 * dayMs)
    expect(await give(encounterId)).toMatchObject({ error: { code: 'MAKE_UP_TOO_LATE' } })
    expect(serials()).toBe(0)
    expect(await debt(encounterId)).toMatchObject({ state: 'open' })
  })

  it('names a visit of unknown number as such', async () => {
    const patientId = await knownPatient(desk)
    desk.control.cutServer(true)
    const encounterId = await owedVisit(desk, patientId)
    desk.control.cutServer(false)
    await desk.insert(lin)
    okValue(await give(encounterId))
    const [only] = await nhiRowsOf(desk, encounterId)
    expect(only?.payload.record.visit).toMatchObject({ M12: '4', M49: '1151120100100', M52: 'MISS0000000000000000' })
    expect(only === undefined ? null : nhiRecordErrors(only.payload.record, 'sending')).toEqual([])
  })

  it.each(['waiting', 'to-pay'] as const)(
    'while the visit is %s: it gets its serial, no deposit is due',
    async (state) => {
      const encounterId = await registerOwed(desk, await knownPatient(desk))
      if (state === 'to-pay') await consult(desk, encounterId)
      desk.advance(60_000)
      await desk.insert(lin)
      expect(okValue(await give(encounterId))).toMatchObject({ state: 'done', deposit: 0, refund: 0 })
      expect(serials()).toBe(1)
      expect(await nhiRowsOf(desk, encounterId)).toEqual([])
      if (state === 'waiting') await consult(desk, encounterId)
      const closing = { encounterId, received: 150, exceptionCode: null, exceptionReason: null }
      const closed = okValue(await closeVisit(desk.context, closing))
      expect(closed).toMatchObject({ cardWrite: 'written', paid: { amount: 150 } })
      expect(closed.price?.charges.map(({ kind }) => kind)).not.toContain('card-deposit')
      expect(desk.control.treatments).toMatchObject([{ afterCheck: '2' }])
      const [only] = await nhiRowsOf(desk, encounterId)
      expect(only?.payload.record).toMatchObject({ H01: 'A', visit: { M12: '2', M49: '1151120100100' } })
      expect(only === undefined ? null : nhiRecordErrors(only.payload.record, 'sending')).toEqual([])
      expect(await actions()).toContain('owed-card-came')
      expect(await cash()).toEqual({ taken: 0, refunded: 0, held: 0 })
      expect(await give(encounterId)).toMatchObject({ error: { code: 'CONFLICT' } })
      expect(serials()).toBe(1)
    },
  )

  it('is not done with the card of somebody else, another session or no card', async () => {
    const encounterId = await owedVisit(desk)
    expect(await give(encounterId)).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await desk.insert(wu)
    expect(await give(encounterId)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    const earlier = session()
    desk.pull()
    await desk.insert(lin)
    const input = { encounterId, cardSessionId: earlier, lateRefund: null, refundBy: 'cash' as const }
    expect(await returnCard(desk.context, input)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(serials()).toBe(0)
    expect(await debt(encounterId)).toMatchObject({ state: 'open' })
  })

  it('is done once when two ask at the same moment, and once when they ask one after the other', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    const answers = await Promise.all([give(encounterId), give(encounterId)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(await give(encounterId)).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(serials()).toBe(1)
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
  })
})

describe('a return that breaks off', () => {
  it('keeps the debt, and the next try uses the serial that was taken, days later too', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    desk.control.refuseNext('writeTreatment', 'NHI_UNREACHABLE')
    expect(await give(encounterId)).toMatchObject({ error: { code: 'NHI_UNREACHABLE' } })
    expect(await debt(encounterId)).toMatchObject({ state: 'open', refund: 0 })
    expect(await nhiRowsOf(desk, encounterId)).toEqual([])
    // What a power cut leaves: the journal. The patient comes back on another day.
    desk.pull()
    desk.advance(3 * dayMs)
    await desk.insert(lin)
    okValue(await give(encounterId))
    expect(serials()).toBe(1)
    expect(await stored(encounterId)).toMatchObject({ treatmentDateTime: '1151120110100' })
  })

  it('leaves its serial to its own visit: a new visit of the same day takes another', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    desk.control.refuseNext('writeTreatment', 'NHI_UNREACHABLE')
    await give(encounterId)
    desk.advance(60_000)
    const visit = okValue(await registerVisit(desk.context, desk.registration()))
    const returned = okValue(await give(encounterId))
    expect(returned.visitSequenceNumber).not.toBe(visit.visitSequenceNumber)
    expect(serials()).toBe(1)
  })

  it('finds a lost serial on the card, and sends the record as an exception because its signature is gone', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    okValue(await give(encounterId))
    expect(serials()).toBe(1)
    const [only] = await nhiRowsOf(desk, encounterId)
    expect(only?.payload.record).toMatchObject({ H01: 'B', visit: { M12: '2', M13: 'A021' } })
    expect(only === undefined ? null : nhiRecordErrors(only.payload.record, 'closing')).toEqual([])
    expect(await debt(encounterId)).toMatchObject({ state: 'returned', refund: 500 })
  })

  it('is told as unconfirmed when the answer to the order write is lost, and written once more on request', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    desk.control.loseNextReply('writePrescriptions')
    expect(await give(encounterId)).toMatchObject({ error: { code: 'CARD_WRITE_UNCONFIRMED' } })
    expect(await debt(encounterId)).toMatchObject({ state: 'open' })
    okValue(await give(encounterId))
    const entries = (await journalOf(desk.context.store.db, encounterId)).map(({ kind, state }) => `${kind} ${state}`)
    expect(entries).toEqual(['serial done', 'write-fees done', 'write-orders lost', 'write-orders done'])
  })
})

describe('the deposit of a card that never came', () => {
  it('is the patient’s until the term is over, and then may be kept, once', async () => {
    const encounterId = await owedVisit(desk)
    const keep = () => keepDeposit(desk.context, { encounterId, reason: '逾期未補卡' })
    desk.advance(14 * dayMs)
    expect(await keep()).toMatchObject({ error: { code: 'VISIT_STATE' } })
    desk.advance(dayMs)
    expect(okValue(await keep())).toMatchObject({ state: 'kept', refund: 0, reason: '逾期未補卡' })
    expect(await keep()).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(await cash()).toEqual({ taken: 0, refunded: 0, held: 0 })
    expect(await actions()).toContain('card-deposit-kept')
    await desk.insert(lin)
    expect(await give(encounterId)).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(serials()).toBe(0)
  })

  it.each([
    ['kept', null, 0],
    ['given back in part', { amount: 200, reason: '店內規定' }, 200],
  ] as const)('and was %s goes back with the rest when the visit is cancelled', async (_, late, back) => {
    const encounterId = await owedVisit(desk)
    desk.advance(15 * dayMs)
    if (late === null) okValue(await keepDeposit(desk.context, { encounterId, reason: '逾期未補卡' }))
    else {
      await desk.insert(lin)
      okValue(await give(encounterId, late))
    }
    expect(okValue(await showVisitMoney(desk.context, encounterId)).refundable.total).toBe(150)
    const fromVersion = (await stored(encounterId))?.version ?? 0
    okValue(await cancelVisit(desk.context, { encounterId, fromVersion, reason: '掛錯病人' }))
    // What the screen says is to be given back is what may be.
    expect(okValue(await visitVersions(desk.context, encounterId))[0]?.difference).toBe(back - 650)
    expect(okValue(await showVisitMoney(desk.context, encounterId)).refundable.total).toBe(650 - back)
  })
})

describe('beside other serials of the same card', () => {
  it('leaves a lost serial of a return to its visit, and finds it out before another visit takes one', async () => {
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    desk.control.loseNextReply('cardVisits')
    expect(await give(encounterId)).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
    desk.advance(60_000)
    const visit = okValue(await registerVisit(desk.context, desk.registration()))
    const returned = okValue(await give(encounterId))
    expect(serials()).toBe(1)
    expect(returned.visitSequenceNumber).not.toBe(visit.visitSequenceNumber)
    expect(desk.control.visits.map(({ visitSequenceNumber }) => visitSequenceNumber)).toEqual(
      expect.arrayContaining([visit.visitSequenceNumber, returned.visitSequenceNumber]),
    )
  })
})
