import type { ElementHandle, Page } from '@playwright/test'

/** What the pages of these stories remember: where the focus was at each key and at each press of the mouse; the newest last. */
interface FocusMemory {
  befores?: Element[]
}

/** Closing something behind a field may take one Escape for the field and one for what holds it. */
const mostEscapes = 2
const slowestMs = 5_000
/** As many frames in a row in which nothing changes: an answer of the pretend door is drawn within one or two. */
const quietFrames = 4

/**
 * From now on the page remembers where the focus was whenever a hand did something; not the frames in it, in which no script may run. It
 * hears at the window, before the program's own keys, which are heard at the document and may have moved the focus when the next one is asked.
 */
export const watchOpeners = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const memory = window as unknown as FocusMemory
    const remember = (element: Element | null): void => {
      const befores = memory.befores ?? []
      memory.befores = befores
      if (element !== null && element !== document.body && befores.at(-1) !== element) befores.push(element)
    }
    window.addEventListener('keydown', () => remember(document.activeElement), { capture: true })
    // The press has moved the focus to it by then.
    window.addEventListener('click', () => remember(document.activeElement), { capture: true })
  })

/** What had the focus last before `layer` (a selector) came; the document itself where nothing had. */
const openerOf = (page: Page, layer: string): Promise<ElementHandle<Element>> =>
  page.evaluateHandle((selector) => {
    const befores = (window as unknown as FocusMemory).befores ?? []
    return befores.findLast((element) => element.closest(selector) === null) ?? document.documentElement
  }, layer)

/** Once what a key has begun is drawn: nothing moves any more, and frames go by without a change. */
const standsStill = (page: Page): Promise<void> =>
  page.evaluate(async (wanted) => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    let quiet = 0
    const watcher = new MutationObserver(() => {
      quiet = 0
    })
    watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    for (; quiet < wanted; quiet += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    watcher.disconnect()
  }, quietFrames)

/**
 * Presses Escape until `layer` (a selector) is gone. What it gives tells, as often as it is asked, where the focus has come to: `back` where
 * it was before the layer came, which is the same element or, on a screen that was drawn anew, the one with its mark or its name; where
 * there is none any more, the screen.
 */
export const escapesTo = async (page: Page, layer: string): Promise<() => Promise<string>> => {
  const opener = await openerOf(page, layer)
  const shown = page.locator(layer).first()
  for (let presses = 0; presses < mostEscapes; presses += 1) {
    const before = await page.evaluateHandle(() => document.activeElement)
    await page.keyboard.press('Escape')
    // A field that is left first moves the focus; nothing else needs a second press, however slow the PC is.
    await page
      .waitForFunction(
        ([selector, focused]) =>
          document.activeElement !== focused || document.querySelector(selector)?.checkVisibility() !== true,
        [layer, before] as const,
        { timeout: slowestMs },
      )
      .catch(() => undefined)
    await standsStill(page)
    if (!(await shown.isVisible())) break
  }
  return () =>
    opener.evaluate((before, selector) => {
      if (document.querySelector(selector)?.checkVisibility() === true) return 'still open'
      const { activeElement: now } = document
      const nameOf = (element: Element | null): string =>
        `${element?.tagName} ${element?.getAttribute('data-testid') ?? ''} ${element?.getAttribute('aria-label') ?? element?.textContent?.slice(0, 40) ?? ''}`
      // A screen without a field to begin with has the focus itself; so does one that was come to by that key.
      const isAnywhere = before === document.documentElement || (before.matches('main') && now !== document.body)
      const isScreenInstead = !before.isConnected && now?.matches('main') === true
      const isBack = isAnywhere || isScreenInstead || now === before || nameOf(now) === nameOf(before)
      return isBack ? 'back' : `${nameOf(now)} instead of ${nameOf(before)}`
    }, layer)
}
