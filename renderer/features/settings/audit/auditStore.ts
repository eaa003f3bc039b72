import { create } from 'zustand'
import type { AuditFilter } from '../../../../preload/contract/desk/audit.ts'
import type { PatientSummary } from '../../../../preload/contract/patient/patient.ts'

interface AuditView {
  readonly filter: AuditFilter
  /** Whose rows are shown; the filter holds the id. */
  readonly patient: PatientSummary | null
  readonly selected: number | null
}

const everything: AuditFilter = { from: null, to: null, who: '', action: '', patientId: null }

/** Kept outside the screen, so that a look at another section loses nothing. */
export const useAuditView = create<AuditView>(() => ({ filter: everything, patient: null, selected: null }))

const set = useAuditView.setState

export const changeFilter = (change: Partial<AuditFilter>): void =>
  set(({ filter }) => ({ filter: { ...filter, ...change }, selected: null }))

export const choosePatient = (patient: PatientSummary | null): void =>
  set(({ filter }) => ({ patient, filter: { ...filter, patientId: patient?.patientId ?? null }, selected: null }))

export const selectRow = (selected: number): void => set({ selected })
