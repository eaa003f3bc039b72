import { create } from 'zustand'
import type { EncounterId } from '../../../../preload/contract/words.ts'

/** Which visit is to get another doctor; null when none is asked about. */
export const useHandOverRequest = create<{ readonly asked: EncounterId | null }>(() => ({ asked: null }))

export const askToHandOver = (asked: EncounterId | null): void => useHandOverRequest.setState({ asked })
