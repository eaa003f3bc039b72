import { expect } from '../pages/soon.ts'
import { marked, onScreen, recordLayer, type View } from './view.ts'

/** A patient’s record, open and empty. */
export const workspace: View = {
  name: 'consultation',
  scene: 'card',
  layer: recordLayer,
  go: async (page) => {
    await onScreen('consultation')(page)
    await page.keyboard.press('F2')
    await expect(page.getByTestId('soap-subjective')).toBeVisible()
    await expect(page.getByTestId('vitals')).toBeVisible()
  },
}

const inWorkspace = (name: string, keys: readonly string[], mark: string): View => ({
  name: `consultation-${name}`,
  scene: workspace.scene,
  layer: marked(mark),
  go: async (page) => {
    await workspace.go(page)
    for (const key of keys) await page.keyboard.press(key)
    await expect(page.getByTestId(mark).first()).toBeVisible()
  },
})

/** Who dispenses, while it is chosen. */
const dispenser: View = {
  name: 'consultation-prescription-dispenser',
  scene: workspace.scene,
  layer: marked('prescription-form'),
  go: async (page) => {
    await workspace.go(page)
    await page.keyboard.press('Control+r')
    await page.getByTestId('prescription-dispenser').press('Space')
    await expect(page.getByRole('option').filter({ hasText: '周試藥' })).toBeVisible()
  },
}

/** What is said against the drugs of the sheet, before and after the doctor wants to finish. */
const alerts: View = {
  name: 'consultation-alerts',
  scene: 'alerts',
  layer: recordLayer,
  go: async (page) => {
    await workspace.go(page)
    await page.keyboard.press('F6')
    for (const alert of ['1-allergy', '2-overlap', '3-overlap']) {
      await expect(page.getByTestId(`alert-${alert}`)).toBeVisible()
    }
  },
}
const alertsOpen: View = {
  ...alerts,
  // Escape leaves the record from whichever of its fields was come to last.
  layer: null,
  name: 'consultation-alerts-open',
  go: async (page) => {
    await alerts.go(page)
    await page.keyboard.press('F4')
    await page.keyboard.insertText('J06.9')
    await expect(page.getByRole('option', { name: 'J06.9' }).first()).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('alerts-open')).toBeVisible()
  },
}

export const usualConsultationViews: readonly View[] = [
  workspace,
  inWorkspace('templates', ['Control+t'], 'templates'),
  inWorkspace('sets', ['Control+g'], 'order-sets'),
  inWorkspace('prescription', ['Control+r'], 'prescription-form'),
  alerts,
]

export const seldomConsultationViews: readonly View[] = [dispenser, alertsOpen]
