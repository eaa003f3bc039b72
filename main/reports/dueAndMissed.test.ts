import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppointmentIdSchema, type AppointmentState } from '../../preload/contract/appointments/appointment.ts'
import type { Report, ReportQuestion } from '../../preload/contract/paper/report.ts'
import { layoutOf } from '../../preload/contract/paper/reportLayouts.ts'
import { EncounterIdSchema, type IsoDate, PatientIdSchema } from '../../preload/contract/words.ts'
import { insert as insertAppointment } from '../store/appointments/appointmentRepository.ts'
import { keepRefill } from '../store/record/refillRepository.ts'
import { okValue } from '../store/temporaryStore.ts'
import { type PlannedVisit, type WrittenVisit, writeClinic } from './testClinic.ts'
import { openTestReports, question, type TestReports } from './testReports.ts'

const plan = (patient: number, day: string, doctor: PlannedVisit['doctor'] = 'doctor-1'): PlannedVisit => ({
  patient,
  day,
  session: 'morning',
  doctor,
  hour: 9,
  minutes: [1, 1, 1],
  end: 'closed',
})
/** The first two issue refill prescriptions, the third fetches of the second's. The desk's clock stands on 26 November. */
const planned = [plan(1, '2026-11-05'), plan(2, '2026-10-02', 'doctor-2'), plan(2, '2026-10-28', 'doctor-2')]

let test: TestReports
let visits: readonly WrittenVisit[]
let appointments = 0

const visitAt = (index: number): WrittenVisit => {
  const visit = visits[index]
  if (visit === undefined) throw new Error('no such visit')
  return visit
}

const book = async (
  state: AppointmentState,
  changes: { practitionerId?: string | null; visit?: number; name?: string; session?: 'morning' | 'evening' },
) => {
  appointments += 1
  const { practitionerId = 'doctor-1', visit, name = '', session = 'morning' } = changes
  const came = visit === undefined ? null : visitAt(visit)
  await test.temporary.must((tx) =>
    insertAppointment(tx, {
      id: AppointmentIdSchema.parse(crypto.randomUUID()),
      day: '2026-11-05',
      session,
      at: 540,
      practitionerId,
      number: state === 'cancelled' ? null : appointments,
      patientId: name === '' ? PatientIdSchema.parse(visitAt(0).patientId) : null,
      nationalId: null,
      name: name === '' ? '某人' : name,
      phone: '',
      source: 'counter',
      state,
      note: '',
      cancelReason: '',
      encounterId: came === null ? null : EncounterIdSchema.parse(came.encounterId),
      cloudId: null,
      bookedAt: 0,
      bookedBy: '陳櫃台',
      changedAt: 0,
      version: 1,
    }),
  )
}

beforeAll(async () => {
  test = await openTestReports()
  visits = await writeClinic(test.temporary, planned)
  const [first, second, fetched] = [visitAt(0), visitAt(1), visitAt(2)]
  await test.temporary.must(async (tx) => {
    const deed = ({ encounterId, patientId, day }: WrittenVisit) => ({
      encounterId: EncounterIdSchema.parse(encounterId),
      patientId: PatientIdSchema.parse(patientId),
      day: day as IsoDate,
      days: 30,
    })
    const issued = { dispensings: 3, daysEach: 30 }
    for (const visit of [first, second]) {
      const { encounterId } = deed(visit)
      await keepRefill(tx, encounterId, {
        ...deed(visit),
        issued,
        prescriptionId: encounterId,
        first: 1,
        dispensing: 1,
      })
    }
    const taken = { ...deed(fetched), issued: null, prescriptionId: deed(second).encounterId, first: 2, dispensing: 2 }
    await keepRefill(tx, taken.encounterId, taken)
  })
  await book('arrived', { visit: 0 })
  await book('no-show', {})
  await book('no-show', { practitionerId: null, name: '沒病歷的人' })
  await book('cancelled', {})
  await book('booked', {})
  // One doctor whom nobody has come to yet, and one of whom there is no name left.
  await book('no-show', { practitionerId: 'doctor-3', session: 'evening' })
  await book('no-show', { practitionerId: 'doctor-gone', session: 'evening' })
})
afterAll(() => test.dispose())

const run = async (asked: ReportQuestion): Promise<Report> => {
  const report = okValue(await test.desk.handlers['reports:run'](asked))
  if (report === null) throw new Error('cancelled')
  return report as Report
}
const byColumn = ({ question: asked }: Report, values: readonly (number | null)[]) =>
  Object.fromEntries(layoutOf(asked).columns.map((column, index) => [column, values[index]]))

