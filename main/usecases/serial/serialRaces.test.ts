import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { byId as journalEntry, byEncounter as journalOf, unresolved } from '../../store/card/journalQueries.ts'
import { markLost, settle } from '../../store/card/journalRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byDay, byId } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { keepDeposit } from '../make-up/keepDeposit.ts'
import { listMakeUps } from '../make-up/listMakeUps.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { consult, exceptionVisit, knownPatient, nhiRowsOf, owedVisit, registerOwed } from '../make-up/makeUpVisits.ts'
import { returnCard } from '../make-up/returnCard.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { otherSerial } from './otherSerial.ts'
import { settleCard } from './settleCard.ts'
import { unresolvedActs } from './unresolvedActs.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const session = () => desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
const give = (encounterId: EncounterId, context = desk.context) =>
  returnCard(context, { encounterId, cardSessionId: session(), lateRefund: null, refundBy: 'cash' })
const closing = (encounterId: EncounterId) => ({
  encounterId,
  received: 1000,
  exceptionCode: null,
  exceptionReason: null,
})

/** The desk's context in which something happens elsewhere right before its n-th write. */
const interruptedBefore = (nth: number, elsewhere: () => Promise<unknown>): DeskContext => {
  let writes = 0
  const { store } = desk.context
  const write: typeof store.write = async (work) => {
    writes += 1
    if (writes === nth) await elsewhere()
    return store.write(work)
  }
  return { ...desk.context, store: { ...store, write } }
}

describe('a deposit that is kept while its card is brought', () => {
  const overdue = async (): Promise<EncounterId> => {
    const encounterId = await owedVisit(desk)
    desk.advance(15 * 86_400_000)
    await desk.insert(lin)
    return encounterId
  }
  const keep = (encounterId: EncounterId) => keepDeposit(desk.context, { encounterId, reason: '逾期未還卡' })
  const giveLate = (encounterId: EncounterId, context = desk.context) =>
    returnCard(context, {
      encounterId,
      cardSessionId: session(),
      lateRefund: { amount: 300, reason: '住院' },
      refundBy: 'cash',
    })

  it('stays the patient’s once the card has its serial: the return is ended, and refunds once', async () => {
    const encounterId = await overdue()
    const context = interruptedBefore(2, async () => {
      expect(await keep(encounterId)).toMatchObject({ error: { code: 'DEPOSIT_NOT_KEPT' } })
    })
    expect(okValue(await giveLate(encounterId, context))).toMatchObject({ state: 'done', refund: 300 })
    expect(await keep(encounterId)).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(okValue(await listMakeUps(desk.context)).cash).toMatchObject({ refunded: 300, held: 0 })
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
  })

  it('is kept before the claim: no serial is taken, and nothing is given back', async () => {
    const encounterId = await overdue()
    const before = desk.control.visits.length
    const context = interruptedBefore(1, async () => okValue(await keep(encounterId)))
    expect(await giveLate(encounterId, context)).toMatchObject({
      error: { code: 'CONFLICT', details: { state: 'forfeited' } },
    })
    expect(desk.control.visits).toHaveLength(before)
    expect(await debtOf(desk.context.store.db, encounterId)).toMatchObject({ state: 'forfeited', refund: 0 })
    expect(await nhiRowsOf(desk, encounterId)).toEqual([])
  })
})

