import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'

/** 欠卡／補卡 on the front desk: what waits for its card, and how it ends. */
export interface MakeUps {
  readonly pane: Locator
  readonly detail: Locator
  readonly receipt: Locator
  /** What the front desk says at once of the person at the desk. */
  readonly debts: Locator
  /** F8: the list, or at once what the person of the inserted card owes. */
  open(): Promise<void>
  row(patientName: string): Locator
  /** Enter, once the card is there: returns the card or makes the visit good, and waits for the end. */
  submit(): Promise<void>
  amount(line: 'taken' | 'refunded' | 'balance'): Promise<number>
  close(): Promise<void>
}

export const makeUpsOn = (page: () => Page): MakeUps => {
  const pane = (): Locator => page().getByTestId('make-ups')
  const detail = (): Locator => page().getByTestId('make-up-detail')
  const receipt = (): Locator => page().getByTestId('deposit-receipt')
  return {
    get pane() {
      return pane()
    },
    get detail() {
      return detail()
    },
    get receipt() {
      return receipt()
    },
    get debts() {
      return page().getByTestId('open-debt')
    },
    open: async () => {
      await page().keyboard.press('F8')
      await expect(pane()).toBeVisible()
    },
    row: (patientName) => pane().locator('[data-testid^="make-up-row-"]').filter({ hasText: patientName }),
    submit: async () => {
      await expect(page().getByTestId('make-up-submit')).toBeFocused()
      await page().keyboard.press('Enter')
      await expect(detail()).toHaveAttribute('data-state', 'done')
    },
    amount: async (line) => {
      const told = receipt().getByTestId(`deposit-${line}`)
      await expect(told).toHaveText(/\d/)
      const text = (await told.textContent()) ?? ''
      const amount = Number(text.replace(/\D/g, ''))
      return text.includes('−') ? -amount : amount
    },
    close: async () => {
      await page().keyboard.press('Escape')
      await expect(pane()).toHaveCount(0)
    },
  }
}
