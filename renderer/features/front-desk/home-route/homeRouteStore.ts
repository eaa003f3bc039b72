import { create } from 'zustand'
import type { HomeCheck } from '../../../../preload/contract/visit/homeRoute.ts'
import type { PatientId } from '../../../../preload/contract/words.ts'

interface HomeRouteStore {
  /** Whether the route stands in place of the registration. */
  readonly open: boolean
  readonly selected: PatientId | null
  /** What the newest look found; null before the first of this run. */
  readonly check: HomeCheck | null
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useHomeRoute = create<HomeRouteStore>(() => ({ open: false, selected: null, check: null }))

const set = useHomeRoute.setState

export const openHomeRoute = (): void => set({ open: true })
export const closeHomeRoute = (): void => set({ open: false })
export const selectStop = (selected: PatientId | null): void => set({ selected })
export const keepCheck = (check: HomeCheck): void => set({ check })