describe('an answer that comes after its desk was given up', () => {
  const late = async (meanwhile: (entryId: string) => Promise<unknown>) => {
    await desk.insert(lin)
    const release = desk.control.hold('nextSerial')
    const asking = registerVisit(desk.context, desk.registration())
    await expect.poll(() => desk.control.calls).toContain('nextSerial')
    const [open] = await unresolved(desk.context.store.db)
    await meanwhile(open?.id ?? '')
    release()
    return { entryId: open?.id ?? '', visit: await asking }
  }
  const settled = (state: 'done' | 'failed', outcome: unknown) => (entryId: string) =>
    desk.temporary.must((tx) => settle(tx, entryId, { state, outcome, at: desk.context.now() }))

  it('overwrites no other outcome, and its serial becomes the visit', async () => {
    const { entryId, visit } = await late(settled('failed', { found: 'none' }))
    expect(okValue(visit).visitSequenceNumber).toBe(desk.control.visits[0]?.visitSequenceNumber)
    expect(desk.control.visits).toHaveLength(1)
    expect(await journalEntry(desk.context.store.db, entryId)).toMatchObject({
      state: 'failed',
      outcome: { found: 'none' },
      encounterId: null,
    })
  })

  it('is held on the list where another desk has made the visit meanwhile', async () => {
    const { visit } = await late(async (entryId) => {
      await settled('failed', { found: 'none' })(entryId)
      okValue(await registerVisit(desk.context, desk.registration({ exceptionCode: 'A020' })))
    })
    expect(visit).toMatchObject({ error: { code: 'VISIT_OPEN_ALREADY' } })
    desk.advance(10_000)
    expect(okValue(await unresolvedActs(desk.context))).toMatchObject([
      { kind: 'serial-held', visitSequenceNumber: desk.control.visits[0]?.visitSequenceNumber },
    ])
  })

  it('is an answer like any other where it was only given up for lost', async () => {
    const { entryId, visit } = await late((id) => desk.temporary.must((tx) => markLost(tx, id)))
    expect(okValue(visit).exceptionCode).toBeNull()
    expect(await journalEntry(desk.context.store.db, entryId)).toMatchObject({ state: 'done' })
  })
})

describe('an owed card and another desk', () => {
  it('is not registered beside a visit that another desk has just made', async () => {
    const patientId = await knownPatient(desk)
    const release = desk.control.hold('treatmentNumberWithoutCard')
    const owed = registerOwed(desk, patientId)
    await expect.poll(() => desk.control.calls).toContain('treatmentNumberWithoutCard')
    await desk.insert(lin)
    okValue(await registerVisit(desk.context, desk.registration()))
    release()
    await expect(owed).rejects.toThrow('VISIT_OPEN_ALREADY')
    const today = await byDay(desk.context.store.db, '2026-11-20')
    expect(today.filter(({ state }) => state === 'waiting')).toHaveLength(1)
  })

  it('is not closed with a deposit when the card has come at another desk meanwhile', async () => {
    const encounterId = await registerOwed(desk, await knownPatient(desk))
    await consult(desk, encounterId)
    desk.advance(60_000)
    await desk.insert(lin)
    const context = interruptedBefore(1, async () => okValue(await give(encounterId)))
    expect(await closeVisit(context, closing(encounterId))).toMatchObject({ error: { code: 'VISIT_STATE' } })
    expect(await byId(desk.context.store.db, encounterId)).toMatchObject({ state: 'to-pay' })
    const closed = okValue(await closeVisit(desk.context, closing(encounterId)))
    expect(closed).toMatchObject({ state: 'closed', cardWrite: 'written', paid: { amount: 150 } })
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
    expect(okValue(await listMakeUps(desk.context)).cash).toEqual({ taken: 0, refunded: 0, held: 0 })
  })

  it('is not cancelled over a serial that was taken for it: it is given back first', async () => {
    const encounterId = await registerOwed(desk, await knownPatient(desk))
    await desk.insert(lin)
    // The program ends after the serial and before the visit has it.
    const context = interruptedBefore(3, () => Promise.reject(new Error('power cut')))
    await expect(give(encounterId, context)).rejects.toThrow('power cut')
    expect(desk.control.visits).toHaveLength(1)
    desk.pull()
    expect(await cancelRegistration(desk.context, encounterId)).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    expect(await debtOf(desk.context.store.db, encounterId)).toMatchObject({ state: 'open' })
    await desk.insert(lin)
    expect(okValue(await cancelRegistration(desk.context, encounterId)).state).toBe('cancelled')
    expect(desk.control.visits).toHaveLength(0)
    expect((await journalOf(desk.context.store.db, encounterId)).map(({ kind }) => kind)).toEqual([
      'serial',
      'rollback',
    ])
  })

  it('is not cancelled while nobody knows whether a serial was taken for it', async () => {
    const encounterId = await registerOwed(desk, await knownPatient(desk))
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await give(encounterId)).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
    expect(await cancelRegistration(desk.context, encounterId)).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
    okValue(await give(encounterId))
    expect(okValue(await cancelRegistration(desk.context, encounterId)).state).toBe('cancelled')
    expect(desk.control.visits).toHaveLength(0)
  })
})

