import type { Page } from '@playwright/test'

/** What the hands at the desk have done since the last look: keys that are no free text, and everything that was not a key. */
interface Deeds {
  readonly keys: number
  readonly byMouse: readonly string[]
}

type Watched = Window & { hands?: { keys: number; byMouse: string[] } }

/**
 * Counts the keys that are pressed on this page. A key with Ctrl is one; letters of a note, of a name and of the fields about a person
 * are free text and don't count. A click that a key has made is no click of a mouse.
 */
export const watchHands = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const deeds = { keys: 0, byMouse: [] as string[] }
    ;(window as Watched).hands = deeds
    const freeText = 'textarea, [data-testid^="form-"], [data-testid="patient-search"], [data-testid="hold-reason"]'
    window.addEventListener(
      'keydown',
      ({ key, ctrlKey, altKey, target, isTrusted }) => {
        // What a barcode scanner sends is nobody's key.
        if (!isTrusted || ['Control', 'Shift', 'Alt', 'Meta'].includes(key)) return
        const isLetter = [...key].length === 1 && !ctrlKey && !altKey
        if (isLetter && target instanceof Element && target.matches(freeText)) return
        deeds.keys += 1
      },
      { capture: true },
    )
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel', 'click', 'dblclick'] as const) {
      window.addEventListener(
        type,
        (event) => {
          const byKey = event instanceof MouseEvent && event.type === 'click' && event.detail === 0
          if (event.isTrusted && !byKey) deeds.byMouse.push(type)
        },
        { capture: true },
      )
    }
  })

/** What was done, and begins to count anew. */
export const takeDeeds = (page: Page): Promise<Deeds> =>
  page.evaluate(() => {
    const { hands } = window as Watched
    if (hands === undefined) throw new Error('nobody watches this page')
    const deeds = { keys: hands.keys, byMouse: hands.byMouse.splice(0) }
    hands.keys = 0
    return deeds
  })
