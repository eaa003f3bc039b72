import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { AlertReason } from '../../../preload/contract/orders/orderAlert.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { previewPrice } from '../money/previewPrice.ts'
import { setPatientProblems } from '../patient/patientChart.ts'
import { diagnoses, drugOrder, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { amendVisit } from './amendVisit.ts'
import { closedVisit } from './closedVisit.fixture.ts'
import { showVisit } from './visitView.ts'

const amoxicillin: OrderDraft = { ...drugOrder, code: 'AC24132100' }
const allergic = ['盤尼西林']

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const becomesAllergic = async (encounterId: EncounterId): Promise<void> => {
  const { patient } = okValue(await showVisit(desk.context, encounterId))
  okValue(await setPatientProblems(desk.context, { patientId: patient.patientId, allergies: allergic, problems: [] }))
}
const amend = async (encounterId: EncounterId, orders: OrderDraft[], alertReasons?: AlertReason[], fromVersion = 1) =>
  okValue(
    await amendVisit(desk.context, {
      encounterId,
      fromVersion,
      reason: '補開藥',
      soap: { ...soap, plan: `第 ${fromVersion} 版` },
      diagnoses,
      orders,
      ...(alertReasons === undefined ? {} : { alertReasons }),
    }),
  )
const overridden = async () =>
  (await desk.context.store.db.selectFrom('audit').selectAll().where('action', '=', 'alert-overridden').execute()).map(
    ({ details }) => JSON.parse(details),
  )

it('lets a drug into a closed visit against an allergy only with its reason, which is kept', async () => {
  const encounterId = await closedVisit(desk)
  await becomesAllergic(encounterId)
  const stopped = await amend(encounterId, [drugOrder, amoxicillin])
  expect(stopped).toMatchObject({ visit: null, alerts: [{ kind: 'allergy', line: 2, allergy: '盤尼西林' }] })
  expect(okValue(await showVisit(desk.context, encounterId)).version).toBe(1)

  const reason: AlertReason = { key: stopped.alerts[0]?.key ?? '', choice: 'tolerated', words: '去年使用過' }
  const stale: AlertReason = { ...reason, key: 'allergy:AC99999100:x:y' }
  const { visit } = await amend(encounterId, [drugOrder, amoxicillin], [reason, stale])
  // What was said of a drug that isn't there is no part of the record.
  expect(visit).toMatchObject({ version: 2, alertReasons: [reason] })
  expect(await overridden()).toEqual([{ kind: 'allergy', substance: 'amoxicillin', choice: 'tolerated' }])
})

it('asks nothing about drugs that were given already, whatever is known of the patient since', async () => {
  const encounterId = await closedVisit(desk)
  okValue({ ok: true as const, value: await amend(encounterId, [amoxicillin]) })
  await becomesAllergic(encounterId)
  const { visit, alerts } = await amend(encounterId, [amoxicillin], undefined, 2)
  expect([visit?.version, alerts]).toEqual([3, []])
  expect(await overridden()).toEqual([])
})

it('holds a closed visit’s drugs against what was supplied before it, not after', async () => {
  const encounterId = await closedVisit(desk)
  desk.advance(3_600_000)
  await desk.signIn()
  const later = await closedVisit(desk)
  okValue({ ok: true as const, value: await amend(later, [{ ...amoxicillin, days: 28 }]) })
  const { alerts } = okValue(await previewPrice(desk.context, { encounterId, orders: [amoxicillin] }))
  expect(alerts).toEqual([])
})
