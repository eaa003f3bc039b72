import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ReportWords } from '../../preload/contract/paper/report.ts'
import { ok } from '../../preload/contract/result.ts'
import { openTestReports, question, type TestReports } from './testReports.ts'

const words: ReportWords = {
  title: '人次',
  headings: ['醫師'],
  words: {},
  total: '合計',
  others: '其他',
  notes: [],
  asOf: '',
  language: 'zh',
}
const wanted = { question: question('doctor', 'doctor'), cell: null, format: 'csv', words } as const

let test: TestReports
afterEach(() => test.dispose())

describe('an export that ends at half of its file leaves what was there before, and nothing else', () => {
  it.each([
    ['where a person cancels it', async () => void (await test.desk.handlers['reports:cancel']({}))],
    ['where the desk ends', async () => test.desk.dispose()],
    ['where a newer question ends it', async () => void test.desk.handlers['reports:run'](wanted.question)],
  ])('%s', async (_, end) => {
    test = await openTestReports(undefined, 'halfWriter.fixture.ts')
    test.fileName = 'report.csv'
    await writeFile(join(test.folder, 'report.csv'), 'an earlier one')
    const begun = new Promise<void>((resolve) => {
      test.onProgress = () => resolve()
    })
    const exported = test.desk.handlers['reports:export'](wanted)
    await begun
    expect(await readdir(test.folder)).toHaveLength(2)
    await end()
    expect(await exported).toEqual(ok({ file: null, rows: 0 }))
    await vi.waitFor(async () => expect(await readdir(test.folder)).toEqual(['report.csv']))
    expect(await readFile(join(test.folder, 'report.csv'), 'utf8')).toBe('an earlier one')
  })
})
