import { describe, expect, it } from 'vitest'
import type { Report, ReportQuestion } from '../../../preload/contract/paper/report.ts'
import type { ReportColumn } from '../../../preload/contract/paper/reportColumns.ts'
import { layoutOf } from '../../../preload/contract/paper/reportLayouts.ts'
import { chartOf, mostBars } from './chartOf.ts'

const reportOf = (
  asked: Pick<ReportQuestion, 'kind' | 'by'>,
  rows: readonly { readonly key: string[]; readonly of: Partial<Record<ReportColumn, number>> }[],
  days: readonly [string, string] = ['2026-11-01', '2026-11-30'],
): Report => {
  const { columns } = layoutOf(asked)
  return {
    question: { ...asked, from: days[0], to: days[1], practitionerId: null, session: null, top: null },
    asOf: '2026-11-26T02:00:00.000Z',
    rows: rows.map(({ key, of }) => ({ key, name: null, values: columns.map((column) => of[column] ?? null) })),
    rowCount: rows.length,
    others: null,
    totals: columns.map(() => null),
  } as Report
}

describe('what is drawn of a report', () => {
  const sheet = [
    { key: ['2026-11-02', 'morning', 'd1'], of: { visits: 20, received: 900 } },
    { key: ['2026-11-02', 'evening', 'd2'], of: { visits: 5, received: 100 } },
    { key: ['2026-11-03', 'morning', 'd1'], of: { visits: 7, received: 300 } },
  ]
  it('a day sheet of several days is drawn by day', () => {
    const { bars, dimensions, series } = chartOf(reportOf({ kind: 'day', by: 'day' }, sheet), null)
    expect(series).toEqual(['visits'])
    expect(dimensions).toEqual(['day'])
    expect(bars.map(({ key, values }) => [key[0], values[0]])).toEqual([
      ['2026-11-02', 25],
      ['2026-11-03', 7],
    ])
  })

  it('a day sheet that is told in part draws no day of which it may have half, and counts all rows it leaves out', () => {
    const part = { ...reportOf({ kind: 'day', by: 'day' }, sheet), rowCount: 900 }
    const { bars, left } = chartOf(part, null)
    expect(bars.map(({ key }) => key[0])).toEqual(['2026-11-02'])
    expect(left).toBe(898)
  })

  it('a list of what is due has no bars, and its days have', () => {
    const due = { key: ['2026-11-17', '2026-12-30', '3/3', '0912***678', '0000012'], of: { prescriptions: 1 } }
    expect(chartOf(reportOf({ kind: 'refill', by: 'patient' }, [due]), null).bars).toEqual([])
    const byDay = [{ key: ['2026-11-17'], of: { prescriptions: 4 } }]
    expect(chartOf(reportOf({ kind: 'refill', by: 'day' }, byDay), null).bars).toHaveLength(1)
  })

  it('those who came and those who did not stand on each other', () => {
    const days = [{ key: ['2026-11-17'], of: { expected: 5, came: 4, noShows: 1 } }]
    const { series, stacked, bars } = chartOf(reportOf({ kind: 'no-show', by: 'day' }, days), null)
    expect([series, stacked, bars[0]?.values]).toEqual([['came', 'noShows'], true, [4, 1]])
  })

  it('a day sheet of one day is drawn by session and doctor, in the column that was chosen', () => {
    const one = reportOf({ kind: 'day', by: 'day' }, sheet.slice(0, 2), ['2026-11-02', '2026-11-02'])
    const { bars, series } = chartOf(one, 'received')
    expect(series).toEqual(['received'])
    expect(bars.map(({ values }) => values[0])).toEqual([900, 100])
  })

  it('ways of payment stand on each other, median and ninetieth percentile side by side', () => {
    const money = reportOf({ kind: 'revenue', by: 'day' }, [
      { key: ['2026-11-02'], of: { cash: 3, card: 2, mobile: 1 } },
    ])
    expect(chartOf(money, 'card')).toMatchObject({ series: ['cash', 'card', 'mobile'], stacked: true })
    expect(chartOf(money, 'card').bars[0]?.values).toEqual([3, 2, 1])
    const waits = reportOf({ kind: 'waiting', by: 'hour' }, [{ key: ['09'], of: { payMedian: 4, payP90: 9 } }])
    expect(chartOf(waits, 'payP90')).toMatchObject({ series: ['payMedian', 'payP90'], stacked: false })
  })

  it('a column that this report does not have gives way to its usual one', () => {
    const kinds = reportOf({ kind: 'revenue', by: 'kind' }, [{ key: ['due', 'none'], of: { entries: 2, amount: 9 } }])
    expect(chartOf(kinds, 'visits').series).toEqual(['amount'])
  })

  it('says how many rows have no bar', () => {
    const rows = Array.from({ length: mostBars + 4 }, (_, index) => ({ key: [`A${index}`], of: { main: 1 } }))
    const { bars, left, lying } = chartOf(reportOf({ kind: 'diagnosis', by: 'code' }, rows), null)
    expect([bars.length, left, lying]).toEqual([mostBars, 4, true])
  })
})
