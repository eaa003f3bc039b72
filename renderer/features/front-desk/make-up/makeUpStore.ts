import { create } from 'zustand'
import type { PaymentMethod } from '../../../../preload/contract/money/money.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import type { MakeUpFilter } from './makeUpView.ts'

interface MakeUpStore {
  /** Whether the list stands in place of the registration. */
  readonly open: boolean
  readonly filter: MakeUpFilter
  readonly selected: EncounterId | null
  /** How the deposit goes back, where somebody chose that, and of which visit. */
  readonly refundBy: { readonly of: EncounterId | null; readonly method: PaymentMethod }
  /** What was typed for a late refund, and for which visit. */
  readonly late: { readonly of: EncounterId | null; readonly amount: string; readonly reason: string }
}

const noLate = { of: null, amount: '', reason: '' } as const

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useMakeUpStore = create<MakeUpStore>(() => ({
  open: false,
  filter: 'open',
  selected: null,
  refundBy: { of: null, method: 'cash' },
  late: noLate,
}))

const set = useMakeUpStore.setState

export const openMakeUps = (selected: EncounterId | null): void => set({ open: true, filter: 'open', selected })
export const closeMakeUps = (): void => set({ open: false, selected: null, late: noLate })
export const showMakeUps = (filter: MakeUpFilter): void => set({ filter, selected: null })
export const selectMakeUp = (selected: EncounterId | null): void => set({ selected })
export const typeLate = (of: EncounterId, change: { readonly amount?: string; readonly reason?: string }): void =>
  set(({ late }) => ({ late: { ...(late.of === of ? late : noLate), of, ...change } }))
export const giveBackBy = (of: EncounterId, method: PaymentMethod): void => set({ refundBy: { of, method } })