describe('refill prescriptions that are due', () => {
  it('are listed with their newest dispensing, soonest first', async () => {
    const report = await run(question('refill', 'patient'))
    expect(report.rows.map(({ key }) => key.slice(0, 3))).toEqual([
      ['2026-11-17', '2026-12-30', '3/3'],
      ['2026-11-25', '2027-02-02', '2/3'],
    ])
    expect(report.rows.map(({ values }) => byColumn(report, values))).toEqual([
      { prescriptions: 1, daysEach: 30, supplyLeft: 1, daysLeft: 35 },
      { prescriptions: 1, daysEach: 30, supplyLeft: 9, daysLeft: 69 },
    ])
    expect(byColumn(report, report.totals)).toEqual({
      prescriptions: 2,
      daysEach: null,
      supplyLeft: null,
      daysLeft: null,
    })
  })

  it('are those of one doctor, and those whose time lies in the period', async () => {
    const ofOne = await run(question('refill', 'doctor', { practitionerId: 'doctor-2' as never }))
    expect(ofOne.rows.map(({ key }) => key)).toEqual([['doctor-2']])
    const before = { from: '2026-11-01' as IsoDate, to: '2026-11-24' as IsoDate }
    expect((await run(question('refill', 'day', before))).rows.map(({ key }) => key)).toEqual([['2026-11-17']])
    const after = { from: '2027-01-01' as IsoDate, to: '2027-12-31' as IsoDate }
    expect((await run(question('refill', 'day', after))).rows.map(({ key }) => key)).toEqual([['2026-11-25']])
  })

  it('have the visit that issued them behind their number', async () => {
    const asked = question('refill', 'day')
    const cell = { key: ['2026-11-17'], column: 'prescriptions' as const }
    const found = okValue(await test.desk.handlers['reports:visits']({ question: asked, cell }))
    expect(found?.visits.map(({ encounterId }) => encounterId)).toEqual([visitAt(1).encounterId])
  })

  it('are written to a file with chart number and name in cells of their own, and no whole telephone', async () => {
    test.fileName = 'refills.csv'
    const words = {
      title: 't',
      headings: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
      words: { '3/3': 'third of three' },
      total: 'sum',
      others: '',
      notes: [],
      asOf: 'as of',
      language: 'zh' as const,
    }
    const asked = question('refill', 'patient')
    okValue(await test.desk.handlers['reports:export']({ question: asked, cell: null, format: 'csv', words }))
    const lines = (await readFile(join(test.folder, 'refills.csv'), 'utf8')).split('\r\n')
    expect(lines[1]?.split(',').slice(0, 3)).toEqual(['2026-11-17', '2026-12-30', 'third of three'])
    expect(lines[1]?.split(',')).toHaveLength(words.headings.length)
    expect(lines[3]?.split(',').slice(0, 7)).toEqual(['sum', '', '', '', '', '', '2'])
  })
})

describe('appointments that nobody came to', () => {
  it('are counted with their share of those that were to be kept', async () => {
    const report = await run(question('no-show', 'day'))
    expect(byColumn(report, report.totals)).toEqual({ expected: 5, came: 1, noShows: 4, share: 80, calledOff: 1 })
  })

  it('stand by doctor with the name, and apart for any doctor', async () => {
    const report = await run(question('no-show', 'doctor'))
    expect(report.rows.map(({ key, name }) => [key[0], name?.zh])).toEqual([
      ['', undefined],
      ['doctor-1', '許示範'],
      ['doctor-3', '新來樣'],
      ['doctor-gone', undefined],
    ])
    const ofOne = await run(question('no-show', 'day', { practitionerId: 'doctor-1' as never }))
    expect(byColumn(ofOne, ofOne.totals)).toMatchObject({ expected: 2, noShows: 1, share: 50 })
  })

  it('stand by patient, those without a chart by their name, and by weekday and session', async () => {
    const people = await run(question('no-show', 'patient', { top: 50 }))
    expect(people.rows.map(({ key, values }) => [key[0], byColumn(people, values).noShows])).toContainEqual([
      '沒病歷的人',
      1,
    ])
    expect((await run(question('no-show', 'session'))).rows.map(({ key }) => key)).toEqual([
      ['4', 'morning'],
      ['4', 'evening'],
    ])
  })

  it('have behind those who came their visits, and nothing behind those who did not', async () => {
    const asked = question('no-show', 'day')
    const behind = async (column: 'came' | 'noShows') =>
      okValue(await test.desk.handlers['reports:visits']({ question: asked, cell: { key: null, column } }))
    expect((await behind('came'))?.visits.map(({ encounterId }) => encounterId)).toEqual([visitAt(0).encounterId])
    expect((await behind('noShows'))?.count).toBe(0)
  })
})
