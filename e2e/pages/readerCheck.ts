import type { Locator, Page } from '@playwright/test'
import type { CheckItem, CheckState } from '../../preload/contract/desk/readerCheck.ts'
import { expect } from './soon.ts'

/** 設定 › 讀卡檢測, as the person who sets a desk up or calls for help uses it. */
export interface ReaderCheckSection {
  readonly section: Locator
  /** From the palette, by typing its name. */
  openByPalette(): Promise<void>
  /** Presses the key and waits until all is done. */
  run(): Promise<void>
  /** The line of an item; `index` for one of several, from 0. */
  line(item: CheckItem, index?: number): Locator
  is(item: CheckItem, state: CheckState, index?: number): Promise<void>
  /** F6; waits until the screen says that it is on the clipboard. */
  copy(): Promise<void>
}

export const readerCheckOn = (page: () => Page): ReaderCheckSection => {
  const section = (): Locator => page().getByTestId('reader-check')
  const line = (item: CheckItem, index = 0): Locator => section().getByTestId(`check-${item}`).nth(index)
  const summary = (): Locator => section().getByTestId('check-summary')
  return {
    get section() {
      return section()
    },
    openByPalette: async () => {
      await page().keyboard.press('Control+k')
      await page().getByTestId('palette-input').fill('讀卡檢測')
      await expect(page().getByTestId('palette-item-reader-check')).toHaveAttribute('aria-selected', 'true')
      await page().keyboard.press('Enter')
      await expect(section()).toBeVisible()
    },
    run: async () => {
      await expect(summary()).toBeVisible()
      const before = (await summary().getAttribute('data-ended-at')) ?? ''
      await page().keyboard.press('F5')
      await expect(summary()).not.toHaveAttribute('data-ended-at', before)
      await expect(summary()).toHaveAttribute('data-state', 'ended')
    },
    line,
    is: (item, state, index = 0) => expect(line(item, index)).toHaveAttribute('data-state', state),
    copy: async () => {
      await page().keyboard.press('F6')
      await expect(section().getByTestId('check-summary')).toContainText('已複製')
    },
  }
}