it('a serial taken for an owed card is not told as another PC’s when the person is registered the same day', async () => {
  const owed = await owedVisit(desk)
  await desk.insert(lin)
  // The program ends after the serial and before the card is written.
  const context = interruptedBefore(3, () => Promise.reject(new Error('power cut')))
  await expect(give(owed, context)).rejects.toThrow('power cut')
  desk.advance(60_000)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  expect(await byId(desk.context.store.db, encounterId)).toMatchObject({ sameDay: true })
  expect(okValue(await otherSerial(desk.context, { encounterId }))).toBeNull()
})

describe('a make-up on a card whose other serial was lost today', () => {
  const loseSerial = async (): Promise<void> => {
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await registerVisit(desk.context, desk.registration())).toMatchObject({
      error: { code: 'SERIAL_UNRESOLVED' },
    })
  }

  it('finds out what became of it first, and leaves that serial to its own visit', async () => {
    const encounterId = await exceptionVisit(desk)
    await desk.temporary.must(async (tx) => {
      // The exception's record was set aside before it had a number.
      await tx.updateTable('outbox').set({ state: 'quarantined' }).where('target', '=', 'nhi-upload').execute()
    })
    desk.advance(3_600_000)
    desk.pull()
    await desk.insert(lin)
    await loseSerial()
    const made = await makeUpVisit(desk.context, { encounterId, cardSessionId: session() })
    expect(okValue(made)).toMatchObject({ state: 'done' })
    expect(desk.control.visits).toHaveLength(2)
    expect(okValue(await registerVisit(desk.context, desk.registration())).exceptionCode).toBe('A021')
    expect(desk.control.visits).toHaveLength(2)
  })

  it('says that it is not known, and not that another desk is asking, where the card can’t tell', async () => {
    const encounterId = await exceptionVisit(desk)
    await desk.temporary.must(async (tx) => {
      await tx.updateTable('outbox').set({ state: 'quarantined' }).where('target', '=', 'nhi-upload').execute()
    })
    desk.advance(3_600_000)
    desk.pull()
    await desk.insert(lin)
    await loseSerial()
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    const made = await makeUpVisit(desk.context, { encounterId, cardSessionId: session() })
    expect(made).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
  })
})

describe('an exception visit whose serial was taken after all', () => {
  /** The answer is lost, nobody can tell, and the visit goes on without the card. */
  const goneOnWithout = async (): Promise<EncounterId> => {
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await registerVisit(desk.context, desk.registration())).toMatchObject({
      error: { code: 'SERIAL_UNRESOLVED' },
    })
    const form = desk.registration({ exceptionCode: 'A021' })
    const { encounterId } = okValue(await registerVisit(desk.context, form))
    await consult(desk, encounterId)
    okValue(await closeVisit(desk.context, closing(encounterId)))
    desk.pull()
    desk.advance(2 * 86_400_000)
    await desk.insert(lin)
    return encounterId
  }
  const makeUp = (encounterId: EncounterId) => makeUpVisit(desk.context, { encounterId, cardSessionId: session() })

  it('is made good on that serial, found out at the make-up, and takes no second one', async () => {
    const encounterId = await goneOnWithout()
    expect(okValue(await makeUp(encounterId)).state).toBe('done')
    const [onCard, ...others] = desk.control.visits
    expect(others).toEqual([])
    expect(await byId(desk.context.store.db, encounterId)).toMatchObject({
      treatmentDateTime: onCard?.treatmentDateTime,
      exceptionCode: 'A021',
      cardWrite: 'written',
    })
    expect(desk.control.treatments).toMatchObject([{ afterCheck: '2', treatmentDateTime: onCard?.treatmentDateTime }])
  })

  it('is made good on it, too, where the card told it when it was put in', async () => {
    const encounterId = await goneOnWithout()
    await settleCard(desk.context)
    expect(okValue(await makeUp(encounterId)).state).toBe('done')
    expect(desk.control.visits).toHaveLength(1)
    expect(okValue(await unresolvedActs(desk.context))).toEqual([])
  })

  it('waits while the card can’t tell', async () => {
    const encounterId = await goneOnWithout()
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await makeUp(encounterId)).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
    expect(desk.control.visits).toHaveLength(1)
  })
})
