import type { Page } from '@playwright/test'

/** So far is a screen followed from where it has put the focus when it is only tried; a layer is always walked round. */
const stepsWhenTried = 8
const mostSteps = 200

/** Where the focus is, and what is wrong about it. */
interface Stop {
  /** Numbers the elements in the order in which they were met; -1 for nothing (the page itself). */
  readonly place: number
  readonly name: string
  readonly isSeen: boolean
  readonly isInModal: boolean
}

/** What the pages of these stories remember of a walk. */
interface WalkMemory {
  walked?: Element[]
}

/** Tells where the focus is; the first call of a walk forgets the elements of the last one. */
const stopNow = (page: Page, isFirst: boolean): Promise<Stop> =>
  page.evaluate((first) => {
    const memory = window as unknown as WalkMemory
    const walked = first || memory.walked === undefined ? [] : memory.walked
    memory.walked = walked
    const modal = document.querySelector('dialog[open]')
    const { activeElement: focused } = document
    if (focused === null || focused === document.body) return { place: -1, name: '', isSeen: true, isInModal: true }
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

/** What can have the focus and was not met in the walk; of choices that go by arrows one is enough. */
const passedBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { walked = [] } = window as unknown as WalkMemory
    const ground = document.querySelector('dialog[open]') ?? document.body
    const isMet = (element: HTMLElement): boolean =>
      walked.includes(element) ||
      (element instanceof HTMLInputElement &&
        element.type === 'radio' &&
        walked.some((met) => met instanceof HTMLInputElement && met.name === element.name && met.form === element.form))
    return [
      ...ground.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary, [tabindex="0"]'),
    ]
      .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled, [type=hidden], [type=file]'))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('[inert]') === null)
      .filter((element) => !element.matches('[data-base-ui-focus-guard], [aria-hidden=true]') && !isMet(element))
      .map(
        (element) =>
          `${element.closest<HTMLElement>('[data-testid]')?.dataset.testid ?? ''} ${element.tagName} ${element.textContent?.trim().slice(0, 30) ?? ''}`,
      )
  })

/**
 * Presses Tab (and then Shift+Tab) through a view; each line tells a stop that nobody sees, that left a modal, or that Tab
 * never comes to. Layers are walked round; a screen, too, if `isWhole`, or else a few steps from where it has put the focus.
 */
export const tabProblems = async (page: Page, isWhole: boolean): Promise<readonly string[]> => {
  const isLayer = await page.evaluate(() => document.querySelector('dialog[open]') !== null)
  const problems = new Set<string>()
  for (const key of ['Tab', 'Shift+Tab']) {
    const isRound = isLayer || (isWhole && key === 'Tab')
    const met = new Set([(await stopNow(page, true)).place])
    let again = 0
    for (let step = 0; step < (isRound ? mostSteps : stepsWhenTried); step += 1) {
      await page.keyboard.press(key)
      const stop = await stopNow(page, false)
      if (!stop.isSeen) problems.add(`${key}: not to be seen: ${stop.name}`)
      if (!stop.isInModal) problems.add(`${key}: out of the dialog: ${stop.name}`)
      // Two in a row: a screen may begin with the focus where Tab doesn't stop, and a layer may move it once its answers have come.
      again = met.has(stop.place) ? again + 1 : 0
      if (isRound && again === 2) break
      met.add(stop.place)
      if (isRound && step === mostSteps - 1) problems.add(`${key}: never comes round`)
    }
    if (isRound) for (const name of await passedBy(page)) problems.add(`${key}: never comes to ${name}`)
  }
  return [...problems]
}
