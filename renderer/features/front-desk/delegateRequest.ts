import { create } from 'zustand'
import type { CardSessionId } from '../../../preload/contract/words.ts'

/** The virtual card whose delegate is being asked for by a person; kept outside, so that a key can open the form. */
export const useDelegateRequest = create<{ readonly asked: CardSessionId | null }>(() => ({ asked: null }))

export const askDelegate = (asked: CardSessionId | null): void => useDelegateRequest.setState({ asked })
