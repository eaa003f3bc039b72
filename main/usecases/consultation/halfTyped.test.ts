import { afterEach, beforeEach, expect, it } from 'vitest'
import { HalfTypedSchema } from '../../../preload/contract/visit/halfTyped.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { halfTypedOf, keepHalfTyped } from './halfTyped.ts'
import { reopenConsultation } from './reopenConsultation.ts'
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

const keep = (fields: Record<string, string>, context = desk.context) => keepHalfTyped(context, { encounterId, fields })
const kept = async (context = desk.context) => okValue(await halfTypedOf(context, encounterId))
const otherDesk = () => {
  const { settings } = desk.context
  return { ...desk.context, settings: { ...settings, desk: { ...settings.desk, id: 'other' } } }
}

it('keeps what is half typed at a visit, each desk its own, until nothing is', async () => {
  okValue(await keep({ 'return-on': '下週三', 'vital-pressure': '120/' }))
  okValue(await keep({ 'new-order': 'amox' }, otherDesk()))
  expect(await kept()).toEqual({ 'return-on': '下週三', 'vital-pressure': '120/' })
  expect(await kept(otherDesk())).toEqual({ 'new-order': 'amox' })
  okValue(await keep({}))
  expect(await kept()).toEqual({})
})

it('is gone with the consultation, and a late one does not come back when the visit is opened again', async () => {
  okValue(await keep({ 'return-on': '下週三' }))
  const ended = await finishConsultation(desk.context, { encounterId, soap, diagnoses: [], orders: [] })
  expect(okValue(ended).visit).toBe(null)
  expect(await kept()).toEqual({ 'return-on': '下週三' })
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [] }))
  expect(await keep({ 'return-on': '晚到' })).toMatchObject({ error: { code: 'VISIT_STATE' } })
  okValue(await reopenConsultation(desk.context, encounterId))
  expect(await kept()).toEqual({})
})

it('takes names of fields and short texts, and no more than a screen has fields', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`field-${'a'.repeat(index + 1)}`, 'x']))
  for (const wrong of [{ 'Vital 1': 'x' }, { pulse: '' }, { pulse: 'x'.repeat(61) }, many]) {
    expect(HalfTypedSchema.safeParse(wrong).success).toBe(false)
  }
})
