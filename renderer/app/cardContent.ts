import { create } from 'zustand'

/** Whether the layer with what the card has stands open; on every screen, because doctor and front desk both look. */
export const useCardContent = create<{ readonly open: boolean }>(() => ({ open: false }))

export const openCardContent = (): void => useCardContent.setState({ open: true })
export const closeCardContent = (): void => useCardContent.setState({ open: false })
