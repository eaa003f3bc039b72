import type { FoundPatient } from '../../../preload/contract/patient/patient.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { useDeskQuery } from '../../bridge/query.ts'

/** So many are listed; whoever is not among them is found by typing more. */
export const mostPatients = 50
const nobody: readonly FoundPatient[] = []

export interface PatientSearch {
  readonly patients: readonly FoundPatient[]
  /** Whether `patients` answer the text as it stands. */
  readonly fresh: boolean
  readonly error: AppError | null
  readonly again: () => void
}

/** The patients a text finds, asked at every key: main answers within a frame. A visit that changed can have brought a new patient or a new last visit, so it is asked again then. */
export const usePatientSearch = (text: string): PatientSearch => {
  const wanted = text.trim()
  const { dataUpdatedAt } = useDeskQuery('visit:list', { day: null })
  const { data, isFetching, error, refetch } = useDeskQuery(
    'patient:search',
    { text: wanted, limit: mostPatients },
    { enabled: wanted !== '', keepPrevious: true, version: String(dataUpdatedAt) },
  )
  if (wanted === '') return { patients: nobody, fresh: true, error: null, again: () => undefined }
  return {
    patients: data ?? nobody,
    fresh: !isFetching,
    error,
    again: () => void refetch(),
  }
}
