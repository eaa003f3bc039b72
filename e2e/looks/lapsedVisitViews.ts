import { expect } from '../pages/soon.ts'
import { clicked, onScreen, recordLayer, type View } from './view.ts'
import { give, scan, token } from './virtualCardViews.ts'

/** A visit of today, chosen in the list of the front desk. */
const chosen = (scene: string): View => ({
  name: `front-desk-${scene}`,
  scene,
  layer: null,
  go: async (page) => {
    await onScreen('front-desk')(page)
    await page.locator('[data-testid^="visit-row-"]').first().click()
    await expect(page.getByTestId('virtual-visit')).toBeVisible()
  },
})
const cashier = (scene: string): View => ({
  name: `cashier-${scene}`,
  scene,
  layer: null,
  go: async (page) => {
    await onScreen('cashier')(page)
    await expect(page.getByTestId('virtual-visit')).toBeVisible()
  },
})
/** Enter at the cashier, which the lapsed card stops. */
const stopped = (scene: string): View => ({
  name: `cashier-${scene}-stopped`,
  scene,
  layer: null,
  go: async (page) => {
    await cashier(scene).go(page)
    await page.getByTestId('close-visit').press('Enter')
    await expect(page.getByTestId('error-card')).toBeVisible()
  },
})
const consultation = (scene: string): View => ({
  name: `consultation-${scene}`,
  scene,
  layer: recordLayer,
  go: async (page) => {
    await onScreen('consultation')(page)
    await page.keyboard.press('F2')
    await expect(page.getByTestId('soap-subjective')).toBeVisible()
    await expect(page.getByTestId('virtual-visit')).toBeVisible()
  },
})

const camera = '[data-testid=scan-camera][data-state=running]'
const scanFor: View = {
  name: 'scan-lapsed',
  scene: 'lapsed-visits',
  layer: scan.layer,
  go: async (page) => {
    await stopped('lapsed-visits').go(page)
    await page.getByTestId('scan-again-visit').press('Enter')
    await expect(page.getByTestId('scan-for')).toBeVisible()
    await expect(page.locator(camera)).toBeVisible()
  },
}
/** A code that is scanned for the visit on the screen, and is no good for it. */
const refused = (name: string, before: View): View => ({
  name: `scan-${name}`,
  scene: before.scene,
  layer: scan.layer,
  go: async (page) => {
    await before.go(page)
    await page.getByTestId('scan-again-visit').first().press('Enter')
    await expect(page.locator(camera)).toBeVisible()
    await give(page, token())
    await expect(page.getByTestId('scan-refused')).toBeVisible()
  },
})

const asked = ['lapsed-remote', 'lapsed-remote-asked', 'lapsed-remote-refused'] as const
const cashierOnly = ['lapsed-remote-line', 'lapsed-remote-approved', 'lapsed-remote-silent'] as const

/** Visits whose virtual card has lapsed, and the ways on from there. */
export const lapsedVisitViews: readonly View[] = [
  scanFor,
  refused('lapsed-mismatch', stopped('lapsed-other')),
  refused('lapsed-expired', stopped('lapsed-expired')),
  refused('lapsed-expired-consultation', consultation('lapsed-expired')),
  ...asked.flatMap((scene) => [chosen(scene), cashier(scene), consultation(scene), stopped(scene)]),
  ...cashierOnly.map(cashier),
  ...[chosen, cashier, consultation, stopped].map((at) => {
    const before = at('lapsed-remote-failed')
    return clicked(before, before.name, ['ask-app-again'], 'ask-app-failed', null)
  }),
]
