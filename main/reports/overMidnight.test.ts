import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportQuestion } from '../../preload/contract/paper/report.ts'
import type { ReportColumn } from '../../preload/contract/paper/reportColumns.ts'
import { layoutOf } from '../../preload/contract/paper/reportLayouts.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { syntheticPrice } from '../store/syntheticRecords.ts'
import { okValue } from '../store/temporaryStore.ts'
import { type PlannedVisit, type WrittenVisit, writeClinic } from './testClinic.ts'
import { openTestReports, question, type TestReports } from './testReports.ts'

const evening: PlannedVisit = {
  patient: 1,
  day: '2026-11-10',
  session: 'evening',
  doctor: 'doctor-1',
  hour: 23,
  minutes: [50, 20, 5],
  end: 'closed',
}
/** The first is taken in at ten to midnight and pays at a quarter past; the second still waits. */
const planned: readonly PlannedVisit[] = [evening, { ...evening, patient: 2, end: 'waiting' }]

let test: TestReports
let visits: readonly WrittenVisit[]
beforeAll(async () => {
  test = await openTestReports()
  visits = await writeClinic(test.temporary, planned)
})
afterAll(() => test.dispose())

const rowsOf = async (asked: ReportQuestion) => {
  const report = okValue(await test.desk.handlers['reports:run'](asked))
  const columns: readonly ReportColumn[] = layoutOf(asked).columns
  return report?.rows.map(({ key, values }) => ({
    key: key.join(' '),
    ...Object.fromEntries(columns.map((column, index) => [column, values[index]])),
  }))
}
const onDay = (day: string) => ({ from: day as IsoDate, to: day as IsoDate })

describe('a session over midnight', () => {
  it('is on the day sheet of its own day with its visits and points, and on the next with the money alone', async () => {
    const points = syntheticPrice.totalPoints
    const first = { key: '2026-11-10 evening doctor-1', visits: 2, points, unsent: 1, received: 0 }
    const next = { key: '2026-11-11 evening doctor-1', visits: 0, points: 0, unsent: 0, received: 170 }
    expect(await rowsOf(question('day', 'day'))).toMatchObject([first, next])
    expect(await rowsOf(question('day', 'day', onDay('2026-11-10')))).toMatchObject([first])
    expect(await rowsOf(question('day', 'day', onDay('2026-11-11')))).toMatchObject([next])
  })

  it('brings its revenue on the day on which it was paid', async () => {
    expect(await rowsOf(question('revenue', 'day'))).toMatchObject([{ key: '2026-11-11', cash: 170, net: 170 }])
  })

  it('is one day of the doctor', async () => {
    expect(await rowsOf(question('doctor', 'doctor'))).toMatchObject([{ visits: 2, patients: 2, days: 1 }])
    expect(await rowsOf(question('doctor', 'doctor', onDay('2026-11-11')))).toEqual([])
  })

  it('is waited for from its registration on, under its hour', async () => {
    expect(await rowsOf(question('waiting', 'hour', onDay('2026-11-10')))).toMatchObject([
      { key: '23', waitMedian: 50, seeMedian: 20, payMedian: 5, stayMedian: 75 },
    ])
  })

  it('has behind the next day’s money the visit of the day before', async () => {
    const cell = { key: ['2026-11-11', 'evening', 'doctor-1'], column: 'received' as const }
    const found = okValue(await test.desk.handlers['reports:visits']({ question: question('day', 'day'), cell }))
    expect(found?.visits).toMatchObject([{ encounterId: visits[0]?.encounterId, day: '2026-11-10' }])
  })
})
