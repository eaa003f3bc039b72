import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unresolved } from '../../store/card/journalQueries.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { unresolvedActs } from '../serial/unresolvedActs.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { updateCard } from './updateCard.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
})
afterEach(() => desk.dispose())

const update = () => {
  const cardSessionId = desk.context.cards.current()?.session.sessionId
  if (cardSessionId === undefined) throw new Error('no card')
  return updateCard(desk.context, { cardSessionId })
}
const updates = () => desk.control.writes.filter(({ call }) => call === 'updateCard')
const known = async () => okValue(await registerVisit(desk.context, desk.registration()))

describe('updating the card', () => {
  it('is done to the card in the reader, which is then read anew', async () => {
    await known()
    const before = desk.context.cards.current()?.session.sessionId
    expect(okValue(await update())).toMatchObject({ phase: 'authenticated' })
    expect(desk.context.cards.current()?.session.sessionId).not.toBe(before)
    expect(updates()).toMatchObject([{ cardNumber: lin.cardNumber }])
  })

  it('is not done to a card that was swapped, noticed or not', async () => {
    await known()
    desk.lay(wu)
    expect(await update()).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    const old = desk.context.cards.current()?.session.sessionId
    desk.pull()
    await desk.insert(wu)
    if (old === undefined) throw new Error('no card')
    expect(await updateCard(desk.context, { cardSessionId: old })).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(updates()).toEqual([])
  })

  it('needs somebody who has a chart', async () => {
    expect(await update()).toMatchObject({ error: { code: 'PATIENT_UNKNOWN' } })
  })

  it('does no harm when its answer is lost: validity is read, and it may be repeated', async () => {
    await known()
    desk.control.loseNextReply('updateCard')
    expect(okValue(await update())).toMatchObject({ phase: 'authenticated' })
    expect(await unresolved(desk.context.store.db)).toEqual([])
    desk.control.loseNextReply('updateCard')
    desk.control.refuseNext('cardValidity', 'NHI_UNREACHABLE')
    expect(await update()).toMatchObject({ error: { code: 'NHI_REPLY_LOST' } })
    okValue(await update())
    expect(okValue(await unresolvedActs(desk.context))).toEqual([])
  })
})
