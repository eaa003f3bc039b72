import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeVisitBook } from '../../../native/nhi-control/fake/visitBook.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { byId as journalEntry, unresolved } from '../../store/card/journalQueries.ts'
import { settle } from '../../store/card/journalRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { consult, owedVisit } from '../make-up/makeUpVisits.ts'
import { returnCard } from '../make-up/returnCard.ts'
import { createOneAtATime } from '../oneAtATime.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { settleCard } from '../serial/settleCard.ts'
import { unresolvedActs } from '../serial/unresolvedActs.ts'
import { lin, openTestDesk, settings, type TestDesk } from '../testDesk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const give = (encounterId: EncounterId) => {
  const cardSessionId = desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
  return returnCard(desk.context, { encounterId, cardSessionId, lateRefund: null, refundBy: 'cash' })
}
const closing = (encounterId: EncounterId) => ({
  encounterId,
  received: 1000,
  exceptionCode: null,
  exceptionReason: null,
})

describe('an answer to a make-up that comes after another desk has made the visit good', () => {
  /** Two desks of one clinic, of which the first is still waiting for its serial when the second has made the visit good. */
  const whileOtherMakesGood = async (
    answer: 'late' | 'lost',
  ): Promise<{ readonly slow: ReturnType<typeof give>; release(): void }> => {
    await desk.dispose()
    const book = createFakeVisitBook(() => desk.context.now())
    const turn = createOneAtATime()
    desk = await openTestDesk({ book, turn })
    await desk.signIn()
    const encounterId = await owedVisit(desk)
    await desk.insert(lin)
    const release = desk.control.hold('nextSerial')
    if (answer === 'lost') desk.control.loseNextReply('nextSerial')
    const slow = give(encounterId)
    await expect.poll(() => unresolved(desk.context.store.db)).toHaveLength(1)
    const [open] = await unresolved(desk.context.store.db)
    // The other desk has waited for as long as the longest call takes, found no such visit on the card, and taken a serial itself.
    await desk.temporary.must((tx) =>
      settle(tx, open?.id ?? '', { state: 'failed', outcome: { found: 'none' }, at: desk.context.now() }),
    )
    const other = await openTestDesk({ sharing: desk, deskId: 'front-2', book, turn })
    other.advance(desk.context.now() - other.context.now())
    await other.signIn()
    await other.insert(lin)
    const cardSessionId = other.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
    okValue(await returnCard(other.context, { encounterId, cardSessionId, lateRefund: null, refundBy: 'cash' }))
    expect(other.control.treatments).toHaveLength(1)
    await other.dispose()
    used = (await byId(desk.context.store.db, encounterId))?.treatmentDateTime ?? null
    return { slow, release }
  }
  let used: string | null = null
  const left = () => desk.control.visits.find(({ treatmentDateTime }) => treatmentDateTime !== used)
  const listed = async () => okValue(await unresolvedActs(desk.context))

  const isUsedByNextVisit = async (): Promise<void> => {
    expect(desk.control.visits).toHaveLength(2)
    expect(desk.control.treatments).toEqual([])
    desk.advance(10_000)
    const visitSequenceNumber = left()?.visitSequenceNumber
    expect(await listed()).toMatchObject([{ kind: 'serial-held', encounterId: null, visitSequenceNumber }])
    const taken = okValue(await registerVisit(desk.context, desk.registration()))
    expect(taken.visitSequenceNumber).toBe(visitSequenceNumber)
    okValue(await cancelRegistration(desk.context, taken.encounterId))
    expect(desk.control.visits).toHaveLength(1)
    expect(await listed()).toEqual([])
  }

  it('is a serial without a visit: listed, given back by registering and cancelling, and writes nothing', async () => {
    const { slow, release } = await whileOtherMakesGood('late')
    release()
    expect(await slow).toMatchObject({ error: { code: 'CONFLICT' } })
    await isUsedByNextVisit()
  })

  it('is one also where the answer is lost: the card is asked once more what became of it', async () => {
    const { slow, release } = await whileOtherMakesGood('lost')
    release()
    expect(await slow).toMatchObject({ error: { code: 'CONFLICT' } })
    await isUsedByNextVisit()
  })

  it('is not known where the card can’t be asked: it stands in the list until the card comes again', async () => {
    const { slow, release } = await whileOtherMakesGood('lost')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    release()
    expect(await slow).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
    expect(await listed()).toMatchObject([{ kind: 'serial-lost', encounterId: null }])
    await settleCard(desk.context)
    await isUsedByNextVisit()
  })
})

