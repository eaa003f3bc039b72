import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report, ReportCell, ReportQuestion, ReportVisits } from '../../preload/contract/paper/report.ts'
import type { ReportColumn } from '../../preload/contract/paper/reportColumns.ts'
import { layoutOf } from '../../preload/contract/paper/reportLayouts.ts'
import type { IsoDate, PractitionerId } from '../../preload/contract/words.ts'
import { syntheticPrice } from '../store/syntheticRecords.ts'
import { okValue } from '../store/temporaryStore.ts'
import { bookMoney, type PlannedVisit, type WrittenVisit, writeClinic } from './testClinic.ts'
import { openTestReports, question, type TestReports } from './testReports.ts'

const planned: readonly PlannedVisit[] = [
  {
    patient: 1,
    day: '2026-11-02',
    session: 'morning',
    doctor: 'doctor-1',
    hour: 9,
    minutes: [10, 5, 3],
    end: 'closed',
  },
  {
    patient: 2,
    day: '2026-11-02',
    session: 'morning',
    doctor: 'doctor-1',
    hour: 9,
    minutes: [20, 6, 4],
    end: 'closed',
  },
  {
    patient: 3,
    day: '2026-11-02',
    session: 'evening',
    doctor: 'doctor-2',
    hour: 19,
    minutes: [30, 7, 5],
    end: 'closed',
  },
  {
    patient: 1,
    day: '2026-11-09',
    session: 'morning',
    doctor: 'doctor-1',
    hour: 9,
    minutes: [12, 8, 6],
    end: 'closed',
  },
  {
    patient: 4,
    day: '2026-11-09',
    session: 'morning',
    doctor: 'doctor-1',
    hour: 10,
    minutes: [0, 0, 0],
    end: 'cancelled',
  },
  {
    patient: 4,
    day: '2026-11-25',
    session: 'afternoon',
    doctor: 'doctor-2',
    hour: 14,
    minutes: [0, 0, 0],
    end: 'waiting',
  },
  // Outside of the month that is asked for.
  { patient: 5, day: '2026-10-30', session: 'morning', doctor: 'doctor-1', hour: 9, minutes: [1, 1, 1], end: 'closed' },
]

const day = 24 * 3_600_000

let test: TestReports
let visits: readonly WrittenVisit[]
beforeAll(async () => {
  test = await openTestReports()
  visits = await writeClinic(test.temporary, planned)
  const [first, second, third] = visits
  if (first === undefined || second === undefined || third === undefined) throw new Error('no visits')
  await test.temporary.must(async (tx) => {
    // A week later some of the first visit's money goes back, and the second buys something by card and owes some of it.
    await bookMoney(tx, first, [{ kind: 'refund', method: 'cash', amount: 50, at: first.paidAt + 7 * day }])
    await bookMoney(tx, second, [
      { kind: 'self-pay', method: null, amount: 300, selfPayKind: 'supply', at: second.paidAt },
      { kind: 'discount', method: null, amount: 20, at: second.paidAt },
      { kind: 'payment', method: 'card', amount: 200, at: second.paidAt },
      { kind: 'owed', method: null, amount: 80, at: second.paidAt },
      { kind: 'settlement', method: 'mobile', amount: 30, at: second.paidAt + 7 * day },
    ])
    // A debt that is paid whole.
    await bookMoney(tx, third, [
      { kind: 'owed', method: null, amount: 40, at: third.paidAt },
      { kind: 'settlement', method: 'cash', amount: 40, at: third.paidAt + day },
    ])
  })
})
afterAll(() => test.dispose())

const run = async (asked: ReportQuestion): Promise<Report> => {
  const report = okValue(await test.desk.handlers['reports:run'](asked))
  if (report === null) throw new Error('cancelled')
  return report as Report
}

const behind = async (asked: ReportQuestion, cell: ReportCell): Promise<ReportVisits> => {
  const found = okValue(await test.desk.handlers['reports:visits']({ question: asked, cell }))
  if (found === null) throw new Error('cancelled')
  return found as ReportVisits
}

