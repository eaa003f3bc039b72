import { create } from 'zustand'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { emptySettling, type SettlingDraft } from './settlingDraft.ts'

export type CashierFilter = 'to-pay' | 'closed' | 'debts'
/** What is being done about the money of a closed visit. */
export type MoneyAct = 'pay' | 'refund'

interface Cashier {
  readonly filter: CashierFilter
  readonly selected: EncounterId | null
  /** The desk's drawer stands in the visit's place. */
  readonly isDrawerOpen: boolean
  /** Typed amount, and for which visit. */
  readonly received: { readonly of: EncounterId | null; readonly text: string }
  /** What was typed besides, for which visit, and whether its rarer part is shown. */
  readonly settling: { readonly of: EncounterId | null; readonly draft: SettlingDraft; readonly isOpen: boolean }
  readonly act: { readonly of: EncounterId; readonly act: MoneyAct } | null
  /** The visit that is about to be closed without writing the card, with the chosen code (null: as proposed). */
  readonly exception: { readonly of: EncounterId; readonly code: string | null; readonly reason: string } | null
}

export const useCashier = create<Cashier>(() => ({
  filter: 'to-pay',
  selected: null,
  isDrawerOpen: false,
  received: { of: null, text: '' },
  settling: { of: null, draft: emptySettling, isOpen: false },
  act: null,
  exception: null,
}))

const set = useCashier.setState
const nothing = { exception: null, act: null, isDrawerOpen: false } as const

export const selectVisit = (selected: EncounterId | null): void => set({ selected, ...nothing })
export const setFilter = (filter: CashierFilter): void => set({ filter, selected: null, ...nothing })
export const setReceived = (of: EncounterId, text: string): void => set({ received: { of, text } })
export const askException = (of: EncounterId, code: string | null): void =>
  set(({ exception }) => ({ exception: { of, code, reason: exception?.of === of ? exception.reason : '' } }))
export const typeExceptionReason = (reason: string): void =>
  set(({ exception }) => ({ exception: exception === null ? null : { ...exception, reason } }))
export const leaveException = (): void => set({ exception: null })

const settlingOf = (of: EncounterId): Cashier['settling'] => {
  const { settling } = useCashier.getState()
  return settling.of === of ? settling : { of, draft: emptySettling, isOpen: false }
}
/** Changes what is typed besides the cash of a visit; what was typed for another is forgotten. */
export const changeSettling = (of: EncounterId, change: (draft: SettlingDraft) => SettlingDraft): void => {
  const settling = settlingOf(of)
  set({ settling: { ...settling, draft: change(settling.draft) } })
}
export const showSettling = (of: EncounterId, isOpen: boolean): void => set({ settling: { ...settlingOf(of), isOpen } })

export const beginAct = (of: EncounterId, act: MoneyAct): void => set({ act: { of, act } })
export const leaveAct = (): void => set({ act: null })
export const showDrawer = (isDrawerOpen: boolean): void => set({ isDrawerOpen, act: null })
