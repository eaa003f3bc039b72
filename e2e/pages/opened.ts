import type { Locator } from '@playwright/test'
import { expect } from './soon.ts'

/** Waits until a screen is there with its contents: all but the first are loaded when they are first opened. */
export const opened = async (screen: Locator): Promise<void> => {
  await expect(screen).toBeVisible()
  await expect(screen.locator(':scope > *').first()).toBeVisible()
}
