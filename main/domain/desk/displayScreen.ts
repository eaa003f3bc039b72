/** How the waiting room's window stands when screens come or go. */
export interface DisplayStanding {
  readonly isOpen: boolean
  /** The screen that it fills; null for an ordinary window on the desk's own. */
  readonly screenId: number | null
  /** It stood on a screen that is not there now, and returns with it. */
  readonly isAwaited: boolean
}

export type DisplayStep =
  | { readonly do: 'stay' }
  | { readonly do: 'open' | 'move'; readonly on: number }
  | { readonly do: 'close' }

/**
 * What becomes of the window: a television that is switched off is a screen that is gone, and a window that fills a screen would then cover
 * the desk's. It comes back with the television.
 *
 * @param others the screens beside the desk's own
 */
export const afterScreens = (standing: DisplayStanding, others: readonly number[]): DisplayStep => {
  const { isOpen, screenId, isAwaited } = standing
  const [free] = others
  if (!isOpen) return isAwaited && free !== undefined ? { do: 'open', on: free } : { do: 'stay' }
  if (screenId === null || others.includes(screenId)) return { do: 'stay' }
  return free === undefined ? { do: 'close' } : { do: 'move', on: free }
}
