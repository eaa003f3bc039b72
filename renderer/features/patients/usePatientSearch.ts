import type { PatientSummary } from '../../../preload/contract/patient.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useSettled } from '../../ui/useSettled.ts'

/** So many are listed; whoever is not among them is found by typing more. */
export const mostPatients = 50
const settleMs = 120
const nobody: readonly PatientSummary[] = []

export interface PatientSearch {
  readonly patients: readonly PatientSummary[]
  /** Whether `patients` answer the text as it stands. */
  readonly fresh: boolean
  readonly error: AppError | null
  readonly again: () => void
}

/** The patients a text finds. A visit that changed can have brought a new patient or a new last visit, so it is asked again then. */
export const usePatientSearch = (text: string): PatientSearch => {
  const wanted = text.trim()
  const settled = useSettled(wanted, settleMs)
  const { dataUpdatedAt } = useDeskQuery('visit:list', { day: null })
  const { data, isFetching, error, refetch } = useDeskQuery(
    'patient:search',
    { text: settled, limit: mostPatients },
    { enabled: settled !== '' && wanted !== '', keepPrevious: true, version: String(dataUpdatedAt) },
  )
  if (wanted === '') return { patients: nobody, fresh: true, error: null, again: () => undefined }
  return {
    patients: data ?? nobody,
    fresh: settled === wanted && !isFetching,
    error,
    again: () => void refetch(),
  }
}
