import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeWay } from '../../../native/nhi-control/fakeNhiControl.ts'
import { byId, unresolved } from '../../store/card/journalQueries.ts'
import { claim, markInterrupted } from '../../store/card/journalRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk, wu } from '../testDesk.ts'
import { settleCard } from './settleCard.ts'
import { settleByHand, unresolvedActs } from './unresolvedActs.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
})
afterEach(() => desk.dispose())

const register = (changes = {}) => registerVisit(desk.context, desk.registration(changes))
const acts = async () => okValue(await unresolvedActs(desk.context))
const resolved = () => desk.published.filter(({ name }) => name === 'journal:resolved').map(({ payload }) => payload)
const serialCalls = () => desk.control.calls.filter((call) => call === 'nextSerial').length

/** The serial's answer is lost, and the card pulled before anybody could ask it. */
const loseSerial = async (isCarriedOut = true): Promise<void> => {
  if (isCarriedOut) desk.control.loseNextReply('nextSerial')
  else desk.control.refuseNext('nextSerial', 'NHI_REPLY_LOST')
  desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
  expect(await register()).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED' } })
  desk.pull()
}

describe('a serial whose answer was lost', () => {
  it('stands in the list: who, since when, for which item', async () => {
    await loseSerial()
    expect(await acts()).toMatchObject([
      { kind: 'serial-lost', patient: { name: lin.name }, treatmentItem: '01', desk: 'front-1', cardCanTell: true },
    ])
  })

  it('is found out by itself when that card comes back, told, held for the next key press, and not asked for again', async () => {
    await loseSerial()
    await desk.insert(wu)
    await settleCard(desk.context)
    expect(resolved()).toEqual([])
    desk.pull()
    await desk.insert(lin)
    await settleCard(desk.context)
    const { visitSequenceNumber } = desk.control.visits[0] ?? {}
    expect(resolved()).toMatchObject([{ result: 'serial-taken', patientName: lin.name, visitSequenceNumber }])
    expect(await acts()).toMatchObject([{ kind: 'serial-held', visitSequenceNumber }])
    expect(okValue(await register())).toMatchObject({ visitSequenceNumber, exceptionCode: 'A021' })
    expect(serialCalls()).toBe(1)
    expect(await acts()).toEqual([])
  })

  it('is told as a swap, not as a reader that ran out of time, when the card went under the question', async () => {
    await loseSerial()
    await desk.insert(lin)
    const release = desk.control.hold('cardVisits')
    desk.control.refuseNext('cardVisits', 'READER_TIMEOUT', 4000)
    const registering = register()
    await expect.poll(() => desk.control.calls.at(-1)).toBe('cardVisits')
    desk.pull()
    await desk.insert(wu)
    release()
    expect(await registering).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(await acts()).toMatchObject([{ kind: 'serial-lost', patient: { name: lin.name } }])
  })

  it('that was never carried out leaves nothing behind', async () => {
    await loseSerial(false)
    await desk.insert(lin)
    await settleCard(desk.context)
    expect(resolved()).toMatchObject([{ result: 'serial-not-taken' }])
    expect(await acts()).toEqual([])
    okValue(await register())
    expect(desk.control.visits).toHaveLength(1)
  })

  it('held for one item is not spent on another', async () => {
    await loseSerial()
    await desk.insert(lin)
    await settleCard(desk.context)
    expect(await register({ treatmentItem: '02' })).toMatchObject({
      error: { code: 'SERIAL_HELD', details: { code: '01' } },
    })
    expect(serialCalls()).toBe(1)
  })

  it('is not believed to be nothing at the first look, because a request that was cut off may arrive late', async () => {
    desk.control.refuseNext('nextSerial', 'NHI_REPLY_LOST')
    const context = {
      ...desk.context,
      pause: async () => {
        await desk.control.nextSerial({ treatmentItem: '01', babyTreatment: '', afterCheck: '1' }, lin)
      },
    }
    const visit = okValue(await registerVisit(context, desk.registration()))
    expect(visit.visitSequenceNumber).toBe(desk.control.visits[0]?.visitSequenceNumber)
    expect(desk.control.visits).toHaveLength(1)
  })

  it('stays open where two visits on the card fit, and the way on is an exception', async () => {
    await loseSerial()
    desk.advance(2_000)
    await desk.insert(lin)
    okValue(await desk.control.nextSerial({ treatmentItem: '01', babyTreatment: '', afterCheck: '1' }, lin))
    expect(await register()).toMatchObject({ error: { code: 'SERIAL_UNRESOLVED', details: { cause: 'ambiguous' } } })
    expect(await acts()).toMatchObject([{ kind: 'serial-lost' }])
    expect(okValue(await register({ exceptionCode: 'A020' })).exceptionCode).toBe('A020')
    expect(serialCalls()).toBe(2)
  })

  it('can be laid aside by a person after a day, not before', async () => {
    await loseSerial()
    const [act] = await acts()
    const entryId = act?.entryId ?? ''
    expect(await settleByHand(desk.context, { entryId })).toMatchObject({ error: { code: 'CONFLICT' } })
    desk.advance(24 * 3_600_000 + 1)
    expect(await acts()).toMatchObject([{ canBeSettled: true }])
    okValue(await settleByHand(desk.context, { entryId }))
    expect(await acts()).toEqual([])
    expect(await settleByHand(desk.context, { entryId: 'unknown' })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})

describe('a serial that was given and never became a visit', () => {
  it('is not laid aside by hand when it has become a visit a moment before', async () => {
    await loseSerial()
    await desk.insert(lin)
    await settleCard(desk.context)
    const [act] = await acts()
    desk.advance(24 * 3_600_000 + 1)
    const visit = okValue(await register())
    const { store } = desk.context
    const write: typeof store.write = async (work) => {
      await store.write((tx) => claim(tx, act?.entryId ?? '', visit.encounterId))
      return store.write(work)
    }
    const context = { ...desk.context, store: { ...store, write } }
    expect(await settleByHand(context, { entryId: act?.entryId ?? '' })).toMatchObject({ error: { code: 'CONFLICT' } })
    expect((await byId(store.db, act?.entryId ?? ''))?.state).toBe('done')
  })

  it('can be laid aside, too, and is not offered to a visit of another day', async () => {
    await loseSerial()
    await desk.insert(lin)
    await settleCard(desk.context)
    desk.advance(24 * 3_600_000 + 1)
    const [act] = await acts()
    expect(act).toMatchObject({ kind: 'serial-held', canBeSettled: true })
    const visit = okValue(await register())
    expect(visit.visitSequenceNumber).not.toBe(act?.visitSequenceNumber)
    okValue(await settleByHand(desk.context, { entryId: act?.entryId ?? '' }))
    expect(await acts()).toEqual([])
  })
})

describe('a way in without the card’s history', () => {
  it('leaves a lost serial open, says so, and goes on by exception', async () => {
    const offers = new Set([...fakeWay.offers].filter((one) => one !== 'visit-history'))
    const other = await openTestDesk({ way: { ...fakeWay, adapter: 'vhc-sdk', offers } })
    await other.insert(lin)
    other.control.loseNextReply('nextSerial')
    const ask = (changes = {}) => registerVisit(other.context, other.registration(changes))
    const unknown = { error: { code: 'SERIAL_UNRESOLVED', details: { cause: 'NOT_OFFERED' } } }
    expect(await ask()).toMatchObject(unknown)
    await settleCard(other.context)
    expect(await ask()).toMatchObject(unknown)
    expect(other.control.visits).toHaveLength(1)
    expect(okValue(await unresolvedActs(other.context))).toMatchObject([{ kind: 'serial-lost', cardCanTell: false }])
    expect(okValue(await ask({ exceptionCode: 'A020' })).state).toBe('waiting')
    await other.dispose()
  })
})

describe('a program that ended in the middle', () => {
  it('leaves a serial that counts as lost when it starts again, and is found out with the card', async () => {
    desk.control.hold('nextSerial')
    void register()
    await expect.poll(() => desk.control.calls).toContain('nextSerial')
    // The request arrives; nobody is there any more for the answer.
    const { control } = desk
    const asked = await openTestDesk({ sharing: desk, deskId: 'front-1' })
    await asked.temporary.must((tx) => markInterrupted(tx, 'front-1'))
    expect(await unresolved(asked.context.store.db)).toMatchObject([{ state: 'lost', finishedAt: null }])
    asked.lay(lin)
    okValue(await asked.control.open())
    okValue(await asked.control.nextSerial({ treatmentItem: '01', babyTreatment: '', afterCheck: '1' }, lin))
    await asked.insert(lin)
    await settleCard(asked.context)
    expect(asked.published).toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ result: 'serial-taken' }) }),
    )
    await asked.dispose()
    expect(control.calls.filter((call) => call === 'nextSerial')).toHaveLength(1)
  })
})

describe('a card write whose answer was lost', () => {
  it('stands in the list until the visit is closed, and orders are a person’s decision', async () => {
    const { encounterId } = okValue(await register())
    okValue(await startConsultation(desk.context, encounterId))
    okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
    const close = () =>
      closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })
    desk.control.loseNextReply('writeTreatment')
    expect(await close()).toMatchObject({ error: { code: 'CARD_WRITE_UNCONFIRMED' } })
    expect(await acts()).toMatchObject([{ kind: 'fees-lost', encounterId, queueNumber: 1 }])
    desk.control.loseNextReply('writePrescriptions')
    await close()
    desk.control.loseNextReply('writePrescriptions')
    await close()
    expect((await acts()).map(({ kind }) => kind)).toEqual(['orders-lost'])
    okValue(await close())
    expect(await acts()).toEqual([])
    expect(desk.control.treatments).toHaveLength(1)
  })
})
