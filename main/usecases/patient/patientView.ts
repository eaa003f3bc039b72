import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { ageOn } from '../../../preload/contract/patient/rocDate.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { nhiPersonId, type PatientRecord } from '../../store/patient/patientRecord.ts'

/** What screens see of a patient; the national id only masked. */
export const patientView = (patient: PatientRecord, today: IsoDate): PatientSummary => ({
  patientId: patient.id,
  name: patient.name,
  nationalIdMasked: maskNationalId(nhiPersonId(patient)),
  birthDate: patient.birthDate as IsoDate,
  age: ageOn(patient.birthDate, today),
  sex: patient.sex,
  chartNumber: patient.chartNumber,
  allergies: [...patient.allergies],
  note: patient.note,
  lastVisitOn: patient.lastVisitOn as IsoDate | null,
})
