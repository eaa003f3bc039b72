import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId, Instant, IsoDate } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { showVisit } from '../record/visitView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { saveDraft } from './saveDraft.ts'
import { startConsultation } from './startConsultation.ts'

let desk: TestDesk
let encounterId: EncounterId
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
  encounterId = okValue(await registerVisit(desk.context, desk.registration())).encounterId
  okValue(await startConsultation(desk.context, encounterId))
})
afterEach(() => desk.dispose())

const draftOf = (plan: string) => ({ encounterId, soap: { ...soap, plan }, diagnoses, orders: [] })
const planNow = async () => okValue(await showVisit(desk.context, encounterId)).soap.plan

it('keeps a draft over the one it was typed upon, also within one millisecond', async () => {
  const first = okValue(await saveDraft(desk.context, { ...draftOf('一'), basedOn: null }))
  const second = okValue(await saveDraft(desk.context, { ...draftOf('二'), basedOn: first.savedAt }))
  expect(second.savedAt > first.savedAt).toBe(true)
  expect(await planNow()).toBe('二')
})

it('writes nothing over what another desk has kept since, and ends no consultation with it', async () => {
  const first = okValue(await saveDraft(desk.context, { ...draftOf('一'), basedOn: null }))
  const other = okValue(await saveDraft(desk.context, { ...draftOf('另一台'), basedOn: first.savedAt }))
  const late = { ...draftOf('晚到'), basedOn: first.savedAt }
  const refused = { error: { code: 'CONFLICT', details: { savedAt: other.savedAt } } }
  expect(await saveDraft(desk.context, late)).toMatchObject(refused)
  expect(await finishConsultation(desk.context, late)).toMatchObject(refused)
  expect(okValue(await showVisit(desk.context, encounterId))).toMatchObject({
    state: 'in-consultation',
    soap: { plan: '另一台' },
    draftSavedAt: other.savedAt,
  })
})

it('tells under which moment a consultation that could not end has kept its draft', async () => {
  const { savedAt } = okValue(
    await finishConsultation(desk.context, { ...draftOf('一'), diagnoses: [], basedOn: null }),
  )
  okValue(await saveDraft(desk.context, { ...draftOf('二'), basedOn: savedAt as Instant }))
  expect(await planNow()).toBe('二')
})

it('keeps 回診日 with the visit', async () => {
  okValue(await saveDraft(desk.context, { ...draftOf('一'), returnOn: '2026-12-04' as IsoDate }))
  expect(okValue(await showVisit(desk.context, encounterId)).returnOn).toBe('2026-12-04')
})
