import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileTable } from '../domain/reports/reportTable.ts'
import { eachRow } from '../domain/tables/delimitedText.ts'
import { ReportRefused } from './reportRefused.ts'
import { writeReport as writeReportTo } from './writeReport.ts'

const writeReport = (file: string, written: FileTable, format: 'csv' | 'xlsx') =>
  writeReportTo({ file, temporary: `${file}.tmp` }, written, format)

const table: FileTable = [
  ['日期', '醫師', '人次', '金額'],
  ['2026-11-02', '=HYPERLINK("x")', 3, -30],
  ['2026-11-03', '許, "示範"\n醫師', null, 1234.5],
  ['合計', '', 3, 1204.5],
]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-report-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a report written to a file', () => {
  it('as CSV: with a byte-order mark, quoted where needed, and nothing a spreadsheet would reckon', async () => {
    const file = join(folder, 'report.csv')
    await writeReport(file, table, 'csv')
    const text = await readFile(file, 'utf8')
    expect(text.startsWith('\uFEFF日期,醫師,人次,金額\r\n')).toBe(true)
    expect([...eachRow(text)].map(({ cells }) => cells)).toEqual([
      ['日期', '醫師', '人次', '金額'],
      ['2026-11-02', `'=HYPERLINK("x")`, '3', '-30'],
      ['2026-11-03', '許, "示範"\n醫師', '', '1234.5'],
      ['合計', '', '3', '1204.5'],
    ])
  })

  it('as XLSX: numbers are numbers, texts are texts whatever they begin with', async () => {
    const file = join(folder, 'report.xlsx')
    await writeReport(file, table, 'xlsx')
    expect(await readSheet(file)).toEqual([
      ['日期', '醫師', '人次', '金額'],
      ['2026-11-02', '=HYPERLINK("x")', 3, -30],
      ['2026-11-03', '許, "示範"\n醫師', null, 1234.5],
      ['合計', null, 3, 1204.5],
    ])
    const parts = unzipSync(await readFile(file))
    const sheet = parts['xl/worksheets/sheet1.xml']
    if (sheet === undefined) throw new Error('no sheet')
    const xml = strFromU8(sheet)
    expect(xml).not.toContain('<f>')
    // The headings stay in sight.
    expect(xml).toContain('state="frozen"')
  })

  it('takes the place of an earlier one whole', async () => {
    const file = join(folder, 'report.csv')
    await writeFile(file, 'x'.repeat(5_000))
    await writeReport(file, [['a'], [1]], 'csv')
    expect(await readFile(file, 'utf8')).toBe('\uFEFFa\r\n1\r\n')
    expect(await readdir(folder)).toEqual(['report.csv'])
  })

  it.each(['csv', 'xlsx'] as const)('says so where no %s can be written, and leaves nothing behind', async (format) => {
    const taken = join(folder, 'taken')
    await mkdir(join(taken, 'inside'), { recursive: true })
    const failed: unknown = await writeReport(taken, table, format).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(ReportRefused)
    expect(failed).toMatchObject({ code: 'FILE_NOT_WRITTEN' })
    await expect(writeReport(join(folder, 'absent', 'report'), table, format)).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      details: { code: 'ENOENT' },
    })
    expect(await readdir(folder)).toEqual(['taken'])
  })
})
