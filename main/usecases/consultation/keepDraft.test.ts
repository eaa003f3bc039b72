import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { saveDraft } from './saveDraft.ts'
import { startConsultation } from './startConsultation.ts'

let desk: TestDesk
let encounterId: EncounterId
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
  ;({ encounterId } = okValue(await registerVisit(desk.context, desk.registration())))
  okValue(await startConsultation(desk.context, encounterId))
})
afterEach(() => desk.dispose())

const twoDrugs: OrderDraft[] = [drugOrder, { ...drugOrder, days: 5 }]
const draftOf = (orders: OrderDraft[], subjective = soap.subjective) => ({
  encounterId,
  soap: { ...soap, subjective },
  diagnoses,
  orders,
})
const save = (orders: OrderDraft[], subjective?: string) => saveDraft(desk.context, draftOf(orders, subjective))
const kept = async () => (await byId(desk.context.store.db, encounterId))?.draft
/** The doctor who has been at this desk goes, and takes the card along. */
const leave = async (): Promise<void> => {
  desk.control.removeProfessionalCard()
  await desk.watch.round()
}

describe('orders changed behind a professional card that was taken out', () => {
  beforeEach(async () => {
    await desk.signIn()
    okValue(await save([drugOrder]))
    await leave()
  })
  const refused = { error: { code: 'PROFESSIONAL_CARD_ABSENT' } }

  it('are not kept, but what else was typed is', async () => {
    expect(await save(twoDrugs, '咳嗽')).toMatchObject(refused)
    expect(await kept()).toMatchObject({ soap: { subjective: '咳嗽' }, orders: [drugOrder] })
    okValue(await save([drugOrder], '咳嗽三天'))
    expect(await kept()).toMatchObject({ soap: { subjective: '咳嗽三天' } })
  })

  it('take nothing of 回診日 with them: it is kept, and taken back', async () => {
    const returnOn = '2026-12-04' as IsoDate
    expect(await saveDraft(desk.context, { ...draftOf(twoDrugs), returnOn })).toMatchObject(refused)
    expect(await kept()).toMatchObject({ returnOn, orders: [drugOrder] })
    expect(await save(twoDrugs)).toMatchObject(refused)
    expect(await kept()).not.toHaveProperty('returnOn')
  })

  it('do not end the consultation; those that were there before do', async () => {
    expect(await finishConsultation(desk.context, draftOf(twoDrugs))).toMatchObject(refused)
    expect(await byId(desk.context.store.db, encounterId)).toMatchObject({ state: 'in-consultation' })
    expect(okValue(await finishConsultation(desk.context, draftOf([drugOrder]))).visit).not.toBeNull()
  })

  it('are kept once the card is back and its PIN given, and not before', async () => {
    desk.control.insertProfessionalCard('123456')
    await desk.watch.round()
    expect(await save(twoDrugs)).toMatchObject({ error: { code: 'PROFESSIONAL_PIN_NEEDED' } })
    await desk.signIn()
    okValue(await save(twoDrugs))
    expect((await kept())?.orders).toHaveLength(2)
  })
})

it('an amendment changes no order behind such a card, and changes anything else', async () => {
  await desk.signIn()
  okValue(await finishConsultation(desk.context, draftOf([drugOrder])))
  const closing = { encounterId, received: 1_000, exceptionCode: null, exceptionReason: null }
  okValue(await closeVisit(desk.context, closing))
  await leave()
  const amend = (orders: OrderDraft[], subjective?: string) =>
    amendVisit(desk.context, { ...draftOf(orders, subjective), fromVersion: 1, reason: '更正' })
  expect(await amend(twoDrugs)).toMatchObject({ error: { code: 'PROFESSIONAL_CARD_ABSENT' } })
  expect(await byId(desk.context.store.db, encounterId)).toMatchObject({ version: 1 })
  expect(okValue(await amend([drugOrder], '咳嗽')).visit).not.toBeNull()
})

it('a desk where no professional has been takes any order', async () => {
  await leave()
  okValue(await save(twoDrugs))
  expect((await kept())?.orders).toHaveLength(2)
})
