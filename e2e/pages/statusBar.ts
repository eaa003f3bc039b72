import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'

export type StatusName = 'reader' | 'sam' | 'hpc' | 'vpn' | 'outbox' | 'desk' | 'deadline'

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
  /** Starts the entry of that PIN on the reader, where the way in asks for it there. */
  startPinOnReader(): Promise<void>
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
  /** The layer in which the professional card's PIN is entered; it needs a card that waits for its PIN. */
  const openPin = async (): Promise<void> => {
    await is('hpc', /^(present|pin-pending)$/)
    // Nothing but a key opens or closes a layer, and none has been pressed.
    if ((await layer().count()) === 0) await open('hpc')
    await expect(layer().getByTestId('hpc-verify')).toBeVisible()
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
      await openPin()
      await page().getByTestId('hpc-pin').fill(pin)
      await page().getByTestId('hpc-pin').press('Enter')
    },
    startPinOnReader: async () => {
      await openPin()
      await page().getByTestId('hpc-verify').press('Enter')
    },
    isAllSent: () => is('outbox', '0'),
  }
}
