import { create } from 'zustand'
import type { EncounterId } from '../../../preload/contract/words.ts'

/** Which visit is being asked about before it is taken off the list; null when none is. */
export const useCancelRequest = create<{ readonly asked: EncounterId | null }>(() => ({ asked: null }))

export const askToCancel = (asked: EncounterId | null): void => useCancelRequest.setState({ asked })
