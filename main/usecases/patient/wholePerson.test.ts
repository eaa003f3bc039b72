import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PatientId } from '../../../preload/contract/words.ts'
import { findById, insert } from '../../store/patient/patientRepository.ts'
import { syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { consult } from '../make-up/makeUpVisits.ts'
import { previewPrice } from '../money/previewPrice.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { listVisits, showVisit } from '../record/visitView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { drugOrder, lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { mergePatients, undoMerge } from './mergePatients.ts'
import { addPatientNote, patientChart, setPatientProblems } from './patientChart.ts'
import { searchPatients } from './searchPatients.ts'

/** Read by another card once, as somebody with a residence permit's old and new number has two. */
const earlier = syntheticPatient(1, { name: '林示安', allergies: ['盤尼西林'], problems: ['高血壓'] })
const byCard = syntheticPatient(2, {
  name: lin.name,
  nationalId: lin.nationalId,
  nhiCardNumber: lin.cardNumber,
  allergies: ['Latex'],
})

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
  await desk.temporary.must(async (tx) => {
    await insert(tx, earlier)
    await insert(tx, byCard)
  })
  okValue(await mergePatients(desk.context, { keptId: earlier.id, mergedId: byCard.id }))
})
afterEach(() => desk.dispose())

const register = async (changes = {}) => okValue(await registerVisit(desk.context, desk.registration(changes)))
const allergies = ['盤尼西林', 'Latex']
const cardPatient = () => desk.context.cards.current()?.session.patient

it('warns of what all charts of a person know when the card leads to the one that was merged', async () => {
  okValue(await addPatientNote(desk.context, { patientId: earlier.id, severity: 'critical', text: '曾昏倒' }))
  await desk.insert(lin)
  expect(cardPatient()).toMatchObject({ patientId: byCard.id, allergies, note: '曾昏倒' })
  const { encounterId, patient } = await register()
  expect(patient).toMatchObject({ patientId: byCard.id, allergies })
  expect(okValue(await listVisits(desk.context, null))).toMatchObject([{ patient: { allergies, note: '曾昏倒' } }])
  okValue(await startConsultation(desk.context, encounterId))
  expect(okValue(await showVisit(desk.context, encounterId)).patient).toMatchObject({ allergies })
  const orders = [{ ...drugOrder, code: 'AC24132100' }]
  const warned = async () => okValue(await previewPrice(desk.context, { encounterId, orders })).alerts
  expect(await warned()).toMatchObject([{ kind: 'allergy', allergy: '盤尼西林' }])
  const [merged] = okValue(await patientChart(desk.context, earlier.id)).merged
  okValue(await undoMerge(desk.context, merged?.mergeId ?? ''))
  expect(await warned()).toEqual([])
  expect(cardPatient()).toMatchObject({ allergies: ['Latex'], note: '' })
})

it('knows at the kept chart, too, what was written on the merged one since', async () => {
  okValue(await setPatientProblems(desk.context, { patientId: byCard.id, allergies: ['Aspirin'], problems: [] }))
  const [found] = okValue(await searchPatients(desk.context, { text: earlier.chartNumber, limit: 9 }))
  expect(found).toMatchObject({ patientId: earlier.id, allergies: [...allergies, 'Aspirin'] })
})

it('closes the visit under the number of the card it stands on', async () => {
  await desk.insert(lin)
  const { encounterId } = await register()
  await consult(desk, encounterId)
  const input = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
  expect(okValue(await closeVisit(desk.context, input))).toMatchObject({ state: 'closed', cardWrite: 'written' })
  const chart = okValue(await showVisit(desk.context, encounterId)).patient.patientId
  expect(await findById(desk.context.store.db, chart)).toMatchObject({ nationalId: lin.nationalId })
})

it('begins no second visit of a person on another of their charts', async () => {
  const without = { patientId: earlier.id, exceptionCode: 'A020', cardSessionId: null }
  const { encounterId } = await register(without)
  await desk.insert(lin)
  const calls = desk.control.calls.length
  expect(await registerVisit(desk.context, desk.registration())).toMatchObject({
    error: { code: 'VISIT_OPEN_ALREADY', details: { encounterId } },
  })
  expect(desk.control.calls.slice(calls)).not.toContain('nextSerial')
})

it('keeps the number that a card has shown, whatever else was typed', async () => {
  const mistyped = syntheticPatient(3, { nhiCardNumber: null })
  const shown = syntheticPatient(4)
  await desk.temporary.must(async (tx) => {
    await insert(tx, mistyped)
    await insert(tx, shown)
  })
  const merge = (keptId: PatientId, mergedId: PatientId) => mergePatients(desk.context, { keptId, mergedId })
  expect(await merge(mistyped.id, shown.id)).toMatchObject({ error: { code: 'PATIENT_MERGE_IDENTITY' } })
  okValue(await merge(shown.id, mistyped.id))
})
