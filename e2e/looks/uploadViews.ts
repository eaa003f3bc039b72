import type { Page } from '@playwright/test'
import { expect } from '../pages/soon.ts'
import { clicked, marked, onScreen, type View, view } from './view.ts'

const days = (scene: string): View => view(`uploads-days-${scene}`, scene, 'uploads', ['F6'], 'upload-days')
/** How far the sending of everything has come; it stays until it is put away itself. */
const drain = (name: string, scene: string): View => ({
  ...view(`uploads-drain-${name}`, scene, 'uploads', ['F9'], 'drain-state'),
  layer: null,
})
/** Shows the rows of one state. */
const show = (page: Page, filter: string): Promise<void> =>
  page.locator(`[data-testid=screen-uploads] [type=radio][value=${filter}]`).press('Space')

const dayChosen: View = {
  name: 'uploads-day-chosen',
  scene: 'fortnight',
  layer: days('fortnight').layer,
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
  layer: null,
  go: async (page) => {
    await onScreen('uploads')(page)
    await expect(page.getByTestId('upload-page-on')).toBeEnabled()
    await page.keyboard.press('Control+PageDown')
    await expect(page.getByTestId('upload-page-back')).toBeEnabled()
    await page.keyboard.press('Home')
    await expect(page.getByTestId('hindrance').or(page.getByTestId('send-this'))).toBeVisible()
  },
}
/** A row's detail with the focus in it, as Tab brings it there. */
const withinDetail: View = {
  name: 'uploads-within-detail',
  scene: 'broken',
  layer: marked('open-visit'),
  go: async (page) => {
    await onScreen('uploads')(page)
    await page.keyboard.press('Home')
    await page.getByTestId('open-visit').focus()
  },
}
const lateReceived: View = {
  name: 'uploads-late-received',
  scene: 'late-received',
  layer: null,
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
  layer: days('fortnight').layer,
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
  drain('offline', 'offline'),
  drain('paused', 'paused'),
  drain('done', 'empty'),
  view('uploads-late-row', 'late', 'uploads', ['Home'], 'lateness'),
  lateReceived,
  withinDetail,
  dayChosen,
  secondPage,
  turned,
  clicked(days('fortnight'), 'uploads-exported', ['export-uploads'], 'export-note'),
  clicked(days('export-running'), 'uploads-export-running', ['export-uploads'], 'export-progress'),
  clicked(days('export-failed'), 'uploads-export-failed', ['export-uploads'], 'error-card'),
]
