import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'

export type StatusName = 'reader' | 'sam' | 'hpc' | 'vpn' | 'outbox' | 'desk'

/** The status bar at the foot of every screen; each item opens its own explanation and remedy. */
export interface StatusBar {
  item(name: StatusName): Locator
  /** Waits for an item's state, such as `hpc` `verified`. */
  is(name: StatusName, state: string | RegExp): Promise<void>
  /** Opens the explanation of an item, by keyboard, and gives it. */
  open(name: StatusName): Promise<Locator>
  closeLayer(): Promise<void>
  /** Enters the professional card's PIN as its holder does. */
  enterPin(pin: string): Promise<void>
  /** Waits until nothing is unsent. */
  isAllSent(): Promise<void>
}

export const statusBarOn = (page: () => Page): StatusBar => {
  const item = (name: StatusName): Locator => page().getByTestId(`status-${name}`)
  const layer = (): Locator => page().locator('[data-layer]')
  const is = (name: StatusName, state: string | RegExp): Promise<void> =>
    expect(item(name)).toHaveAttribute('data-state', state)
  const open = async (name: StatusName): Promise<Locator> => {
    await item(name).press('Enter')
    await expect(layer()).toBeVisible()
    return layer()
  }
  return {
    item,
    is,
    open,
    closeLayer: async () => {
      await page().keyboard.press('Escape')
      await expect(layer()).toHaveCount(0)
    },
    enterPin: async (pin) => {
      // Until then the form isn't there: it needs a card that waits for its PIN.
      await is('hpc', /^(present|pin-pending)$/)
      if ((await layer().count()) === 0) await open('hpc')
      await page().getByTestId('hpc-pin').fill(pin)
      await page().getByTestId('hpc-pin').press('Enter')
    },
    isAllSent: () => is('outbox', '0'),
  }
}
