import { create } from 'zustand'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'

/** What is being done to the chosen patient, beside being looked at. */
export type PatientTask = 'problems' | 'family' | 'merge'

interface Patients {
  readonly text: string
  readonly selected: PatientSummary | null
  readonly task: PatientTask | null
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const usePatients = create<Patients>(() => ({ text: '', selected: null, task: null }))

const set = usePatients.setState

export const setText = (text: string): void => set({ text })
export const select = (selected: PatientSummary | null): void => set({ selected, task: null })
export const setTask = (task: PatientTask | null): void => set({ task })

/** One level back: what is being done, the chosen patient, then the text. */
export const stepBack = (): void => {
  if (usePatients.getState().task !== null) setTask(null)
  else if (usePatients.getState().selected !== null) select(null)
  else setText('')
}