it('a make-up’s lost serial that the card tells of when its visit has another is a serial without a visit', async () => {
  const encounterId = await owedVisit(desk)
  await desk.insert(lin)
  desk.control.loseNextReply('nextSerial')
  desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
  expect(await give(encounterId)).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
  await desk.temporary.must((tx) =>
    tx.updateTable('encounter').set({ treatment_date_time: '1151120093000' }).where('id', '=', encounterId).execute(),
  )
  await settleCard(desk.context)
  expect(okValue(await unresolvedActs(desk.context))).toMatchObject([
    { kind: 'serial-held', encounterId: null, visitSequenceNumber: desk.control.visits[0]?.visitSequenceNumber },
  ])
})

it('a registration’s lost answer that is given up by another desk, which has registered anew, leaves its serial in the list', async () => {
  await desk.insert(lin)
  const release = desk.control.hold('nextSerial')
  desk.control.loseNextReply('nextSerial')
  const slow = registerVisit(desk.context, desk.registration())
  await expect.poll(() => unresolved(desk.context.store.db)).toHaveLength(1)
  const [open] = await unresolved(desk.context.store.db)
  await desk.temporary.must((tx) =>
    settle(tx, open?.id ?? '', { state: 'failed', outcome: { found: 'none' }, at: desk.context.now() }),
  )
  okValue(await registerVisit(desk.context, desk.registration({ exceptionCode: 'A020' })))
  release()
  expect(await slow).toMatchObject({ error: { code: 'VISIT_OPEN_ALREADY' } })
  expect(okValue(await unresolvedActs(desk.context))).toMatchObject([
    { kind: 'serial-held', encounterId: null, visitSequenceNumber: desk.control.visits[0]?.visitSequenceNumber },
  ])
})

describe('a registration that two desks give back at once', () => {
  const waiting = async (): Promise<EncounterId> => {
    await desk.insert(lin)
    return okValue(await registerVisit(desk.context, desk.registration())).encounterId
  }
  const openRollback = async () => {
    const [entry] = (await unresolved(desk.context.store.db)).filter(({ kind }) => kind === 'rollback')
    return entry?.id ?? ''
  }

  it('is given back once: the second does not look at the card while the first is being answered', async () => {
    const encounterId = await waiting()
    const release = desk.control.hold('rollbackSerial')
    const first = cancelRegistration(desk.context, encounterId)
    await expect.poll(() => desk.control.calls).toContain('rollbackSerial')
    const elsewhere = {
      ...desk.context,
      settings: { ...desk.context.settings, desk: { ...settings.desk, id: 'front-2' } },
    }
    expect(await cancelRegistration(elsewhere, encounterId)).toMatchObject({
      error: { code: 'ROLLBACK_UNRESOLVED', details: { cause: 'other-desk' } },
    })
    release()
    expect(okValue(await first).state).toBe('cancelled')
    expect(desk.control.calls.filter((call) => call === 'rollbackSerial')).toHaveLength(1)
    expect(desk.control.visits).toEqual([])
  })

  it('is cancelled where the card has told another desk that it was given back, and the answer is lost', async () => {
    const encounterId = await waiting()
    desk.control.loseNextReply('rollbackSerial')
    const release = desk.control.hold('rollbackSerial')
    const first = cancelRegistration(desk.context, encounterId)
    await expect.poll(() => desk.control.calls).toContain('rollbackSerial')
    const id = await openRollback()
    const found = { state: 'done', outcome: { found: 'given-back' }, at: desk.context.now() } as const
    await desk.temporary.must((tx) => settle(tx, id, found))
    release()
    expect(okValue(await first).state).toBe('cancelled')
    expect(await journalEntry(desk.context.store.db, id)).toMatchObject({ state: 'done', outcome: found.outcome })
  })

  it('is cancelled by the NHI’s own answer, whatever was believed of it meanwhile', async () => {
    const encounterId = await waiting()
    const release = desk.control.hold('rollbackSerial')
    const first = cancelRegistration(desk.context, encounterId)
    await expect.poll(() => desk.control.calls).toContain('rollbackSerial')
    const id = await openRollback()
    await desk.temporary.must((tx) =>
      settle(tx, id, { state: 'failed', outcome: { found: 'still-taken' }, at: desk.context.now() }),
    )
    release()
    expect(okValue(await first).state).toBe('cancelled')
    expect(await journalEntry(desk.context.store.db, id)).toMatchObject({ state: 'done' })
  })
})

it('a lost answer to a card write does not unsay what another desk has written and closed', async () => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  await consult(desk, encounterId)
  desk.control.loseNextReply('writeTreatment')
  const release = desk.control.hold('writeTreatment')
  const first = closeVisit(desk.context, closing(encounterId))
  await expect.poll(() => desk.control.calls).toContain('writeTreatment')
  await desk.temporary.must((tx) =>
    tx.updateTable('encounter').set({ state: 'closed', card_write: 'written' }).where('id', '=', encounterId).execute(),
  )
  release()
  expect((await first).ok).toBe(false)
  expect(await byId(desk.context.store.db, encounterId)).toMatchObject({ state: 'closed', cardWrite: 'written' })
})
