import { create } from 'zustand'
import type { Delegate } from '../../../../preload/contract/card/cardMedium.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../../preload/contract/words.ts'
import { call } from '../../../bridge/desk.ts'

/** A delegate who stands in the form, and is not noted yet. */
interface TypedDelegate {
  readonly cardSessionId: CardSessionId
  readonly delegate: Delegate
}

interface DelegateRequest {
  /** The virtual card whose delegate is being asked for by a person. */
  readonly asked: CardSessionId | null
  readonly typed: TypedDelegate | null
  readonly isKeeping: boolean
  /** Why the last try to note it failed. */
  readonly error: AppError | null
}

/** Who presents a virtual card, as far as the form is; kept outside, so that a key can open it and a registration can note it first. */
export const useDelegateRequest = create<DelegateRequest>(() => ({
  asked: null,
  typed: null,
  isKeeping: false,
  error: null,
}))

const { getState, setState } = useDelegateRequest

/** The question is done with: Enter registers again. */
export const leaveDelegate = (): void => {
  setState({ asked: null, typed: null, error: null })
  document.querySelector<HTMLElement>('[data-testid=register-button]')?.focus()
}

/** Escape: what nobody has typed into is put away; what was typed stands, to be noted or cancelled. */
export const stepBackFromDelegate = (): void => {
  if (getState().typed === null) leaveDelegate()
  else document.querySelector<HTMLElement>('[data-testid=register-button]')?.focus()
}

export const askDelegate = (asked: CardSessionId): void => setState({ asked })

/** What stands in the form of this card; without a name there is nothing to note. */
export const typeDelegate = (cardSessionId: CardSessionId, { relation, name }: Delegate): void => {
  const trimmed = name.trim()
  const typed = trimmed === '' ? null : { cardSessionId, delegate: { relation, name: trimmed } }
  setState({ typed, error: null })
}

/** The typed delegate of this card; null when there is none that is not noted yet. */
export const typedFor = ({ typed }: DelegateRequest, cardSessionId: CardSessionId | null): TypedDelegate | null =>
  typed?.cardSessionId === cardSessionId ? typed : null

/** Notes the delegate who was typed. True when nothing is left to note; else it stays in the form, with the reason. */
export const keepDelegate = async (): Promise<boolean> => {
  const { typed, isKeeping } = getState()
  if (typed === null || isKeeping) return false
  setState({ isKeeping: true, error: null })
  const answer = await call('virtual-card:delegate', typed)
  setState({ isKeeping: false })
  // Typed on meanwhile: that is still to be noted.
  if (getState().typed !== typed) return false
  setState(answer.ok ? { typed: null, asked: null } : { error: answer.error })
  return answer.ok
}
