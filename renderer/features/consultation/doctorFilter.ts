import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'
import { useDeskQuery } from '../../bridge/query.ts'

/** Whose patients can be shown, and whose are; `chosen` is empty for everybody's. */
interface DoctorFilter {
  readonly doctors: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: string
}

/**
 * The doctors of the day's visits, and who was chosen at this desk before: that one stays chosen also while nobody has come to them yet,
 * and is forgotten when neither a visit nor the clinic's settings know them any more.
 */
export const doctorFilterOf = (
  visits: readonly Pick<VisitSummary, 'practitionerId' | 'practitionerName'>[],
  clinic: readonly { readonly id: string; readonly name: string }[],
  kept: string | null,
): DoctorFilter => {
  const names = new Map<string, string>(
    visits.map(({ practitionerId, practitionerName }) => [practitionerId, practitionerName]),
  )
  const known = clinic.find(({ id }) => id === kept)
  if (known !== undefined && !names.has(known.id)) names.set(known.id, known.name)
  return {
    doctors: [...names].map(([id, name]) => ({ id, name })),
    chosen: kept !== null && names.has(kept) ? kept : '',
  }
}

/** The filter of this desk over visits, kept for the next time. */
export const useDoctorFilter = (visits: readonly VisitSummary[]): DoctorFilter => {
  const clinic = useDeskQuery('settings:current', {}).data?.settings?.practitioners ?? []
  return doctorFilterOf(visits, clinic, usePreferences().waitingDoctorId)
}

export const keepDoctorFilter = (id: string): void => void savePreferences({ waitingDoctorId: id === '' ? null : id })
