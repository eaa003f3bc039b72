import { create } from 'zustand'
import type { CardSessionId } from '../../../../preload/contract/words.ts'

/** The virtual card whose delegate is being asked for by a person; kept outside, so that a key can open the form. */
export const useDelegateRequest = create<{ readonly asked: CardSessionId | null }>(() => ({ asked: null }))

/** The question is done with: Enter registers again. */
export const leaveDelegate = (): void => {
  useDelegateRequest.setState({ asked: null })
  document.querySelector<HTMLElement>('[data-testid=register-button]')?.focus()
}

export const askDelegate = (asked: CardSessionId): void => useDelegateRequest.setState({ asked })
