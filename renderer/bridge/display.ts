declare global {
  interface Window {
    /** Only in the window for patients. */
    readonly display?: { onBoard(listener: (board: unknown) => void): void }
  }
}

/** What the window for patients is told to show. */
export const onBoard = (listener: (board: unknown) => void): void => window.display?.onBoard(listener)
