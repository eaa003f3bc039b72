import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'

/** 今日路線 on the front desk: the day's home visits, and what is possible at each. By keys alone. */
export interface HomeRoute {
  readonly pane: Locator
  /** Ctrl+G. */
  open(): Promise<void>
  /** F3: finds a patient and puts them on the route. */
  add(patientName: string): Promise<void>
  row(patientName: string): Locator
  /** Looks at what is possible now; the ways that are open. */
  check(): Promise<readonly string[]>
  /** Enter on the first stop without a visit: its patient stands in the form. */
  begin(): Promise<void>
}

export const homeRouteOn = (page: () => Page): HomeRoute => {
  const pane = (): Locator => page().getByTestId('home-route')
  const row = (patientName: string): Locator =>
    pane().locator('[data-testid^="stop-0"]').filter({ hasText: patientName })
  return {
    get pane() {
      return pane()
    },
    open: async () => {
      await page().keyboard.press('Control+G')
      await expect(pane()).toBeVisible()
    },
    add: async (patientName) => {
      await page().keyboard.press('F3')
      await expect(pane().getByTestId('patient-search')).toBeFocused()
      await page().keyboard.type(patientName)
      await page().keyboard.press('Enter')
      await expect(row(patientName)).toBeVisible()
    },
    row,
    check: async () => {
      const button = page().getByTestId('home-check-button')
      const section = page().getByTestId('home-check')
      const before = (await section.getAttribute('data-checked-at')) ?? ''
      await button.focus()
      await page().keyboard.press('Enter')
      // Two data centres that do not answer are waited for one after the other.
      await expect(section).not.toHaveAttribute('data-checked-at', before, { timeout: 60_000 })
      const open = page().locator('[data-testid^="home-way-"][data-possible="true"]')
      return (await open.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-testid') ?? ''))).map(
        (testId) => testId.replace('home-way-', ''),
      )
    },
    begin: async () => {
      await page().getByTestId('stop-begin').focus()
      await page().keyboard.press('Enter')
      await expect(pane()).toHaveCount(0)
    },
  }
}
