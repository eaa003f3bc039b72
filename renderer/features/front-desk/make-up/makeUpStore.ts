import { create } from 'zustand'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import type { MakeUpFilter } from './makeUpView.ts'

interface MakeUpStore {
  /** Whether the list stands in place of the registration. */
  readonly open: boolean
  readonly filter: MakeUpFilter
  readonly selected: EncounterId | null
  /** What was typed for a late refund, and for which visit. */
  readonly late: { readonly of: EncounterId | null; readonly amount: string; readonly reason: string }
}

const noLate = { of: null, amount: '', reason: '' } as const

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useMakeUpStore = create<MakeUpStore>(() => ({
  open: false,
  filter: 'open',
  selected: null,
  late: noLate,
}))

const set = useMakeUpStore.setState

export const openMakeUps = (selected: EncounterId | null): void => set({ open: true, filter: 'open', selected })
export const closeMakeUps = (): void => set({ open: false, selected: null, late: noLate })
export const showMakeUps = (filter: MakeUpFilter): void => set({ filter, selected: null })
export const selectMakeUp = (selected: EncounterId | null): void => set({ selected })
export const typeLate = (of: EncounterId, change: { readonly amount?: string; readonly reason?: string }): void =>
  set(({ late }) => ({ late: { ...(late.of === of ? late : noLate), of, ...change } }))
