import { create } from 'zustand'

interface OwnPin {
  /** The layer for the PIN of the patient's card stands open. */
  readonly open: boolean
  /** The card session of which it is known that the card has a PIN; never the PIN. */
  readonly pinnedSession: string | null
}

export const useOwnPin = create<OwnPin>(() => ({ open: false, pinnedSession: null }))

const set = useOwnPin.setState

export const openOwnPin = (): void => set({ open: true })
export const closeOwnPin = (): void => set({ open: false })
/** A PIN was right on this card, or put on it. */
export const knowPinned = (sessionId: string): void => set({ pinnedSession: sessionId })
/** The card has none now. */
export const knowUnpinned = (): void => set({ pinnedSession: null })
