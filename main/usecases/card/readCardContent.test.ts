import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { consult } from '../make-up/makeUpVisits.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { readCardContent } from './readCardContent.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const session = () => desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId)
const read = (cardSessionId = session()) => readCardContent(desk.context, { cardSessionId })

/** A closed visit of the card that is in, a minute ago. */
const visit = async (): Promise<void> => {
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  await consult(desk, encounterId)
  okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
  desk.advance(60_000)
}

describe('what the card has', () => {
  it('is told with diagnoses, orders and their names where a professional is signed in', async () => {
    await desk.signIn()
    await desk.insert(lin)
    await visit()
    await visit()
    const { emergencyPhone, history, orders, years } = okValue(await read())
    expect(emergencyPhone.state).toBe('told')
    expect(years.state).toBe('told')
    if (history.state !== 'told' || orders.state !== 'told') throw new Error('not told')
    expect(history.value.withDiagnoses).toBe(true)
    expect(history.value.visits.map(({ at }) => at)).toEqual(['2026-11-20T02:01:00.000Z', '2026-11-20T02:00:00.000Z'])
    expect(history.value.visits[0]?.diagnoses).toMatchObject([{ code: 'J069', nameZh: expect.stringMatching(/\S/) }])
    expect(orders.value[0]?.order).toMatchObject({ code: 'A029089100', nameEn: expect.stringMatching(/ACETAMINOPHEN/) })
  })

  it('without one says nothing about illness, and of the orders why', async () => {
    await desk.insert(lin)
    okValue(await registerVisit(desk.context, desk.registration()))
    const { history, orders } = okValue(await read())
    expect(history).toMatchObject({ state: 'told', value: { withDiagnoses: false, visits: [{ diagnoses: [] }] } })
    expect(orders).toMatchObject({ state: 'missing', error: { code: expect.stringMatching(/^PROFESSIONAL_/) } })
  })

  it('is missing in one part alone where one question fails', async () => {
    await desk.signIn()
    await desk.insert(lin)
    desk.control.refuseNext('emergencyPhone', 'NHI_UNREACHABLE')
    const { emergencyPhone, history } = okValue(await read())
    expect(emergencyPhone).toMatchObject({ state: 'missing', error: { code: 'NHI_UNREACHABLE' } })
    expect(history.state).toBe('told')
  })

  it('is not asked of another card than the one on the screen, nor shown when it was swapped under the reading', async () => {
    expect(await read()).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await desk.insert(lin)
    const former = session()
    desk.pull()
    await desk.insert(wu)
    expect(await read(former)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    const release = desk.control.hold('emergencyPhone')
    const reading = read()
    await expect.poll(() => desk.control.calls).toContain('emergencyPhone')
    desk.pull()
    await desk.insert(lin)
    release()
    expect(await reading).toMatchObject({ error: { code: 'CARD_CHANGED' } })
  })
})
