import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { AlertReason } from '../../../preload/contract/orders/orderAlert.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { previewPrice } from '../money/previewPrice.ts'
import { setPatientProblems } from '../patient/patientChart.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { showVisit } from '../record/visitView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, professionalPin, soap, type TestDesk } from '../testDesk.ts'
import { cardMedication } from './cardMedication.ts'
import { finishConsultation } from './finishConsultation.ts'
import { reopenConsultation } from './reopenConsultation.ts'
import { startConsultation } from './startConsultation.ts'

const amoxicillin: OrderDraft = { ...drugOrder, code: 'AC24132100' }

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const begin = async (allergies: string[] = []): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId, patient } = okValue(
    await registerVisit(desk.context, desk.registration({ besidesEarlier: true })),
  )
  okValue(await setPatientProblems(desk.context, { patientId: patient.patientId, allergies, problems: [] }))
  okValue(await startConsultation(desk.context, encounterId))
  return encounterId
}
const finish = async (encounterId: EncounterId, orders: OrderDraft[], alertReasons?: AlertReason[]) =>
  okValue(
    await finishConsultation(desk.context, {
      encounterId,
      soap,
      diagnoses,
      orders,
      ...(alertReasons === undefined ? {} : { alertReasons }),
    }),
  )
const overridden = async () =>
  (await desk.context.store.db.selectFrom('audit').selectAll().where('action', '=', 'alert-overridden').execute()).map(
    ({ subject, details }) => [subject, JSON.parse(details)],
  )

it('lets a visit with an alert go only with its reason, and keeps that with the visit and in the trail', async () => {
  const encounterId = await begin(['盤尼西林'])
  const { alerts } = okValue(await previewPrice(desk.context, { encounterId, orders: [amoxicillin] }))
  expect(alerts).toMatchObject([{ kind: 'allergy', line: 1, substance: 'amoxicillin', allergy: '盤尼西林' }])

  const stopped = await finish(encounterId, [amoxicillin])
  expect(stopped).toMatchObject({ visit: null, problems: [], missing: [], alerts })
  expect(await overridden()).toEqual([])
  const reason: AlertReason = { key: alerts[0]?.key ?? '', choice: 'tolerated', words: '去年使用過' }
  const done = await finish(encounterId, [amoxicillin], [reason])
  expect(done.visit).toMatchObject({ state: 'to-pay', alertReasons: [reason] })
  expect(await overridden()).toEqual([
    [encounterId, { kind: 'allergy', substance: 'amoxicillin', choice: 'tolerated' }],
  ])

  // Other orders ask only for what is new.
  okValue(await reopenConsultation(desk.context, encounterId))
  const twice = await finish(encounterId, [amoxicillin, { ...amoxicillin, code: 'BC22612100' }], [reason])
  expect(twice.alerts.map(({ kind, line }) => [kind, line])).toEqual([
    ['allergy', 2],
    ['duplicate', 2],
  ])
  okValue(await finish(encounterId, [amoxicillin], [reason]).then((value) => ({ ok: true as const, value })))
  okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
  expect(okValue(await showVisit(desk.context, encounterId)).alertReasons).toEqual([reason])
  const text = await desk.context.store.db.selectFrom('record_signature').select('text').executeTakeFirstOrThrow()
  expect(text.text).toContain('去年使用過')
})

it('tells of an earlier supply, and asks for a reason only where more than ten days of it are left', async () => {
  const first = await begin()
  okValue({ ok: true as const, value: await finish(first, [{ ...amoxicillin, days: 28 }]) })
  okValue(
    await closeVisit(desk.context, { encounterId: first, received: 1000, exceptionCode: null, exceptionReason: null }),
  )
  desk.advance(86_400_000)
  const early = await begin()
  const stopped = await finish(early, [amoxicillin])
  expect(stopped.alerts).toMatchObject([{ kind: 'overlap', needsReason: true }])
  desk.advance(20 * 86_400_000)
  const late = await begin()
  const preview = okValue(await previewPrice(desk.context, { encounterId: late, orders: [amoxicillin] }))
  expect(preview.alerts).toMatchObject([{ kind: 'overlap', needsReason: false }])
  expect((await finish(late, [amoxicillin])).visit?.state).toBe('to-pay')
})

