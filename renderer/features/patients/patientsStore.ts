import { create } from 'zustand'
import type { PatientSummary } from '../../../preload/contract/patient.ts'

interface Patients {
  readonly text: string
  readonly selected: PatientSummary | null
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const usePatients = create<Patients>(() => ({ text: '', selected: null }))

const set = usePatients.setState

export const setText = (text: string): void => set({ text })
export const select = (selected: PatientSummary | null): void => set({ selected })

/** One level back: the chosen patient, then the text. */
export const stepBack = (): void => {
  if (usePatients.getState().selected !== null) select(null)
  else setText('')
}
