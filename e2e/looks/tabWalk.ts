import type { Page } from '@playwright/test'

/** So far is a screen followed from where it has put the focus; a dialog is walked round. */
const stepsOnScreen = 8
const mostSteps = 60

/** Where the focus is, and what is wrong about it. */
interface Stop {
  /** Numbers the elements in the order in which they were met; -1 for nothing (the page itself). */
  readonly place: number
  readonly name: string
  readonly isSeen: boolean
  readonly isInModal: boolean
}

/** Tells where the focus is; the first call of a walk forgets the elements of the last one. */
const stopNow = (page: Page, isFirst: boolean): Promise<Stop> =>
  page.evaluate((first) => {
    const holder = window as unknown as { walked?: Element[] }
    const walked = first || holder.walked === undefined ? [] : holder.walked
    holder.walked = walked
    const modal = document.querySelector('dialog[open]')
    const { activeElement: focused } = document
    if (!(focused instanceof HTMLElement) || focused === document.body)
      return { place: -1, name: '', isSeen: true, isInModal: true }
    if (!walked.includes(focused)) walked.push(focused)
    const shown = focused.matches('.sr-only') ? (focused.closest('label') ?? focused) : focused
    const { left, top, width, height } = shown.getBoundingClientRect()
    // One of nine points of it is enough: a list is longer than its place.
    const isSeen = [0.5, 0.1, 0.9].some((down) =>
      [0.5, 0.1, 0.9].some((along) => {
        const there = document.elementFromPoint(left + width * along, top + height * down)
        return (
          there !== null &&
          (shown.contains(there) || (there !== document.body && there.contains(shown) && width * height > 0))
        )
      }),
    )
    return {
      place: walked.indexOf(focused),
      name: `${focused.closest<HTMLElement>('[data-testid]')?.dataset.testid ?? ''} ${focused.tagName} ${focused.textContent?.trim().slice(0, 30) ?? ''}`,
      isSeen: isSeen || focused.matches('[data-base-ui-focus-guard]'),
      isInModal: modal === null || modal.contains(focused),
    }
  }, isFirst)

/** Presses Tab (and then Shift+Tab) through a view, once round a layer; each line tells a stop that nobody sees, or that left a modal. */
export const tabProblems = async (page: Page): Promise<readonly string[]> => {
  const isLayer = await page.evaluate(() => document.querySelector('dialog[open]') !== null)
  const problems = new Set<string>()
  for (const key of ['Tab', 'Shift+Tab']) {
    const start = await stopNow(page, true)
    for (let step = 0; step < (isLayer ? mostSteps : stepsOnScreen); step += 1) {
      await page.keyboard.press(key)
      const stop = await stopNow(page, false)
      if (!stop.isSeen) problems.add(`${key}: not to be seen: ${stop.name}`)
      if (!stop.isInModal) problems.add(`${key}: out of the dialog: ${stop.name}`)
      if (isLayer && stop.place === start.place) break
      if (isLayer && step === mostSteps - 1) problems.add(`${key}: never comes round, from ${start.name}`)
    }
  }
  return [...problems]
}

/** What the pages of these stories remember about the focus. */
interface FocusMemory {
  /** What had the focus last outside of every dialog; null while nothing has. */
  outside?: HTMLElement | null
}

/** From the next page on it is remembered what has the focus when a dialog opens. */
export const watchOpeners = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const memory = window as unknown as FocusMemory
    const isOutside = (target: EventTarget | null): target is HTMLElement =>
      target instanceof HTMLElement && target.closest('dialog, [role=dialog]') === null
    document.addEventListener('focusin', ({ target }) => {
      if (isOutside(target)) memory.outside = target
    })
    document.addEventListener('focusout', ({ target, relatedTarget }) => {
      if (isOutside(target) && relatedTarget === null) memory.outside = null
    })
  })

/**
 * Presses Escape where a dialog is open. What it gives tells, as often as it is asked, where the focus has come to: `back` where it was
 * when the dialog opened (and wherever no dialog was open, or nothing had the focus before).
 */
export const escapesTo = async (page: Page): Promise<() => Promise<string>> => {
  const isOpen = await page.evaluate(() => document.querySelector('dialog[open], [role=dialog]') !== null)
  if (!isOpen) return async () => 'back'
  const opener = await page.evaluateHandle(() => (window as unknown as FocusMemory).outside ?? null)
  await page.keyboard.press('Escape')
  return () =>
    opener.evaluate((before) => {
      if (document.querySelector('dialog[open], [role=dialog]') !== null) return 'still open'
      const { activeElement: now } = document
      return before === null || now === before ? 'back' : `${now?.tagName} instead of ${before.outerHTML.slice(0, 120)}`
    })
}
