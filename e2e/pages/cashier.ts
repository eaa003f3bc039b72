import type { Locator, Page } from '@playwright/test'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import type { UploadTarget } from '../../preload/contract/upload/upload.ts'
import { expectErrorCard } from './errorCard.ts'
import { opened } from './opened.ts'
import { screenKey } from './screenKeys.ts'
import { expect } from './soon.ts'

/** 批價, as a cashier uses it: amount, Enter. */
export interface Cashier {
  readonly screen: Locator
  open(): Promise<void>
  /** In the list of closed visits: shows the one of that name, of which there is one. */
  showClosed(name: string): Promise<void>
  /** Waits for a visit to be on the screen, and tells what is due (NT$). */
  amountDue(): Promise<number>
  /** Whether the card of the visit that is shown lies in the reader. */
  cardIs(fit: 'not-needed' | 'owed' | 'here' | 'other' | 'absent'): Promise<void>
  /** Types what was given (nothing: the exact amount) and closes with Enter; waits until the visit is stored. */
  close(received?: number): Promise<void>
  /** Enter, when it is expected to fail; gives the card that says why. */
  tryToClose(code: ErrorCode): Promise<Locator>
  /** F6, then Enter: closes with the exception code that the screen proposes. */
  closeAsException(code: string): Promise<void>
  readonly stored: Locator
  upload(target: UploadTarget): Locator
  /** Waits for a state of the shown visit's upload. */
  uploadIs(target: UploadTarget, state: string | RegExp): Promise<void>
  errors(): Locator
}

export const cashierOn = (page: () => Page): Cashier => {
  const screen = (): Locator => page().getByTestId('screen-cashier')
  const stored = (): Locator => screen().getByTestId('stored')
  const received = (): Locator => screen().getByTestId('received')
  const upload = (target: UploadTarget): Locator => screen().getByTestId(`upload-${target}`)
  const keyboard = () => page().keyboard
  return {
    get screen() {
      return screen()
    },
    get stored() {
      return stored()
    },
    open: async () => {
      await keyboard().press(screenKey('cashier'))
      await opened(screen())
    },
    showClosed: async (name) => {
      await screen().getByTestId('cashier-filter').locator('[type=radio][value=closed]').press('Space')
      await screen().locator('[data-testid^=pay-row-]').filter({ hasText: name }).click()
      await expect(stored()).toBeVisible()
    },
    amountDue: async () => {
      const due = screen().getByTestId('amount-due')
      await expect(due).toHaveText(/\d/)
      return Number(((await due.textContent()) ?? '').replace(/\D/g, ''))
    },
    cardIs: (fit) => expect(screen().getByTestId('card-hint')).toHaveAttribute('data-state', fit),
    close: async (amount) => {
      await expect(received()).toBeFocused()
      if (amount !== undefined) await keyboard().type(String(amount))
      await keyboard().press('Enter')
      await expect(stored()).toBeVisible()
    },
    tryToClose: async (code) => {
      await expect(received()).toBeFocused()
      await keyboard().press('Enter')
      return expectErrorCard(screen(), code)
    },
    closeAsException: async (code) => {
      await keyboard().press('F6')
      await expect(screen().getByTestId('choose-closing-exception')).toHaveAttribute('data-value', code)
      await keyboard().press('Enter')
      await expect(stored()).toBeVisible()
    },
    upload,
    uploadIs: (target, state) => expect(upload(target)).toHaveAttribute('data-state', state),
    errors: () => screen().getByTestId('error-card'),
  }
}
