import { expect } from '../pages/soon.ts'
import { closed } from './cashierViews.ts'
import { onScreen, type View } from './view.ts'

const refused: View = {
  name: 'uploads-refused',
  scene: 'broken',
  layer: null,
  go: async (page) => {
    await onScreen('uploads')(page)
    await page.locator('[data-testid=screen-uploads] [type=radio][value=rejected]').press('Space')
    const rows = page.locator('[data-testid^="outbox-row-"]')
    await expect(rows).toHaveCount(1)
    await rows.click()
    await expect(page.getByTestId('amend-refused')).toBeEnabled()
  },
}

/** A refused record, in the place where it is mended. */
const amendment: View = {
  name: 'amendment',
  scene: refused.scene,
  layer: null,
  go: async (page) => {
    await refused.go(page)
    await page.keyboard.press('F8')
    await expect(page.getByTestId('amend-workspace')).toBeVisible()
  },
}

/** An amendment that is not sent: something is said against a drug of it, and no reason given. */
const alerted: View = {
  name: 'amendment-alerts',
  scene: 'alerts',
  layer: null,
  go: async (page) => {
    await closed.go(page)
    await page.keyboard.press('F6')
    await page.getByTestId('soap-plan').press('End')
    await page.keyboard.insertText('多休息。')
    await page.getByTestId('amend-reason').press('End')
    await page.keyboard.insertText('補上衛教')
    await page.keyboard.press('F2')
    await expect(page.getByTestId('alerts-open')).toBeVisible()
  },
}

/** What was begun there, put aside, in its list under those who wait. */
const begunAmendment: View = {
  name: 'waiting-amendments',
  scene: amendment.scene,
  layer: null,
  go: async (page) => {
    await amendment.go(page)
    await page.getByTestId('amend-reason').press('End')
    await page.keyboard.insertText('依退件補正')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('amend-reason')).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('amendment-kept')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByTestId('amendments-begun').locator('summary').press('Enter')
    await expect(page.getByTestId('amendment-go-on')).toBeVisible()
  },
}

export const usualAmendmentViews: readonly View[] = [refused, amendment, alerted]

export const seldomAmendmentViews: readonly View[] = [begunAmendment]
