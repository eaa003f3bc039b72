import type { Page } from '@playwright/test'
import type { ScreenName } from '../../renderer/app/screenNames.ts'
import { screenKey } from '../pages/screenKeys.ts'
import { expect } from '../pages/soon.ts'

/** One screen, layer or form in one state, and the way there by keys. */
export interface View {
  readonly name: string
  readonly scene: string
  /** What stands open in it and is closed by Escape, as a selector; null where there is nothing of the kind. */
  readonly layer: string | null
  go(page: Page): Promise<void>
}

/** Goes to a screen by its key, and waits for what is on it. */
export const onScreen =
  (screen: ScreenName) =>
  async (page: Page): Promise<void> => {
    const box = page.getByTestId(`screen-${screen}`)
    // A page that has just come may not hear its first key yet.
    await expect(async () => {
      await page.keyboard.press(screenKey(screen))
      await expect(box).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await expect(box.locator(':scope > *').first()).toBeVisible()
    await expect(box.getByTestId('loading')).toHaveCount(0)
    if (screen === 'reports') await expect(page.getByTestId('report-head')).toBeVisible()
  }

export const marked = (mark: string): string => `[data-testid=${mark}]`

/** A record that stands open in the consultation: Escape goes back to those who wait. */
export const recordLayer = marked('soap-subjective')

/** A screen, and the keys pressed on it, until a mark is there: what they opened. */
export const view = (
  name: string,
  scene: string,
  screen: ScreenName,
  keys: readonly string[] = [],
  mark: string | null = null,
): View => ({
  name,
  scene,
  layer: mark === null || keys.length === 0 ? null : marked(mark),
  go: async (page) => {
    await onScreen(screen)(page)
    for (const key of keys) await page.keyboard.press(key)
    if (mark !== null) await expect(page.getByTestId(mark).first()).toBeVisible()
  },
})

/** Another view, and marks pressed on it, until a mark is there; `layer` is what they opened, if it is not what was open before. */
export const clicked = (
  before: View,
  name: string,
  marks: readonly string[],
  shown: string | null = null,
  layer: string | null = before.layer,
): View => ({
  name,
  scene: before.scene,
  layer,
  go: async (page) => {
    await before.go(page)
    for (const mark of marks) await page.getByTestId(mark).first().press('Enter')
    if (shown !== null) await expect(page.getByTestId(shown).first()).toBeVisible()
  },
})
