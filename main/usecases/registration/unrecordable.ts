import { firstRecordedDay } from '../../../preload/contract/patient/birthDate.ts'
import { fail, type Result } from '../../../preload/contract/result.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'

/**
 * Why a chart of an older program gets no visit: its day of birth fits no field of the NHI's, and the visit could never be closed.
 * `BIRTH_DATE_IMPOSSIBLE` (details.problem `before-roc`), null for every other chart.
 */
export const unrecordable = ({ birthDate }: Pick<PatientRecord, 'birthDate'>): Result<never> | null =>
  birthDate < firstRecordedDay ? fail('BIRTH_DATE_IMPOSSIBLE', { details: { problem: 'before-roc' } }) : null
