import { create } from 'zustand'
import type { EncounterId } from '../../../preload/contract/words.ts'

export type CashierFilter = 'to-pay' | 'closed'

interface Cashier {
  readonly filter: CashierFilter
  readonly selected: EncounterId | null
  /** Typed amount, and for which visit. */
  readonly received: { readonly of: EncounterId | null; readonly text: string }
  /** The visit that is about to be closed without writing the card, with the chosen code (null: as proposed). */
  readonly exception: { readonly of: EncounterId; readonly code: string | null; readonly reason: string } | null
}

export const useCashier = create<Cashier>(() => ({
  filter: 'to-pay',
  selected: null,
  received: { of: null, text: '' },
  exception: null,
}))

const set = useCashier.setState

export const selectVisit = (selected: EncounterId | null): void => set({ selected, exception: null })
export const setFilter = (filter: CashierFilter): void => set({ filter, selected: null, exception: null })
export const setReceived = (of: EncounterId, text: string): void => set({ received: { of, text } })
export const askException = (of: EncounterId, code: string | null): void =>
  set(({ exception }) => ({ exception: { of, code, reason: exception?.of === of ? exception.reason : '' } }))
export const typeExceptionReason = (reason: string): void =>
  set(({ exception }) => ({ exception: exception === null ? null : { ...exception, reason } }))
export const leaveException = (): void => set({ exception: null })