/** A report as objects by column. */
const told = (report: Report) => {
  const { columns } = layoutOf(report.question)
  const named = (values: readonly (number | null)[]): Readonly<Record<string, number | null>> =>
    Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]))
  return {
    rows: report.rows.map(({ key, values }): { readonly key: string } & Readonly<Record<string, unknown>> => ({
      key: key.join(' '),
      ...named(values),
    })),
    totals: named(report.totals),
  }
}

describe('reports from the report process', () => {
  it('the day sheet tells each day by session and doctor, and money on the day it moved', async () => {
    const { rows, totals } = told(await run(question('day', 'day')))
    expect(rows.map(({ key }) => key)).toEqual([
      '2026-11-02 morning doctor-1',
      '2026-11-02 evening doctor-2',
      '2026-11-03 evening doctor-2',
      '2026-11-09 morning doctor-1',
      '2026-11-25 afternoon doctor-2',
    ])
    expect(rows[0]).toMatchObject({
      visits: 2,
      points: 2 * syntheticPrice.totalPoints,
      copayment: 140,
      registration: 200,
      selfPay: 300,
      discount: 20,
      owed: 80,
      received: 540,
      refunded: 0,
      unsent: 2,
      late: 2,
    })
    expect(rows[2]).toMatchObject({ visits: 0, received: 40 })
    expect(rows[3]).toMatchObject({ visits: 1, cancelled: 1, received: 200, refunded: 50 })
    expect(rows[4]).toMatchObject({ visits: 1, points: 0, unsent: 0, received: 0 })
    expect(totals).toMatchObject({ visits: 5, cancelled: 1, received: 540 + 170 + 40 + 200, refunded: 50 })
  })

  it('the money of the day sheet is the money of the revenue report, by day, month or kind', async () => {
    const sheet = told(await run(question('day', 'day'))).totals
    for (const by of ['day', 'month'] as const) {
      const { totals } = told(await run(question('revenue', by)))
      expect(totals).toMatchObject({
        selfPay: sheet.selfPay,
        discount: sheet.discount,
        owed: sheet.owed,
        refunded: sheet.refunded,
      })
      expect((totals.cash ?? 0) + (totals.card ?? 0) + (totals.mobile ?? 0)).toBe(sheet.received)
      expect(totals.net).toBe((sheet.received ?? 0) - (sheet.refunded ?? 0))
    }
    const kinds = told(await run(question('revenue', 'kind')))
    expect(kinds.rows).toEqual([
      { key: 'due none', entries: 4, amount: 680 },
      { key: 'self-pay supply', entries: 1, amount: 300 },
      { key: 'discount none', entries: 1, amount: 20 },
      { key: 'payment cash', entries: 4, amount: 680 },
      { key: 'payment card', entries: 1, amount: 200 },
      { key: 'owed none', entries: 2, amount: 120 },
      { key: 'settlement cash', entries: 1, amount: 40 },
      { key: 'settlement mobile', entries: 1, amount: 30 },
      { key: 'refund cash', entries: 1, amount: 50 },
    ])
  })

  it('doctors and sessions count patients and days once', async () => {
    const doctors = await run(question('doctor', 'doctor'))
    expect(doctors.rows.map(({ name }) => name?.zh)).toEqual(['許示範', '周樣本'])
    expect(told(doctors).rows[0]).toMatchObject({ visits: 3, patients: 2, days: 2, perDay: 1.5 })
    expect(told(doctors).totals).toMatchObject({ visits: 5, patients: 4, days: 3 })
    const sessions = told(await run(question('session', 'session')))
    expect(sessions.rows.map(({ key, visits }) => [key, visits])).toEqual([
      ['1 morning', 3],
      ['1 evening', 1],
      ['3 afternoon', 1],
    ])
  })

  it('examination, drugs and treatments are all points there are', async () => {
    const { rows, totals } = told(await run(question('doctor', 'doctor')))
    for (const line of [...rows, totals]) {
      const of = line as Readonly<Record<string, number>>
      expect((of.examination ?? 0) + (of.drugs ?? 0) + (of.treatments ?? 0)).toBe(of.points)
    }
  })

  it('diagnoses by code and by chapter, and drugs, are those of closed visits', async () => {
    const codes = told(await run(question('diagnosis', 'code')))
    expect(codes.rows).toEqual([
      { key: 'J06.9', main: 4, mentions: 4, patients: 3 },
      { key: 'R50.9', main: 0, mentions: 4, patients: 3 },
    ])
    const chapters = told(await run(question('diagnosis', 'chapter')))
    expect(chapters.rows.map(({ key }) => key)).toEqual(['10', '18'])
    const drugs = told(await run(question('drug', 'code')))
    expect(drugs.rows).toContainEqual({ key: 'AC00000100', lines: 4, quantity: 36, points: 92, patients: 3 })
  })

  it('only the largest rows are told where that is asked, the rest as one', async () => {
    const { rows, others, totals } = await run(question('diagnosis', 'code', { top: 1 }))
    expect(rows.map(({ key }) => key)).toEqual([['J06.9']])
    expect(others).toEqual([0, 4, 3])
    expect(totals).toEqual([4, 8, 3])
  })

  it('debts are those that stand at the end of the period, by their age then', async () => {
    expect(told(await run(question('debt', 'age'))).rows).toEqual([{ key: '0-30', visits: 1, patients: 1, amount: 50 }])
    // Before the settlements came.
    const early = question('debt', 'age', { to: '2026-11-02' as IsoDate })
    expect(told(await run(early)).totals).toEqual({ visits: 2, patients: 2, amount: 120 })
    const late = question('debt', 'age', { to: '2027-03-01' as IsoDate })
    expect(told(await run(late)).rows.map(({ key }) => key)).toEqual(['91-180'])
  })

  it('waiting times are told by hour and by doctor', async () => {
    const hours = told(await run(question('waiting', 'hour')))
    expect(hours.rows[0]).toMatchObject({
      key: '09',
      visits: 3,
      waitMedian: 12,
      waitP90: 20,
      seeMedian: 6,
      payMedian: 4,
      stayMedian: 26,
    })
    const doctors = told(await run(question('waiting', 'doctor', { session: 'evening' })))
    expect(doctors.rows).toEqual([expect.objectContaining({ key: 'doctor-2', visits: 1, waitMedian: 30, stayP90: 42 })])
  })

  it('the visits behind a number are named, and their parts are the number', async () => {
    const asked = question('day', 'day')
    const report = await run(asked)
    const { columns } = layoutOf(asked)
    const column: ReportColumn = 'received'
    const [row] = report.rows
    const found = await behind(asked, { key: row?.key ?? null, column })
    expect(found.visits.map(({ queueNumber, patientName, value }) => [queueNumber, patientName !== '', value])).toEqual(
      [
        [1, true, 170],
        [2, true, 370],
      ],
    )
    expect(row?.values[columns.indexOf(column)]).toBe(540)
    const cancelled = await behind(asked, { key: null, column: 'cancelled' })
    expect(cancelled.visits.map(({ encounterId }) => encounterId)).toEqual([visits[4]?.encounterId])
  })

  it('a doctor or a session alone is the part of it', async () => {
    const only = { practitionerId: 'doctor-2' as PractitionerId, session: 'evening' } as const
    expect(told(await run(question('doctor', 'doctor', only))).totals).toMatchObject({ visits: 1 })
    expect(okValue(await test.desk.handlers['reports:practitioners']({}))).toEqual([
      { practitionerId: 'doctor-1', name: '許示範' },
      { practitionerId: 'doctor-2', name: '周樣本' },
      // Nobody has come to them yet; who made an appointment with them may have stayed away.
      { practitionerId: 'doctor-3', name: '新來樣' },
    ])
  })

  it('a period in which nothing is has no rows and totals of nothing', async () => {
    for (const years of [
      ['1950-01-01', '1950-12-31'],
      ['2150-01-01', '2160-12-31'],
    ] as const) {
      const report = await run(question('doctor', 'doctor', { from: years[0] as IsoDate, to: years[1] as IsoDate }))
      expect([report.rows, report.totals.every((value) => value === 0 || value === null)]).toEqual([[], true])
    }
  })
})
