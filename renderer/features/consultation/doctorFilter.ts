import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'

type Visits = readonly Pick<VisitSummary, 'practitionerId'>[]

/**
 * Whose waiting list this desk shows, '' for everybody's: the doctor who was chosen last, on whatever day, as long as that one has a visit
 * today. Nobody may wait unseen behind the name of who isn't here.
 */
export const doctorOfList = (chosen: string | null, visits: Visits): string =>
  visits.some(({ practitionerId }) => practitionerId === chosen) ? (chosen ?? '') : ''

export const useDoctorFilter = (visits: Visits): string => doctorOfList(usePreferences().waitingDoctorId, visits)

/** Remembered at this desk; '' shows everybody. */
export const chooseDoctor = (practitionerId: string): void =>
  void savePreferences({ waitingDoctorId: practitionerId === '' ? null : practitionerId })
