import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { byEncounter, unresolved } from '../../store/card/journalQueries.ts'
import { begin } from '../../store/card/journalRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { settleCard } from '../serial/settleCard.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { cancelRegistration } from './cancelRegistration.ts'
import { registerVisit } from './registerVisit.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
})
afterEach(() => desk.dispose())

const register = async (changes = {}): Promise<VisitSummary> =>
  okValue(await registerVisit(desk.context, desk.registration(changes)))
const cancel = ({ encounterId }: VisitSummary) => cancelRegistration(desk.context, encounterId)
const stateOf = async ({ encounterId }: VisitSummary) => (await byId(desk.context.store.db, encounterId))?.state
const rollbacks = () => desk.control.calls.filter((call) => call === 'rollbackSerial').length
const resolved = () => desk.published.filter(({ name }) => name === 'journal:resolved').map(({ payload }) => payload)

describe('taking a visit off the list', () => {
  it('gives the serial back and lets the person be registered again', async () => {
    const visit = await register()
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(desk.control.visits).toEqual([])
    expect((await register()).queueNumber).toBe(2)
  })

  it('needs the card that the serial is on', async () => {
    const visit = await register()
    desk.pull()
    expect(await cancel(visit)).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await desk.insert(wu)
    expect(await cancel(visit)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    // Swapped so late that the reader has not told of it yet.
    desk.pull()
    await desk.insert(lin)
    desk.lay(wu)
    expect(await cancel(visit)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(await stateOf(visit)).toBe('waiting')
    expect(desk.control.visits).toHaveLength(1)
  })

  it('has 24 hours by the server’s clock', async () => {
    const visit = await register()
    desk.advance(24 * 3_600_000 + 1000)
    expect(await cancel(visit)).toMatchObject({ error: { code: 'ROLLBACK_TOO_LATE' } })
    expect(rollbacks()).toBe(0)
    expect(await stateOf(visit)).toBe('waiting')
  })

  it('gives nothing back for a lettered item, which counts no visit', async () => {
    const visit = await register({ treatmentItem: 'AC' })
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(rollbacks()).toBe(0)
  })

  it('gives a serial back once: a program that ended in between only takes the visit off the list', async () => {
    const visit = await register()
    desk.control.refuseNext('rollbackSerial', 'NHI_REFUSED', 3220)
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(rollbacks()).toBe(1)
  })

  it('stays as it is when the NHI refuses, and may be tried again', async () => {
    const visit = await register()
    desk.control.refuseNext('rollbackSerial', 'NHI_REFUSED', 3218)
    expect(await cancel(visit)).toMatchObject({ error: { details: { statusCode: 3218 } } })
    expect(await unresolved(desk.context.store.db)).toEqual([])
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
  })
})

describe('a rollback whose answer is lost', () => {
  it('is done when the visit is gone from the card', async () => {
    const visit = await register()
    desk.control.loseNextReply('rollbackSerial')
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(rollbacks()).toBe(1)
    expect(await unresolved(desk.context.store.db)).toEqual([])
  })

  it('has not been carried out when the visit is still there, and may be tried again', async () => {
    const visit = await register()
    desk.control.refuseNext('rollbackSerial', 'NHI_REPLY_LOST')
    expect(await cancel(visit)).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    expect(await stateOf(visit)).toBe('waiting')
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(rollbacks()).toBe(2)
  })

  it('is looked for twice, because a request that was cut off may arrive a moment later', async () => {
    const visit = await register()
    desk.control.refuseNext('rollbackSerial', 'NHI_REPLY_LOST')
    const [taken] = desk.control.visits
    // It arrives between the first look at the card and the second.
    const context = {
      ...desk.context,
      pause: async () => {
        await desk.control.rollbackSerial(taken?.treatmentDateTime ?? '', lin)
      },
    }
    expect(okValue(await cancelRegistration(context, visit.encounterId)).state).toBe('cancelled')
  })

  const loseAndUnplug = async (): Promise<VisitSummary> => {
    const visit = await register()
    desk.control.loseNextReply('rollbackSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await cancel(visit)).toMatchObject({
      error: { code: 'ROLLBACK_UNRESOLVED', details: { cause: 'NHI_UNREACHABLE' } },
    })
    return visit
  }

  it('waits while the card can’t be asked; nobody begins on a serial that may be gone', async () => {
    const visit = await loseAndUnplug()
    expect(await startConsultation(desk.context, visit.encounterId)).toMatchObject({
      error: { code: 'ROLLBACK_UNRESOLVED' },
    })
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(rollbacks()).toBe(1)
  })

  it('is found out by itself when the card comes back, and the visit leaves the list', async () => {
    const visit = await loseAndUnplug()
    desk.pull()
    await desk.insert(lin)
    await settleCard(desk.context)
    expect(await stateOf(visit)).toBe('cancelled')
    expect(resolved()).toMatchObject([{ result: 'rollback-done', patientName: lin.name }])
  })

  it('is not found out with the card of somebody else', async () => {
    const visit = await loseAndUnplug()
    desk.pull()
    await desk.insert(wu)
    await settleCard(desk.context)
    expect(resolved()).toEqual([])
    expect(await stateOf(visit)).toBe('waiting')
  })

  it('is not found out with another card of the same person, which knows nothing of that visit', async () => {
    const visit = await loseAndUnplug()
    desk.pull()
    await desk.insert({ ...lin, cardNumber: '900000000099' })
    await settleCard(desk.context)
    expect(resolved()).toEqual([])
    expect(await stateOf(visit)).toBe('waiting')
  })

  it('that has been carried out by now is not asked for a second time', async () => {
    const visit = await register()
    // The program ended after the answer came and before the visit left the list.
    okValue(await desk.control.rollbackSerial(desk.control.visits[0]?.treatmentDateTime ?? '', lin))
    await desk.temporary.must((tx) =>
      begin(tx, {
        id: 'j-rollback',
        encounterId: visit.encounterId,
        patientId: visit.patient.patientId,
        kind: 'rollback',
        intent: { treatmentDateTime: '1151120100000' },
        at: desk.context.now(),
        desk: 'front-1',
        claim: null,
      }),
    )
    expect(okValue(await cancel(visit)).state).toBe('cancelled')
    expect(rollbacks()).toBe(1)
    expect((await byEncounter(desk.context.store.db, visit.encounterId)).map(({ state }) => state)).toEqual([
      'done',
      'done',
    ])
  })
})
