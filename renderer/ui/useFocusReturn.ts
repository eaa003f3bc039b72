import { useEffect, useState } from 'react'

/** The same element or, where the screen was drawn anew meanwhile, the one with its mark. */
const standing = (before: Element | null): HTMLElement | null => {
  if (!(before instanceof HTMLElement) || before.isConnected) return before instanceof HTMLElement ? before : null
  const { testid } = before.dataset
  return testid === undefined ? null : document.querySelector(`[data-testid="${CSS.escape(testid)}"]`)
}

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body

/**
 * For what opens within a screen and is closed again: gives the focus back to what had it before, unless something has taken it already.
 * Where that is gone the screen itself gets it, so that Tab goes on from there and not from the window's first corner.
 */
export const useFocusReturn = (): void => {
  // Taken while it is drawn: its own fields take the focus as soon as they stand.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (!isNowhere()) return
      standing(before)?.focus()
      if (isNowhere()) document.querySelector('main')?.focus()
    },
    [before],
  )
}
