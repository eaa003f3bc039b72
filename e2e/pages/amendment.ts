import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'

/** 更正、取消與簽章: what is done to a visit that was closed. */
export interface AmendmentDesk {
  /** F6 at a closed visit, F8 at its refused row in the monitor: the doctor's desk with it. */
  begin(key: 'F6' | 'F8'): Promise<void>
  /** What the NHI has refused, above the desk. */
  refusedFields(): Locator
  /** Puts a text in the place of a part of the note. */
  write(part: 'subjective' | 'objective' | 'assessment' | 'plan', text: string): Promise<void>
  /** Writes the reason and sends it off with F2; waits until the visit is shown as it is now. */
  submit(reason: string): Promise<void>
  /** Esc out of the field and out of the amendment; waits until the visit says that one was begun. */
  putAside(): Promise<void>
  /** On the waiting list: opens the list of what was begun, and the only one in it. */
  goOnFromList(): Promise<void>
  /** The earlier versions of the visit that is shown. */
  versions(): Locator
  /** From the amended visit back to the waiting list with what is unsigned. */
  showUnsigned(): Promise<void>
  /** F9 there: everything of the doctor who is signed in; waits until nothing is unsigned. */
  signAll(): Promise<void>
  /** Cancels the closed visit at the cashier, with the reason. */
  cancel(reason: string): Promise<void>
}

export const amendmentOn = (page: () => Page): AmendmentDesk => {
  const workspace = (): Locator => page().getByTestId('amend-workspace')
  const keyboard = () => page().keyboard
  return {
    begin: async (key) => {
      await keyboard().press(key)
      await expect(workspace()).toBeVisible()
    },
    refusedFields: () => workspace().getByTestId('refused-field'),
    write: async (part, text) => {
      const field = workspace().getByTestId(`soap-${part}`)
      await field.press('Control+A')
      await keyboard().insertText(text)
    },
    submit: async (reason) => {
      await workspace().getByTestId('amend-reason').press('End')
      await keyboard().insertText(reason)
      await keyboard().press('F2')
      await expect(workspace()).toHaveCount(0)
    },
    putAside: async () => {
      await keyboard().press('Escape')
      await expect(workspace().locator('input:focus, textarea:focus')).toHaveCount(0)
      await keyboard().press('Escape')
      await expect(page().getByTestId('amendment-kept')).toBeVisible()
    },
    goOnFromList: async () => {
      const begun = page().getByTestId('amendments-begun')
      await begun.locator('summary').press('Enter')
      await begun.getByTestId('amendment-go-on').press('Enter')
      await expect(workspace()).toBeVisible()
    },
    versions: () => page().getByTestId('versions'),
    showUnsigned: async () => {
      // The visit that was amended still stands open there.
      await expect(page().getByTestId('versions')).toBeVisible()
      await keyboard().press('Escape')
      await expect(page().getByTestId('unsigned')).toBeVisible()
      await page().getByTestId('unsigned').locator('summary').press('Enter')
    },
    signAll: async () => {
      await expect(page().getByTestId('sign-all')).toBeEnabled()
      await keyboard().press('F9')
      await expect(page().getByTestId('sign-all')).toHaveCount(0)
    },
    cancel: async (reason) => {
      await page().getByTestId('cancel-visit').press('Enter')
      await expect(page().getByTestId('cancel-reason')).toBeFocused()
      await keyboard().insertText(reason)
      await page().getByTestId('cancel-confirm').press('Enter')
      await expect(page().getByTestId('cancel-closed')).toHaveCount(0)
    },
  }
}
