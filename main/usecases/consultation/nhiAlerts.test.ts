import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { drugOrder, lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { nhiAlerts } from './nhiAlerts.ts'
import { startConsultation } from './startConsultation.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const begin = async (): Promise<EncounterId> => {
  await desk.signIn()
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await startConsultation(desk.context, encounterId))
  return encounterId
}
const ask = async (encounterId: EncounterId, codes = [drugOrder.code]) =>
  okValue(await nhiAlerts(desk.context, { encounterId, codes }))
const alert = { kind: 'interaction', effect: '出血', mechanism: '併用', management: '評估替代藥物' } as const

it('tells what the NHI says of the drugs that were asked about', async () => {
  const encounterId = await begin()
  const elsewhere = [{ hospital: '別家', suppliedOn: '2026-11-19', drug: 'aspirin' }]
  desk.control.addDrugAlerts([
    { ...alert, code: drugOrder.code, elsewhere },
    { ...alert, code: 'AC00000000', elsewhere: [] },
  ])
  expect(await ask(encounterId)).toEqual({
    askedAt: new Date(desk.context.now()).toISOString(),
    alerts: [{ ...alert, code: drugOrder.code, elsewhere }],
    fault: null,
  })
})

it('says why the NHI was not asked, or gave no answer, and claims no answer then', async () => {
  const encounterId = await begin()
  desk.control.cutServer(true)
  expect(await ask(encounterId)).toMatchObject({ askedAt: null, alerts: [], fault: { code: 'NHI_UNREACHABLE' } })
  desk.control.cutServer(false)
  desk.control.refuseNext('drugAlerts', 'NHI_REFUSED', 3100)
  expect(await ask(encounterId)).toMatchObject({ askedAt: null, fault: { code: 'NHI_REFUSED' } })
  await desk.insert(wu)
  expect(await ask(encounterId)).toMatchObject({ askedAt: null, fault: { code: 'CARD_CHANGED' } })
  expect(desk.control.calls.filter((call) => call === 'drugAlerts')).toHaveLength(2)
  expect(await nhiAlerts(desk.context, { encounterId: 'none' as EncounterId, codes: ['A'] })).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
})
