import type { Page } from '@playwright/test'

/** What doesn't fit its window: each by its mark or its words; both empty when all is well. */
export interface Misfits {
  /** Drawn beyond the window's sides, with no box around it that scrolls there. */
  readonly wide: readonly string[]
  /** What can have the focus, and isn't to be seen wherever a person scrolls. */
  readonly unreachable: readonly string[]
}

/** Looks for what doesn't fit; what is scrolled for it stands where it stood afterwards. */
export const misfitsOf = (page: Page): Promise<Misfits> =>
  page.evaluate(async () => {
    // Layers take their place a frame after the window has another size.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    const nameOf = (element: Element): string =>
      element.closest<HTMLElement>('[data-testid]')?.dataset.testid?.concat(' ', element.tagName) ??
      element.textContent?.trim().slice(0, 40) ??
      element.tagName
    const boxesAround = (element: Element): HTMLElement[] => {
      const boxes: HTMLElement[] = []
      for (let box = element.parentElement; box !== null; box = box.parentElement) boxes.push(box)
      return boxes
    }
    const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll'
    /** Only for those who hear the screen, or not drawn at all. */
    const isDrawn = (element: HTMLElement): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.sr-only, [inert], [data-base-ui-focus-guard]') === null
    /** A layer hides what lies behind it on purpose. */
    const layer = document.querySelector('[data-layer], dialog[open]')
    const ground = layer ?? document.body

    const wide = [...ground.querySelectorAll<HTMLElement>('*')]
      .filter((element) => element.children.length === 0 && isDrawn(element))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        if (width === 0 || (left >= -1 && right <= window.innerWidth + 1)) return false
        return !boxesAround(element).some((box) => {
          const { overflowX, textOverflow } = getComputedStyle(box)
          return scrolls(overflowX) || textOverflow === 'ellipsis'
        })
      })
      .map(nameOf)

    /** What of it lies within the window and every box that cuts it off: of a list longer than its place, the part in sight. */
    const seenPart = (element: HTMLElement): { left: number; top: number; right: number; bottom: number } => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const seen = {
        left: Math.max(left, 0),
        top: Math.max(top, 0),
        right: Math.min(right, window.innerWidth),
        bottom: Math.min(bottom, window.innerHeight),
      }
      // What stands fast in the window is cut off by nothing around it.
      for (let at = element; getComputedStyle(at).position !== 'fixed'; ) {
        const box = at.parentElement
        if (box === null) break
        if (getComputedStyle(box).overflow !== 'visible') {
          const around = box.getBoundingClientRect()
          seen.left = Math.max(seen.left, around.left)
          seen.top = Math.max(seen.top, around.top)
          seen.right = Math.min(seen.right, around.right)
          seen.bottom = Math.min(seen.bottom, around.bottom)
        }
        at = box
      }
      return seen
    }

    const isReachable = (element: HTMLElement): boolean => {
      const boxes = boxesAround(element)
      const stood = boxes.map(({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop }))
      const shown = element.matches('.sr-only') ? (element.closest('label') ?? element) : element
      shown.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      // What hides its overflow may be moved by the focus alone: nobody who scrolls would find it.
      const isMoved = boxes.some((box, index) => {
        const { overflowX, overflowY } = getComputedStyle(box)
        return (
          (!scrolls(overflowX) && box.scrollLeft !== stood[index]?.scrollLeft) ||
          (!scrolls(overflowY) && box.scrollTop !== stood[index]?.scrollTop)
        )
      })
      const seen = seenPart(shown)
      const there =
        seen.right <= seen.left || seen.bottom <= seen.top
          ? null
          : document.elementFromPoint(
              (seen.left + seen.right) / 2,
              seen.top + Math.min((seen.bottom - seen.top) / 2, 16),
            )
      const isSeen = there !== null && (shown.contains(there) || there.contains(shown))
      boxes.forEach((box, index) => {
        box.scrollLeft = stood[index]?.scrollLeft ?? 0
        box.scrollTop = stood[index]?.scrollTop ?? 0
      })
      return isSeen && !isMoved
    }
    const unreachable = [
      ...ground.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex="0"]'),
    ]
      .filter((element) => element.matches('.sr-only') || isDrawn(element))
      .filter((element) => !element.matches('[type=hidden], [type=file], [aria-hidden=true], [tabindex="-1"]'))
      .filter((element) => element.checkVisibility() && !isReachable(element))
      .map(nameOf)
    return { wide, unreachable }
  })

/** Words that a box which hides its overflow cuts off; for screens on which nobody can scroll. */
export const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => element.children.length === 0 && element.textContent?.trim() !== '')
      .filter((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect()
        for (let box = element.parentElement; box !== null; box = box.parentElement) {
          const around = box.getBoundingClientRect()
          const isOut =
            left < around.left - 1 || right > around.right + 1 || top < around.top - 1 || bottom > around.bottom + 1
          if (isOut && getComputedStyle(box).overflow === 'hidden') return true
        }
        return false
      })
      .map((element) => element.textContent?.trim() ?? ''),
  )
