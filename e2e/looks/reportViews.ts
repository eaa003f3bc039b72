import { type ReportGrouping, type ReportKind, ReportKindSchema } from '../../preload/contract/paper/reportLayouts.ts'
import { expect } from '../pages/soon.ts'
import { onScreen, type View } from './view.ts'

const report = (kind: ReportKind): View => ({
  name: `report-${kind}`,
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('reports')(page)
    await page.getByTestId('report-day').focus()
    for (let step = 0; step < ReportKindSchema.options.indexOf(kind); step += 1) await page.keyboard.press('ArrowDown')
    await expect(page.locator(`[data-testid=report-head][data-kind=${kind}]`)).toBeVisible()
  },
})

/** A report cut in another way than usual. */
const reportBy = (kind: ReportKind, by: ReportGrouping): View => ({
  ...report(kind),
  name: `report-${kind}-by-${by}`,
  go: async (page) => {
    await report(kind).go(page)
    await page.locator(`[data-testid=report-by] [type=radio][value=${by}]`).press('Space')
    await expect(page.locator(`[data-testid=report-head][data-by=${by}]`)).toBeVisible()
  },
})

export const usualReportViews: readonly View[] = [report('day')]

export const seldomReportViews: readonly View[] = [
  ...ReportKindSchema.options.filter((kind) => kind !== 'day').map(report),
  reportBy('revenue', 'kind'),
]
