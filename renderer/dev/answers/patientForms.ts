import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import type { PatientForm } from '../../../preload/contract/patient/patientForm.ts'
import { PatientFormSchema } from '../../../preload/contract/patient/patientForm.ts'
import { ageOn } from '../../../preload/contract/patient/rocDate.ts'
import { PatientIdSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import { type Handlers, id, instant, type World } from '../world.ts'

const formOf = ({ name, birthDate, sex }: World['patients'][number]): PatientForm =>
  PatientFormSchema.parse({
    name,
    identity: { kind: 'national-id', value: 'F131104093' },
    birthDate,
    sex,
    phone: '0912-345-678',
    address: fixtures.address,
    contact: { name: '', relation: '', phone: '' },
  })

const keep = (world: World, patientId: string, form: PatientForm): World['patients'][number] => {
  const old = world.patients.find((patient) => patient.patientId === patientId)
  const kept = {
    patientId: PatientIdSchema.parse(patientId),
    nationalIdMasked: form.identity.kind === 'newborn' ? '*****' : maskNationalId(form.identity.value),
    age: ageOn(form.birthDate, instant().slice(0, 10)),
    chartNumber: old?.chartNumber ?? String(200_000 + world.patients.length),
    allergies: old?.allergies ?? [],
    note: old?.note ?? '',
    lastVisitOn: old?.lastVisitOn ?? null,
    name: form.name,
    birthDate: form.birthDate,
    sex: form.sex,
  }
  world.patients = [...world.patients.filter((patient) => patient !== old), kept]
  setTimeout(() => world.tell('patient:changed', { patientId: kept.patientId }), 0)
  return kept
}

/** The form of a patient behind the pretend door. */
export const patientFormHandlers = {
  'patient:details': (world, { patientId }) => {
    const patient = world.patients.find((each) => each.patientId === patientId)
    if (patient === undefined) return { code: 'NOT_FOUND', retryable: false }
    return { patientId: patient.patientId, version: 1, form: formOf(patient) }
  },
  'patient:similar': (world, { except, name, birthDate }) =>
    world.patients
      .filter((patient) => patient.patientId !== except && patient.name === name && patient.birthDate === birthDate)
      .map((patient) => ({ patient, same: 'person' as const })),
  'patient:create': (world, form) => keep(world, id(90_000 + world.patients.length), PatientFormSchema.parse(form)),
  'patient:update': (world, { patientId, form }) => keep(world, patientId, PatientFormSchema.parse(form)),
} satisfies Partial<Handlers>