it('knows what a drug was made of that has left the list since it was supplied', async () => {
  const first = await begin()
  okValue({ ok: true as const, value: await finish(first, [{ ...amoxicillin, days: 28 }]) })
  const closing = { received: 1000, exceptionCode: null, exceptionReason: null }
  okValue(await closeVisit(desk.context, { encounterId: first, ...closing }))
  const endsWith = async (day: string): Promise<void> => {
    const ended = desk.context.store.write((tx) =>
      tx.updateTable('catalog_concept').set({ valid_to: day }).where('code', '=', amoxicillin.code).execute(),
    )
    okValue(await ended)
  }
  await endsWith(okValue(await showVisit(desk.context, first)).registeredAt.slice(0, 10))
  desk.advance(5 * 86_400_000)
  const encounterId = await begin()
  const other = { ...amoxicillin, code: 'BC22612100' }
  const preview = okValue(await previewPrice(desk.context, { encounterId, orders: [other] }))
  expect(preview.alerts).toMatchObject([{ kind: 'overlap', substance: 'amoxicillin', needsReason: true }])
})

it('counts what the card tells of other clinics, once it was read, and says why it was not', async () => {
  const first = await begin()
  okValue({ ok: true as const, value: await finish(first, [{ ...amoxicillin, days: 20 }]) })
  okValue(
    await closeVisit(desk.context, { encounterId: first, received: 1000, exceptionCode: null, exceptionReason: null }),
  )
  desk.advance(86_400_000)
  const encounterId = await begin()
  const alerts = async () =>
    okValue(await previewPrice(desk.context, { encounterId, orders: [amoxicillin] })).alerts.map((alert) => [
      alert.kind,
      alert.source,
    ])
  expect(okValue(await cardMedication(desk.context, { encounterId, read: false }))).toEqual({
    readAt: null,
    drugs: 0,
    fault: null,
  })
  desk.control.removeProfessionalCard()
  await desk.watch.ask()
  expect(okValue(await cardMedication(desk.context, { encounterId, read: true }))).toMatchObject({
    readAt: null,
    fault: { code: 'PROFESSIONAL_CARD_ABSENT' },
  })
  desk.control.insertProfessionalCard(professionalPin)
  await desk.signIn()
  expect(okValue(await cardMedication(desk.context, { encounterId, read: true }))).toMatchObject({
    drugs: 1,
    fault: null,
  })
  // The card holds what this clinic wrote on it: that is told once, by its own records.
  expect(await alerts()).toEqual([['overlap', 'own']])

  const elsewhere = { orderType: '2', code: amoxicillin.code, site: '', usage: 'TID', totalQuantity: 84 }
  desk.control.addCardOrders([
    { ...elsewhere, treatmentDateTime: '1151115093000', days: 28 },
    // Neither a procedure nor a drug without days says how long it lasts.
    { ...elsewhere, treatmentDateTime: '1151115093000', days: 90, orderType: '3' },
    { ...elsewhere, treatmentDateTime: '1151115093000', days: null },
  ])
  expect(okValue(await cardMedication(desk.context, { encounterId, read: true }))).toMatchObject({
    drugs: 2,
    fault: null,
  })
  expect(await alerts()).toEqual([
    ['overlap', 'own'],
    ['overlap', 'card'],
  ])
  // What it told stays when the card is gone.
  desk.pull()
  expect(okValue(await cardMedication(desk.context, { encounterId, read: true }))).toMatchObject({
    drugs: 2,
    fault: { code: 'CARD_ABSENT' },
  })
  expect(await alerts()).toHaveLength(2)
})
