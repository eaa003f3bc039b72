import { useEffect } from 'react'
import { create } from 'zustand'
import type { PatientSummary } from '../../preload/contract/patient/patient.ts'

/** Whom the top strip shows: the patient a screen works on, else (null) the card in the reader. */
export const usePatientStrip = create<{ readonly patient: PatientSummary | null }>(() => ({ patient: null }))

/** Puts a patient on the strip while the calling screen shows him or her. */
export const useOnStrip = (patient: PatientSummary | null): void => {
  useEffect(() => {
    usePatientStrip.setState({ patient })
    return () => usePatientStrip.setState({ patient: null })
  }, [patient])
}
