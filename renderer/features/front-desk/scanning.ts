import { create } from 'zustand'

const useStore = create<{ readonly open: boolean }>(() => ({ open: false }))

/** Whether the scan stands beside the form. */
export const useScanning = (): boolean => useStore(({ open }) => open)
export const isScanning = (): boolean => useStore.getState().open
export const setScanning = (open: boolean): void => useStore.setState({ open })
