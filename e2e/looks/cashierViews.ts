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

/** A visit of today that is closed. */
export const closed: View = {
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
/** What came on paper by itself, with what it lacks, and above all what of another visit didn't. */
const byThemselves: View = {
  ...closed,
  name: 'papers-by-themselves',
  scene: 'papers-by-themselves',
  go: async (page) => {
    await closed.go(page)
    await expect(page.getByTestId('own-papers')).toBeVisible()
    await expect(page.getByTestId('papers-failed')).toBeVisible()
  },
}
/** 部分負擔身分 of a closed visit, to be amended: its field has the focus, and what can't be sent as it stands is said. */
const amendedCopayment: View = {
  ...closed,
  name: 'cashier-amend-copayment',
  scene: 'unsendable',
  go: async (page) => {
    await closed.go(page)
    await page.getByTestId('amend-copayment').press('Enter')
    const code = page.getByTestId('amend-copayment-code')
    await expect(code).toBeFocused()
    await code.press('Space')
    const options = page.locator('[data-layer]').getByRole('option')
    await expect(options.and(page.getByRole('option', { selected: true }))).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(options).toHaveCount(0)
    await page.getByTestId('amend-copayment-reason').fill('證明文件不符')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('amend-copayment-unsendable')).toBeVisible()
  },
}
const printing = clicked(closed, 'printing', ['open-print'], 'print-dialog', marked('print-dialog'))
/** The papers before their list is there: an Enter that comes too early does nothing, least of all in the head of the dialog. */
const papersAwaited: View = {
  ...printing,
  name: 'printing-awaited',
  scene: 'papers-awaited',
  go: async (page) => {
    await printing.go(page)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('print-log-open')).toHaveAttribute('aria-pressed', 'false')
    await expect(page.getByTestId('print-dialog').getByTestId('loading')).toBeVisible()
  },
}
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

/** The same once something is written that isn't kept yet: Escape leaves that open, and only goes back to the list. */
const bagNoteWritten: View = {
  ...bagNote,
  layer: null,
  name: 'printing-bag-note-written',
  go: async (page) => {
    await bagNote.go(page)
    await page.keyboard.insertText('飯後配溫水')
    await expect(page.getByTestId('drug-note-unkept')).toBeVisible()
  },
}

/** Those who owe, and the money of one of them on the way into the drawer. */
const debt: View = {
  name: 'cashier-debt',
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('cashier')(page)
    await page.getByTestId('cashier-filter').locator('[type=radio][value=debts]').press('Space')
    const owing = page.locator('[data-testid^="debt-row-"]')
    await owing.last().click()
    await expect(owing.last()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('debt-cash')).toBeFocused()
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
  papersAwaited,
]

/** The same in the states that come more seldom. */
export const seldomCashierViews: readonly View[] = [
  selfPaySold,
  byThemselves,
  debt,
  bagNote,
  bagNoteWritten,
  amendedCopayment,
  clicked(closed, 'print-log', ['open-print', 'print-log-open'], 'print-log', marked('print-dialog')),
]
