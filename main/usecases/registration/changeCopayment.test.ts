import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { showVisitMoney } from '../money/visitMoneyView.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { showVisit } from '../record/visitView.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { changeCopayment, copaymentChoices } from './changeCopayment.ts'
import { registerVisit } from './registerVisit.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const registered = async (): Promise<EncounterId> => {
  await desk.insert(lin)
  return okValue(await registerVisit(desk.context, desk.registration())).encounterId
}
/** Drugs of 405 points or so: D20 with a drug copayment. */
const consult = async (encounterId: EncounterId): Promise<void> => {
  okValue(await startConsultation(desk.context, encounterId))
  const orders = [{ ...drugOrder, days: 30, dose: 10 }]
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders }))
}
const change = (encounterId: EncounterId, copaymentCode: string) =>
  changeCopayment(desk.context, { encounterId, copaymentCode })
const close = (encounterId: EncounterId, received: number) =>
  closeVisit(desk.context, { encounterId, received, exceptionCode: null })

describe('another copayment code', () => {
  it('at the cashier prices the visit anew, by what the doctor wrote, and says so in the trail', async () => {
    const encounterId = await registered()
    await consult(encounterId)
    const before = okValue(await showVisit(desk.context, encounterId)).price
    expect(before?.copaymentCode).toBe('D20')
    const visit = okValue(await change(encounterId, '001'))
    expect(visit).toMatchObject({ state: 'to-pay', copaymentCode: '001' })
    expect(visit.price).toMatchObject({
      copaymentCode: '001',
      copaymentBasic: 0,
      copaymentDrug: 0,
      amountDue: 100,
      totalPoints: before?.totalPoints,
    })
    const noted = (await read(desk.context.store.db, { after: 0, limit: 50 })).at(-1)
    expect({ action: noted?.action, details: JSON.parse(noted?.details ?? '') }).toEqual({
      action: 'copayment-changed',
      details: { from: 'D10', to: '001', difference: 100 - (before?.amountDue ?? 0) },
    })
    okValue(await close(encounterId, 100))
    expect(okValue(await showVisitMoney(desk.context, encounterId))).toMatchObject({ paid: 100, owed: 0 })
    // And back is only for who has not paid yet.
    expect(await change(encounterId, 'D10')).toMatchObject({ error: { code: 'VISIT_STATE' } })
  })

  it('before the consultation has no price to change, and is the one it is priced by later', async () => {
    const encounterId = await registered()
    expect(okValue(await change(encounterId, '003'))).toMatchObject({ copaymentCode: '003', price: null })
    okValue(await startConsultation(desk.context, encounterId))
    expect(await change(encounterId, 'D10')).toMatchObject({ error: { code: 'VISIT_STATE' } })
    const finished = await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] })
    expect(okValue(finished).visit?.price).toMatchObject({
      copaymentCode: '003',
      copaymentBasic: 0,
      waivedCopayment: 50,
    })
  })

  it('that nobody can price, or of a visit nobody knows, is refused', async () => {
    const encounterId = await registered()
    expect(await change(encounterId, 'Z00')).toMatchObject({ error: { code: 'CODE_UNKNOWN' } })
    expect(await change(encounterId, 'XYZ')).toMatchObject({ error: { code: 'CODE_UNKNOWN' } })
    expect(await change(desk.context.newId() as EncounterId, 'D10')).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('is asked about where the card has the fees of the one before', async () => {
    const encounterId = await registered()
    await consult(encounterId)
    const due = okValue(await showVisit(desk.context, encounterId)).price?.amountDue ?? 0
    desk.control.refuseNext('writePrescriptions', 'NHI_UNREACHABLE')
    expect((await close(encounterId, due)).ok).toBe(false)
    okValue(await change(encounterId, '001'))
    expect(await close(encounterId, 100)).toMatchObject({ error: { code: 'CARD_FEES_DIFFER' } })
  })

  it('is refused while nobody knows which fees reached the card', async () => {
    const encounterId = await registered()
    await consult(encounterId)
    const due = okValue(await showVisit(desk.context, encounterId)).price?.amountDue ?? 0
    desk.control.loseNextReply('writePrescriptions')
    expect(await close(encounterId, due)).toMatchObject({ error: { code: 'CARD_WRITE_UNCONFIRMED' } })
    expect(await change(encounterId, '001')).toMatchObject({
      error: { code: 'VISIT_STATE', details: { reason: 'card-written' } },
    })
    okValue(await close(encounterId, due))
  })

  it('chosen twice at once is changed by one of the two', async () => {
    const encounterId = await registered()
    await consult(encounterId)
    const answers = await Promise.all([change(encounterId, '001'), change(encounterId, '003')])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CONFLICT' } })
  })
})

it('offers what the form offers, and what the visit has', async () => {
  const encounterId = await registered()
  const choices = okValue(await copaymentChoices(desk.context, encounterId))
  expect(choices).toContainEqual({ code: 'D10', name: '基層院所一般門診', amount: 50 })
  expect(choices.map(({ code }) => code)).not.toContain('D20')
})
