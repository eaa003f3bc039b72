import { expect } from '../pages/soon.ts'
import { clicked, marked, onScreen, type View, view } from './view.ts'

// The fields are there in any case: the key only goes to them.
const settling: View = { ...view('cashier-settling', 'card', 'cashier', ['F3'], 'settling'), layer: null }
const selfPay: View = {
  ...settling,
  name: 'cashier-self-pay',
  go: async (page) => {
    await settling.go(page)
    await page.getByTestId('self-pay-name').fill('診斷')
    await expect(page.getByTestId('self-pay-suggestion').first()).toBeVisible()
  },
}
/** One that was typed freely, whose kind is chosen where it stands. */
const selfPaySold: View = {
  ...settling,
  name: 'cashier-self-pay-sold',
  go: async (page) => {
    await settling.go(page)
    await page.getByTestId('self-pay-name').fill('紗布')
    await page.getByTestId('self-pay-amount').fill('40')
    await page.getByTestId('discount-reason').focus()
    await expect(page.getByTestId('self-pay-kind')).toBeVisible()
  },
}

/** 部分負擔身分 being set right, its list open. */
const copayment: View = {
  name: 'cashier-copayment',
  scene: 'card',
  layer: '[data-layer]',
  go: async (page) => {
    await onScreen('cashier')(page)
    await page.keyboard.press('Control+b')
    await expect(page.getByTestId('change-copayment')).toBeFocused()
    await page.keyboard.press('Space')
    await expect(page.locator('[data-layer]').getByRole('option', { selected: true })).toBeFocused()
  },
}

const closed: View = {
  name: 'cashier-stored',
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('cashier')(page)
    await page.getByTestId('screen-cashier').locator('label, [role=radio]').nth(1).click()
    await page.locator('[data-testid=screen-cashier] [role=option]').first().click()
    await expect(page.getByTestId('stored')).toBeVisible()
  },
}
const printing = clicked(closed, 'printing', ['open-print'], 'print-dialog', marked('print-dialog'))
/** What the clinic says of a drug on its bags, while it is written. */
const bagNote: View = {
  ...printing,
  name: 'printing-bag-note',
  layer: marked('drug-note-form'),
  go: async (page) => {
    await printing.go(page)
    const bag = page.getByTestId('print-kind-medicine-bag')
    await bag.press('Space')
    await expect(bag).toBeChecked()
    await page.getByTestId('drug-notes').getByRole('button').first().press('Enter')
    await expect(page.getByTestId('drug-note-advice')).toBeFocused()
  },
}

/** Paying, the drawer and the papers of a visit. */
export const usualCashierViews: readonly View[] = [
  settling,
  selfPay,
  view('cashier-exception', 'card', 'cashier', ['F6']),
  copayment,
  view('drawer', 'normal', 'cashier', ['F11'], 'drawer'),
  closed,
  printing,
]

/** The same in the states that come more seldom. */
export const seldomCashierViews: readonly View[] = [
  selfPaySold,
  bagNote,
  clicked(closed, 'print-log', ['open-print', 'print-log-open'], 'print-log', marked('print-dialog')),
]
