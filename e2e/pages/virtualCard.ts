import type { Locator, Page } from '@playwright/test'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { expectErrorCard } from './errorCard.ts'
import { expect } from './soon.ts'

/** The screens' side of virtual cards, in the words of who stands at the desk. */
export interface VirtualCardDesk {
  /** What a keyboard scanner sends: every letter at once, then Enter. Capital letters come without their shift. */
  scan(text: string): Promise<void>
  /** Who the code says stands here. */
  readonly holder: Locator
  /** Name and age are seen whole, although Enter's button has the focus and is seen, too. */
  staysInSight(name: string): Promise<void>
  /** The refusal beside the screen, with its words and one way on as a button. */
  refuses(code: ErrorCode, way: string): Promise<void>
  /** Somebody else is on the screen: keep them, or change. */
  answerSwitch(answer: 'keep' | 'change'): Promise<void>
  /** The scan is not to be seen. */
  isAway(): Promise<void>
  /** F5: who presents the card. */
  delegate(name: string): Promise<void>
  putAway(): Promise<void>
}

export const virtualCardOn = (page: () => Page): VirtualCardDesk => {
  const part = (name: string): Locator => page().getByTestId(name)
  return {
    scan: (text) =>
      page().evaluate((letters) => {
        for (const key of [...letters, 'Enter']) {
          const target = document.activeElement ?? document.body
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        }
      }, text),
    get holder() {
      return part('virtual-holder')
    },
    staysInSight: async (name) => {
      await expect(part('register-button')).toBeFocused()
      const holder = part('virtual-holder')
      for (const seen of [holder.getByText(name, { exact: true }), holder.getByText(/歲/), part('register-button')]) {
        await expect(seen).toBeInViewport({ ratio: 0.95 })
      }
    },
    refuses: async (code, way) => {
      const refusal = part('scan-refused')
      await expect(refusal).toHaveAttribute('data-code', code)
      await expectErrorCard(refusal, code)
      await expect(refusal.getByTestId(`way-${way}`)).toBeVisible()
    },
    answerSwitch: async (answer) => {
      await expect(part('switch-question')).toBeVisible()
      await part(`switch-${answer}`).click()
      await expect(part('switch-question')).toHaveCount(0)
    },
    isAway: async () => {
      await expect(part('scan-panel')).toHaveCount(0)
      await expect(part('scan-result')).toHaveCount(0)
    },
    delegate: async (name) => {
      await page().keyboard.press('F5')
      await expect(part('delegate-name')).toBeFocused()
      await page().keyboard.type(name)
      await page().keyboard.press('Enter')
      await expect(part('delegate-known')).toContainText(name)
    },
    putAway: async () => {
      await part('put-away').click()
      await expect(part('virtual-holder')).toHaveCount(0)
    },
  }
}
