import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { eachRow } from '../../main/domain/tables/delimitedText.ts'
import { layoutOf } from '../../preload/contract/paper/reportLayouts.ts'
import { wcagProblems } from '../fixtures/axe.ts'
import { photograph } from '../fixtures/photograph.ts'
import { saveTo } from '../fixtures/saveDialog.ts'
import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { opened } from '../pages/opened.ts'
import { screenKey } from '../pages/screenKeys.ts'
import { words } from '../pages/words.ts'

const name = '林示安'
const due = 200
const { dimensions, columns } = layoutOf({ kind: 'day', by: 'day' })
const received = dimensions.length + columns.indexOf('received')

test('a closed visit is on the day sheet, behind its number and in its files, and in the waiting times', async ({
  sims,
  desk,
  folder,
}) => {
  const { page, cashier } = desk
  const { keyboard } = page
  const at = (testId: string) => page.getByTestId('screen-reports').getByTestId(testId)
  await untilCashier(desk, sims, 'lin-adult', name)
  await expect.poll(() => cashier.amountDue()).toBe(due)
  await cashier.close()

  await test.step('the day sheet has the visit and its money, and the totals are theirs', async () => {
    await keyboard.press(screenKey('reports'))
    await opened(page.getByTestId('screen-reports'))
    await expect(at('report-head')).toHaveAttribute('data-kind', 'day')
    await expect(at('report-row')).toHaveCount(1)
    for (const line of ['report-row', 'report-total']) {
      await expect(at(line).locator('[data-column=visits]')).toHaveAttribute('data-value', '1')
      await expect(at(line).locator('[data-column=received]')).toHaveAttribute('data-value', String(due))
    }
    await expect(at('report-chart')).toHaveAttribute('data-bars', '1')
    await expect(at('report-chart').locator('.recharts-bar-rectangle path')).toHaveCount(1)
    await photograph(desk, 'reports-day')
    expect(await wcagProblems(page), 'WCAG 2.2 AA: day sheet').toEqual([])
  })

  await test.step('Enter on a number shows the visits behind it, Escape leads back to the number', async () => {
    await expect(at('report-day')).toBeFocused()
    await expect(async () => {
      await keyboard.press('Tab')
      await expect(at('report-grid')).toBeFocused({ timeout: 250 })
    }).toPass({ intervals: [0] })
    for (let press = 0; press < columns.indexOf('received'); press += 1) await keyboard.press('ArrowRight')
    await expect(at('report-row').locator('[aria-selected=true]')).toHaveAttribute('data-column', 'received')
    await keyboard.press('Enter')
    await expect(at('report-visits')).toHaveAttribute('data-count', '1')
    await expect(at('report-visit')).toContainText(name)
    await expect(at('report-visit')).toContainText(String(due))
    await photograph(desk, 'reports-visits')
    expect(await wcagProblems(page), 'WCAG 2.2 AA: visits behind a number').toEqual([])
    await keyboard.press('Escape')
    await expect(at('report-grid')).toBeFocused()
    await expect(at('report-row').locator('[aria-selected=true]')).toHaveAttribute('data-column', 'received')
  })

  await test.step('F3 writes it as CSV and F4 as XLSX: both say the same as the screen', async () => {
    const csv = join(folder, 'day.csv')
    await saveTo(desk, csv)
    await keyboard.press('F3')
    await expect(at('report-note')).toHaveText(
      words('report.exported', { count: '1', file: csv }) + words('report.csvHint'),
    )
    const rows = [...eachRow(readFileSync(csv, 'utf8'))].map(({ cells }) => cells)
    expect(rows[0]?.[received]).toContain(words('report.column.received'))
    expect([rows[1]?.[received], rows[2]?.[0], rows[2]?.[received]]).toEqual(['200', words('report.total'), '200'])
    const xlsx = join(folder, 'day.xlsx')
    await saveTo(desk, xlsx)
    await keyboard.press('F4')
    await expect(at('report-note')).toHaveText(words('report.exported', { count: '1', file: xlsx }))
    const sheet = await readSheet(xlsx)
    expect(sheet[0]).toEqual(rows[0])
    expect([sheet[1]?.[received], sheet[2]?.[received]]).toEqual([due, due])
  })

  await test.step('the waiting times of the visit are drawn', async () => {
    await page.getByTestId('report-day').focus()
    await keyboard.press('ArrowUp')
    await expect(at('report-head')).toHaveAttribute('data-kind', 'waiting')
    await expect(at('report-total').locator('[data-column=visits]')).toHaveAttribute('data-value', '1')
    await expect(at('report-chart')).toHaveAttribute('data-bars', '1')
    await expect(at('report-chart').locator('.recharts-bar')).toHaveCount(2)
    await photograph(desk, 'reports-waiting')
    expect(await wcagProblems(page), 'WCAG 2.2 AA: waiting times').toEqual([])
  })

  await test.step('at text size 200 % the table keeps its place below the chart', async () => {
    await desk.settings.open()
    await desk.settings.textSize(200)
    await keyboard.press(screenKey('reports'))
    await opened(page.getByTestId('screen-reports'))
    await at('report-grid').scrollIntoViewIfNeeded()
    await expect(at('report-total')).toBeInViewport()
    await photograph(desk, 'reports-200')
  })
})
