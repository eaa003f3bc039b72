import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PatientId } from '../../../preload/contract/words.ts'
import { insert } from '../../store/patient/patientRepository.ts'
import { syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { consult } from '../make-up/makeUpVisits.ts'
import { listDebts } from '../money/listDebts.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { showVisit } from '../record/visitView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { mergePatients, undoMerge } from './mergePatients.ts'
import { addPatientNote, patientChart, setPatientProblems } from './patientChart.ts'
import { searchPatients } from './searchPatients.ts'

let desk: TestDesk
const people = [
  syntheticPatient(1, { name: '陳示安', allergies: ['Penicillin'], problems: ['高血壓'] }),
  syntheticPatient(2, {
    name: '陳示案',
    allergies: ['Penicillin', 'Aspirin'],
    idKind: 'passport',
    nationalId: 'P1234567',
  }),
  syntheticPatient(3, { name: '陳試民' }),
] as const
const [kept, double, third] = people.map(({ id }) => id) as [PatientId, PatientId, PatientId]

beforeEach(async () => {
  desk = await openTestDesk()
  await desk.temporary.must(async (tx) => {
    for (const person of people) await insert(tx, person)
  })
})
afterEach(() => desk.dispose())

const merge = (keptId: PatientId, mergedId: PatientId) => mergePatients(desk.context, { keptId, mergedId })
const chart = async (patientId: PatientId) => okValue(await patientChart(desk.context, patientId))
const names = async (text: string) =>
  okValue(await searchPatients(desk.context, { text, limit: 9 })).map(({ name }) => name)

/** A closed visit of somebody without a card, and a later one that is being held. */
const visit = async (patientId: PatientId): Promise<{ readonly history: number; readonly patientId: PatientId }> => {
  const { encounterId } = okValue(
    await registerVisit(desk.context, desk.registration({ patientId, exceptionCode: 'A020' })),
  )
  await consult(desk, encounterId)
  okValue(await closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
  desk.advance(60_000)
  const shown = okValue(await showVisit(desk.context, encounterId))
  return { history: shown.history.length, patientId: shown.patient.patientId }
}

it('leads every search to the kept chart, and back again when it is undone', async () => {
  okValue(await merge(kept, double))
  expect(await names('示案')).toEqual(['陳示安'])
  expect(await names('P1234567')).toEqual(['陳示安'])
  expect(await names('示')).toEqual(['陳示安'])
  const [merged] = (await chart(kept)).merged
  expect(merged).toMatchObject({ patient: { name: '陳示案' } })
  okValue(await undoMerge(desk.context, merged?.mergeId ?? ''))
  expect(await names('示案')).toEqual(['陳示案'])
  expect((await chart(kept)).merged).toEqual([])
  const rows = await desk.context.store.db.selectFrom('audit').select(['action', 'subject']).execute()
  expect(rows).toEqual([
    { action: 'patients-merged', subject: kept },
    { action: 'patients-parted', subject: kept },
  ])
})

it('tells what is owed by any of the merged charts, and by its own again when they part', async () => {
  const { encounterId } = okValue(
    await registerVisit(desk.context, desk.registration({ patientId: double, exceptionCode: 'A020' })),
  )
  await consult(desk, encounterId)
  const settling = { card: 0, mobile: 0, owes: true, selfPay: [], discount: null }
  okValue(await closeVisit(desk.context, { encounterId, received: 0, settling, exceptionCode: null }))
  const owedBy = async (patientId: PatientId) =>
    okValue(await listDebts(desk.context, { patientId })).map((debt) => debt.encounterId)
  expect(await Promise.all([kept, double].map(owedBy))).toEqual([[], [encounterId]])
  okValue(await merge(kept, double))
  expect(await Promise.all([kept, double, third].map(owedBy))).toEqual([[encounterId], [encounterId], []])
  okValue(await undoMerge(desk.context, (await chart(kept)).merged[0]?.mergeId ?? ''))
  expect(await owedBy(kept)).toEqual([])
})

it('moves no visit: both are shown together, and each stays with its chart', async () => {
  await visit(kept)
  expect(await visit(double)).toEqual({ history: 0, patientId: double })
  okValue(await merge(kept, double))
  expect(await visit(kept)).toEqual({ history: 2, patientId: kept })
  const [merged] = (await chart(kept)).merged
  okValue(await undoMerge(desk.context, merged?.mergeId ?? ''))
  expect(await visit(double)).toEqual({ history: 1, patientId: double })
})

it('brings allergies, problems and notes, and an undo takes away exactly those', async () => {
  okValue(await addPatientNote(desk.context, { patientId: double, severity: 'critical', text: '曾昏倒' }))
  okValue(await merge(kept, double))
  expect(await chart(kept)).toMatchObject({
    allergies: ['Penicillin', 'Aspirin'],
    problems: ['高血壓'],
    notes: [{ text: '曾昏倒' }],
  })
  expect(okValue(await searchPatients(desk.context, { text: '示安', limit: 9 }))[0]?.note).toBe('曾昏倒')
  const since = { patientId: kept, allergies: ['Penicillin', 'Aspirin', 'Latex'], problems: [] }
  okValue(await setPatientProblems(desk.context, since))
  const [merged] = (await chart(kept)).merged
  okValue(await undoMerge(desk.context, merged?.mergeId ?? ''))
  expect(await chart(kept)).toMatchObject({ allergies: ['Penicillin', 'Latex'], problems: [], notes: [] })
  expect(okValue(await searchPatients(desk.context, { text: '示安', limit: 9 }))[0]?.note).toBe('')
  expect(await chart(double)).toMatchObject({ allergies: ['Penicillin', 'Aspirin'], notes: [{ text: '曾昏倒' }] })
})

it('is refused in chains, with oneself, with nobody, and where the card’s number would be lost', async () => {
  expect(await merge(double, kept)).toMatchObject({ error: { code: 'PATIENT_MERGE_IDENTITY' } })
  expect(await merge(kept, kept)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  okValue(await merge(kept, double))
  expect(await merge(third, double)).toMatchObject({ error: { code: 'PATIENT_MERGED' } })
  expect(await merge(third, kept)).toMatchObject({ error: { code: 'PATIENT_MERGED' } })
  okValue(await merge(kept, third))
  expect((await chart(kept)).merged).toHaveLength(2)
  expect(await undoMerge(desk.context, '0190a000-0000-7000-8000-000000000000')).toMatchObject({
    error: { code: 'NOT_FOUND' },
  })
})

/** Merges and undoes the doubles in any order; the kept chart must have its own and what the charts still merged have. */
it('has the union of the charts that are still merged, in whatever order they came and went', async () => {
  const substances = ['Aspirin', 'Latex', 'Penicillin'] as const
  const own = fc.record({ allergies: fc.subarray([...substances]), problems: fc.subarray(['高血壓', '糖尿病']) })
  const toggles = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 8 })
  let number = 100
  await fc.assert(
    fc.asyncProperty(fc.tuple(own, own, own, own), toggles, async (owned, order) => {
      const charts = owned.map((each) => syntheticPatient(number++, each))
      await desk.temporary.must(async (tx) => {
        for (const one of charts) await insert(tx, one)
      })
      const [head, ...doubles] = charts.map(({ id }) => id) as [PatientId, ...PatientId[]]
      for (const index of order) {
        const other = doubles[index] as PatientId
        const standing = (await chart(head)).merged.find(({ patient }) => patient.patientId === other)
        okValue(await (standing === undefined ? merge(head, other) : undoMerge(desk.context, standing.mergeId)))
        const { merged, allergies, problems } = await chart(head)
        const shown = [head, ...merged.map(({ patient }) => patient.patientId)]
        const parts = charts.filter(({ id }) => shown.includes(id))
        expect(allergies.toSorted()).toEqual([...new Set(parts.flatMap((part) => part.allergies))].toSorted())
        expect(problems.toSorted()).toEqual([...new Set(parts.flatMap((part) => part.problems))].toSorted())
      }
    }),
    { numRuns: 25 },
  )
})

it('hands nothing over that was crossed out on the kept chart meanwhile', async () => {
  const fourth = syntheticPatient(4, { allergies: ['Aspirin'] })
  await desk.temporary.must((tx) => insert(tx, fourth))
  okValue(await merge(kept, double))
  okValue(await merge(kept, fourth.id))
  okValue(await setPatientProblems(desk.context, { patientId: kept, allergies: ['Penicillin'], problems: [] }))
  for (const { mergeId } of (await chart(kept)).merged) {
    okValue(await undoMerge(desk.context, mergeId))
    expect((await chart(kept)).allergies).toEqual(['Penicillin'])
  }
})
