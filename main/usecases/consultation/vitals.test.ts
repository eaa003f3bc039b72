import { afterEach, beforeEach, expect, it } from 'vitest'
import type { VitalChange } from '../../../preload/contract/visit/vitals.ts'
import { byEncounters, byId as rowOf } from '../../store/outbox/outboxQueries.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { amendVisit } from '../record/amendVisit.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { visitVersions } from '../record/visitVersions.ts'
import { showVisit } from '../record/visitView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { finishConsultation } from './finishConsultation.ts'
import { startConsultation } from './startConsultation.ts'
import { judgeVitals, saveVitals, showVitals } from './vitals.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const change = (kind: VitalChange['kind'], value: number | null, meal: VitalChange['meal'] = null): VitalChange => ({
  kind,
  value,
  meal,
})
const begin = async () => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await startConsultation(desk.context, encounterId))
  return encounterId
}
const save = async (encounterId: Awaited<ReturnType<typeof begin>>, ...changes: VitalChange[]) =>
  okValue(await saveVitals(desk.context, { encounterId, changes }))
const close = async (encounterId: Awaited<ReturnType<typeof begin>>) => {
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
  okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
}

it('are kept one by one, marked by the patient’s age, and give the BMI', async () => {
  const encounterId = await begin()
  await save(encounterId, change('systolic', 134), change('diastolic', 78))
  const { vitals } = await save(encounterId, change('height', 170), change('weight', 70), change('glucose', 98))
  expect(vitals.values).toMatchObject([
    { kind: 'systolic', value: 134, mark: 'high', measuredBy: '櫃檯人員' },
    { kind: 'diastolic', value: 78, mark: null },
    { kind: 'height' },
    { kind: 'weight' },
    { kind: 'glucose', meal: 'random', mark: null },
  ])
  expect(vitals.bodyMass).toEqual({ value: 24.2, mark: 'high' })
  expect((await save(encounterId, change('height', null))).vitals.bodyMass).toBe(null)
})

it('that cannot be are refused each for itself, and the others stand', async () => {
  const encounterId = await begin()
  const first = await save(encounterId, change('temperature', 372), change('pulse', 72), change('pain', 2.5))
  expect(first.refused).toEqual([
    { kind: 'temperature', reason: 'impossible' },
    { kind: 'pain', reason: 'too-precise' },
  ])
  expect(first.vitals.values.map(({ kind }) => kind)).toEqual(['pulse'])
  const crossed = await save(encounterId, change('systolic', 80), change('diastolic', 120))
  expect(crossed.refused).toEqual([
    { kind: 'systolic', reason: 'not-below-systolic' },
    { kind: 'diastolic', reason: 'not-below-systolic' },
  ])
  const judged = okValue(await judgeVitals(desk.context, { encounterId, changes: [change('pulse', 140)] }))
  expect(judged.vitals.values).toMatchObject([{ kind: 'pulse', value: 140, mark: 'critical-high' }])
  expect(okValue(await showVitals(desk.context, encounterId)).values).toMatchObject([{ kind: 'pulse', value: 72 }])
})

it('go out with the record, stand beside the next visit, and take no more changes once the visit is closed', async () => {
  const encounterId = await begin()
  await save(encounterId, change('height', 170), change('weight', 80))
  await close(encounterId)
  const rows = await byEncounters(desk.context.store.db, [encounterId])
  const ofCloud = await rowOf(desk.context.store.db, rows.find(({ target }) => target === 'clinic-cloud')?.id ?? '')
  expect(ofCloud === null ? null : unpackText(ofCloud.payload)).toContain('29463-7')
  expect(await saveVitals(desk.context, { encounterId, changes: [change('pulse', 72)] })).toMatchObject({
    error: { code: 'VISIT_STATE' },
  })
  desk.pull()
  desk.advance(24 * 3_600_000)
  const next = await begin()
  const { vitals } = await save(next, change('weight', 78))
  expect(vitals.bodyMass?.value).toBe(27)
  expect(vitals.earlier).toMatchObject([{ visitedOn: '2026-11-20', values: [{ kind: 'height' }, { value: 80 }] }])
})

it('are amended with a closed visit: the earlier version keeps its own, and one that cannot be stops all', async () => {
  const encounterId = await begin()
  await save(encounterId, change('weight', 80), change('pulse', 72))
  await close(encounterId)
  const closed = okValue(await showVisit(desk.context, encounterId))
  const { soap: note, diagnoses: found, orders } = closed
  const amend = (...vitals: VitalChange[]) =>
    amendVisit(desk.context, {
      encounterId,
      fromVersion: 1,
      reason: '體重打錯',
      soap: note,
      diagnoses: found,
      orders,
      vitals,
    })
  expect(await amend(change('weight', 8000), change('pulse', 80))).toMatchObject({
    error: { code: 'VISIT_INCOMPLETE', details: { missing: 'vitals' } },
  })
  expect(await amend(change('weight', 80))).toMatchObject({ error: { details: { missing: 'change' } } })
  okValue(await amend(change('weight', 68), change('pulse', null)))
  expect(okValue(await showVitals(desk.context, encounterId)).values).toMatchObject([{ kind: 'weight', value: 68 }])
  const [version] = okValue(await visitVersions(desk.context, encounterId))
  expect(version?.changes).toEqual([
    { part: 'vital-sign', line: null, before: 'pulse 72', after: null },
    { part: 'vital-sign', line: null, before: 'weight 80', after: 'weight 68' },
  ])
})
