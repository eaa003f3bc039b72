import type { Page } from '@playwright/test'
import { expect } from '../pages/soon.ts'
import { clicked, onScreen, type View, view } from './view.ts'

const days = (scene: string): View => view(`uploads-days-${scene}`, scene, 'uploads', ['F6'], 'upload-days')
/** Shows the rows of one state. */
const show = (page: Page, filter: string): Promise<void> =>
  page.locator(`[data-testid=screen-uploads] [type=radio][value=${filter}]`).press('Space')

const dayChosen: View = {
  name: 'uploads-day-chosen',
  scene: 'fortnight',
  go: async (page) => {
    await days('fortnight').go(page)
    const third = page.locator('[data-testid^="upload-choose-"]').nth(2)
    await third.press('Enter')
    await expect(third).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('upload-find-clear')).toBeVisible()
  },
}
const secondPage: View = {
  name: 'uploads-page-2',
  scene: 'crowded',
  go: async (page) => {
    await onScreen('uploads')(page)
    await expect(page.getByTestId('upload-page-on')).toBeEnabled()
    await page.keyboard.press('Control+PageDown')
    await expect(page.getByTestId('upload-page-back')).toBeEnabled()
    await page.keyboard.press('Home')
    await expect(page.getByTestId('hindrance').or(page.getByTestId('send-this'))).toBeVisible()
  },
}
const lateReceived: View = {
  name: 'uploads-late-received',
  scene: 'late-received',
  go: async (page) => {
    await onScreen('uploads')(page)
    await show(page, 'late')
    const rows = page.locator('[data-testid^="outbox-row-"]')
    await expect(rows).toHaveCount(1)
    await rows.click()
    await expect(page.getByTestId('late-note')).toBeVisible()
  },
}
const turned: View = {
  name: 'uploads-export-turned',
  scene: 'fortnight',
  go: async (page) => {
    await days('fortnight').go(page)
    await page.getByTestId('export-to').fill('1000101')
    await page.getByTestId('export-to').press('Enter')
    await expect(page.getByTestId('export-uploads')).toBeDisabled()
  },
}

/** What somebody does at the upload monitor, in the states that come more seldom. */
export const seldomUploadViews: readonly View[] = [
  view('uploads-paused-row', 'paused', 'uploads', ['Home'], 'hindrance'),
  view('uploads-offline-row', 'offline', 'uploads', ['Home'], 'hindrance'),
  view('uploads-drain-offline', 'offline', 'uploads', ['F9'], 'drain-state'),
  view('uploads-drain-paused', 'paused', 'uploads', ['F9'], 'drain-state'),
  view('uploads-drain-done', 'empty', 'uploads', ['F9'], 'drain-state'),
  view('uploads-late-row', 'late', 'uploads', ['Home'], 'lateness'),
  lateReceived,
  dayChosen,
  secondPage,
  turned,
  clicked(days('fortnight'), 'uploads-exported', ['export-uploads'], 'export-note'),
  clicked(days('export-running'), 'uploads-export-running', ['export-uploads'], 'export-progress'),
  clicked(days('export-failed'), 'uploads-export-failed', ['export-uploads'], 'error-card'),
]
