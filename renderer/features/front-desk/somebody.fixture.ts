import { type PatientSummary, PatientSummarySchema } from '../../../preload/contract/patient/patient.ts'

/** A made-up patient for the tests of this room; each number is another one. */
export const somebody = (number = 1): PatientSummary =>
  PatientSummarySchema.parse({
    patientId: `019a0000-0000-7000-8000-00000000000${number}`,
    name: 'A',
    nationalIdMasked: 'A1******89',
    birthDate: '1981-03-15',
    age: 45,
    sex: 'F',
    chartNumber: '1',
    allergies: [],
    note: '',
    lastVisitOn: null,
  })
