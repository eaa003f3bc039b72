import { type PatientSummary, PatientSummarySchema } from '../../preload/contract/patient/patient.ts'
import { ageOn } from '../../preload/contract/patient/rocDate.ts'
import fixtures from './fixtures.json'
import { id } from './world.ts'

const pick = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('empty fixture')
  return item
}

/** The made-up person of that number; every seventh has an allergy, every tenth a note. */
export const person = (number: number): PatientSummary => {
  const year = 1938 + ((number * 13) % 84)
  const birthDate = `${year}-${String((number % 12) + 1).padStart(2, '0')}-${String((number % 27) + 1).padStart(2, '0')}`
  return PatientSummarySchema.parse({
    patientId: id(number),
    name: pick(fixtures.surnames, number * 5) + pick(fixtures.given, number * 7),
    nationalIdMasked: `${String.fromCharCode(65 + (number % 26))}${1 + (number % 2)}******${String(10 + (number % 90))}`,
    birthDate,
    age: ageOn(birthDate, new Date().toISOString().slice(0, 10)),
    sex: number % 2 === 0 ? 'M' : 'F',
    chartNumber: String(100_000 + number),
    allergies: number % 7 === 1 ? fixtures.allergies : [],
    note: number % 10 === 1 ? fixtures.note : '',
    lastVisitOn: number % 3 === 0 ? null : '2026-08-14',
  })
}

export { pick }
