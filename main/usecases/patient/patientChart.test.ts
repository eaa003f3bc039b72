import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PatientId } from '../../../preload/contract/words.ts'
import { insert } from '../../store/patient/patientRepository.ts'
import { syntheticPatient } from '../../store/syntheticRecords.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import {
  addPatientNote,
  endPatientNote,
  headPatientFamily,
  joinPatientFamily,
  leavePatientFamily,
  patientChart,
  seePatientNotes,
  setPatientProblems,
} from './patientChart.ts'
import { searchPatients } from './searchPatients.ts'

let desk: TestDesk
const people = [
  syntheticPatient(1, { name: '陳示安', phone: '0912345678', address: '示範市示範路 1 號', allergies: [] }),
  syntheticPatient(2, { name: '陳小樣', allergies: [] }),
  syntheticPatient(3, { name: '陳試民', phone: '0900000003', allergies: [] }),
] as const
const [mother, child, uncle] = people.map(({ id }) => id) as [PatientId, PatientId, PatientId]

beforeEach(async () => {
  desk = await openTestDesk()
  await desk.temporary.must(async (tx) => {
    for (const person of people) await insert(tx, person)
  })
})
afterEach(() => desk.dispose())

const chart = async (patientId: PatientId) => okValue(await patientChart(desk.context, patientId))
const shown = async (patientId: PatientId) =>
  okValue(await searchPatients(desk.context, { text: '陳', limit: 9 })).find((one) => one.patientId === patientId)
const actions = async () =>
  (await desk.context.store.db.selectFrom('audit').select('action').orderBy('sequence').execute()).map(
    ({ action }) => action,
  )

describe('allergies and problems', () => {
  it('are kept once each, shown with the patient, and counted in the trail', async () => {
    const problems = ['高血壓', '糖尿病', '高血壓']
    okValue(
      await setPatientProblems(desk.context, { patientId: mother, allergies: ['Penicillin', 'Penicillin'], problems }),
    )
    expect(await chart(mother)).toMatchObject({ allergies: ['Penicillin'], problems: ['高血壓', '糖尿病'] })
    expect((await shown(mother))?.allergies).toEqual(['Penicillin'])
    expect(await actions()).toEqual(['patient-problems-changed'])
    const rows = await desk.context.store.db.selectFrom('audit').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('Penicillin')
  })
})

describe('a note', () => {
  const add = async (severity: 'info' | 'important' | 'critical', text: string) => {
    okValue(await addPatientNote(desk.context, { patientId: mother, severity, text }))
    desk.advance(1000)
  }

  it('stands with the gravest first and on the strip, until it is ended', async () => {
    await add('info', '重聽')
    await add('critical', '曾於診間昏倒')
    await add('important', '欠費')
    const { notes } = await chart(mother)
    expect(notes.map(({ text }) => text)).toEqual(['曾於診間昏倒', '欠費', '重聽'])
    expect((await shown(mother))?.note).toBe('曾於診間昏倒；欠費；重聽')
    const noteId = notes[0]?.noteId ?? ''
    okValue(await endPatientNote(desk.context, { patientId: mother, noteId }))
    expect((await shown(mother))?.note).toBe('欠費；重聽')
    expect(await endPatientNote(desk.context, { patientId: mother, noteId })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
  })

  it('is seen at one place for one day', async () => {
    await add('critical', '曾於診間昏倒')
    const [note] = (await chart(mother)).notes
    const place = 'registration' as const
    const seen = { patientId: mother, noteIds: [note?.noteId ?? ''], place }
    okValue(await seePatientNotes(desk.context, seen))
    okValue(await seePatientNotes(desk.context, seen))
    expect((await chart(mother)).notes[0]?.seenAt).toEqual(['registration'])
    okValue(await seePatientNotes(desk.context, { ...seen, place: 'consultation' }))
    expect((await chart(mother)).notes[0]?.seenAt.toSorted()).toEqual(['consultation', 'registration'])
    desk.advance(24 * 3_600_000)
    expect((await chart(mother)).notes[0]?.seenAt).toEqual([])
  })
})

describe('a family', () => {
  const join = async (memberId: PatientId, relation: string) =>
    okValue(await joinPatientFamily(desk.context, { patientId: mother, memberId, relation })).family

  it('begins with a head, whose telephone and address are shared with whoever has none', async () => {
    expect(await join(child, '子女')).toMatchObject([
      { patient: { name: '陳示安' }, isHead: true, relation: '' },
      {
        patient: { name: '陳小樣' },
        isHead: false,
        relation: '子女',
        phone: '0912345678',
        address: '示範市示範路 1 號',
      },
    ])
    expect((await join(uncle, '兄弟')).at(-1)).toMatchObject({ phone: '0900000003' })
    expect((await chart(uncle)).family).toHaveLength(3)
    const byPhone = okValue(await searchPatients(desk.context, { text: '5678', limit: 9 }))
    expect(byPhone.map(({ name }) => name).sort()).toEqual(['陳小樣', '陳示安'])
  })

  it('gets another head, loses members, and ends with the last but one', async () => {
    await join(child, '子女')
    await join(uncle, '兄弟')
    okValue(await headPatientFamily(desk.context, uncle))
    expect((await chart(mother)).family.filter(({ isHead }) => isHead).map(({ patient }) => patient.name)).toEqual([
      '陳試民',
    ])
    okValue(await leavePatientFamily(desk.context, uncle))
    const rest = (await chart(mother)).family
    expect(rest).toHaveLength(2)
    expect(rest.filter(({ isHead }) => isHead)).toHaveLength(1)
    okValue(await leavePatientFamily(desk.context, child))
    expect((await chart(mother)).family).toEqual([])
    expect((await chart(child)).family).toEqual([])
  })

  it('takes nobody in twice, and not oneself', async () => {
    await join(child, '子女')
    okValue(await joinPatientFamily(desk.context, { patientId: uncle, memberId: child, relation: '姪' }))
    expect((await chart(mother)).family).toEqual([])
    expect((await chart(uncle)).family).toHaveLength(2)
    const alone = { patientId: uncle, memberId: uncle, relation: '本人' }
    expect(await joinPatientFamily(desk.context, alone)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
})
