import { describe, expect, it } from 'vitest'
import type { Report, ReportQuestion, ReportVisits, ReportWords } from '../../../preload/contract/paper/report.ts'
import { layoutOf } from '../../../preload/contract/paper/reportLayouts.ts'
import type { EncounterId, Instant, IsoDate } from '../../../preload/contract/words.ts'
import { reportTable, visitsTable } from './reportTable.ts'

const question = (kind: ReportQuestion['kind'], by: ReportQuestion['by']): ReportQuestion => ({
  kind,
  by,
  from: '2026-11-01' as IsoDate,
  to: '2026-11-30' as IsoDate,
  practitionerId: null,
  session: null,
  top: null,
})

// The last hour of a day in Greenwich is the next day in Taipei.
const asOf = '2026-11-25T23:30:05.000Z' as Instant

const words = (headings: readonly string[], changes: Partial<ReportWords> = {}): ReportWords => ({
  title: '日報',
  headings: [...headings],
  words: { morning: '上午', cash: '現金', payment: '收款' },
  total: '合計',
  others: '其他',
  notes: ['期間：11 月'],
  asOf: '資料時間',
  language: 'zh',
  ...changes,
})

const foot = [[''], ['日報'], ['期間：11 月'], ['資料時間 2026-11-26 07:30:05']]

describe('a report as a table', () => {
  it('has its headings first, then rows in the words of the screen, the totals, and what it is of', () => {
    const asked = question('day', 'day')
    const { dimensions, columns } = layoutOf(asked)
    const headings = [...dimensions, ...columns]
    const values = columns.map((_, index) => index)
    const report: Report = {
      question: asked,
      asOf,
      rows: [{ key: ['2026-11-02', 'morning', 'doctor-1'], name: { zh: '許示範', en: '' }, values }],
      rowCount: 1,
      others: null,
      totals: values,
    }
    const table = reportTable(report, words(headings))
    expect(table).toEqual([headings, ['2026-11-02', '上午', '許示範', ...values], ['合計', '', '', ...values], ...foot])
    expect(new Set(table.slice(0, 3).map((row) => row.length))).toEqual(new Set([headings.length]))
  })

  it('a code and its name are two cells, in the rest and the totals, too, and nothing to tell stays empty', () => {
    const report: Report = {
      question: question('diagnosis', 'code'),
      asOf,
      rows: [
        {
          key: ['J06.9'],
          name: { zh: '急性上呼吸道感染', en: 'Acute upper respiratory infection' },
          values: [4, 5, 3],
        },
        { key: ['R50.9'], name: { zh: '發燒', en: '' }, values: [1, 1, 1] },
        { key: ['Z99.9'], name: null, values: [1, null, 1] },
      ],
      rowCount: 9,
      others: [2, 2, null],
      totals: [8, 8, 4],
    }
    const headings = ['診斷', '名稱', '主診斷', '所有', '人數']
    expect(reportTable(report, words(headings, { language: 'en' }))).toEqual([
      headings,
      ['J06.9', 'Acute upper respiratory infection', 4, 5, 3],
      ['R50.9', '發燒', 1, 1, 1],
      ['Z99.9', '', 1, null, 1],
      ['其他', '', 2, 2, null],
      ['合計', '', 8, 8, 4],
      ...foot,
    ])
  })

  it('takes out what no file of a spreadsheet can hold', () => {
    const report: Report = {
      question: question('drug', 'code'),
      asOf,
      rows: [{ key: ['AC00000100'], name: { zh: '錠\u0000劑\u001f', en: '' }, values: [1, 2.5, 3, 1] }],
      rowCount: 1,
      others: null,
      totals: [1, null, 3, 1],
    }
    expect(reportTable(report, words(['碼', '名', 'a', 'b', 'c', 'd']))[1]).toEqual([
      'AC00000100',
      '錠劑',
      1,
      2.5,
      3,
      1,
    ])
  })

  it('the visits behind a number are told with their part of it', () => {
    const found: ReportVisits = {
      asOf,
      visits: [
        {
          encounterId: '019abcde-0000-7000-8000-000000000001' as EncounterId,
          day: '2026-11-02' as IsoDate,
          queueNumber: 7,
          session: 'morning',
          patientName: '林\u0007示安',
          chartNumber: '000123',
          practitionerName: '許示範',
          value: 170,
        },
      ],
      count: 1,
    }
    const headings = ['日', '號', '時段', '醫師', '病歷號', '姓名', '實收']
    expect(visitsTable(found, words(headings))).toEqual([
      headings,
      ['2026-11-02', 7, '上午', '許示範', '000123', '林示安', 170],
      ...foot,
    ])
  })
})
