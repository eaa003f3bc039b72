import type { FoundPatient } from '../../../preload/contract/patient/patient.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { PatientId } from '../../../preload/contract/words.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { nhiPersonId } from '../../store/patient/patientRecord.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { findPatients } from '../../store/patient/patientSearch.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { patientView } from './patientView.ts'
import { wholePersons } from './wholePerson.ts'

/** Finds patients by whatever somebody types of them. */
export const searchPatients = async (
  context: DeskContext,
  input: { readonly text: string; readonly limit: number },
): Promise<Result<FoundPatient[]>> => {
  const today = dayOf(context.now())
  const { db } = context.store
  const found = await findPatients(db, input.text, input.limit)
  const persons = await wholePersons(db, new Map(found.map(({ patient }) => [patient.id, patient])))
  return ok(found.map(({ patient, match }) => ({ ...patientView(persons.get(patient.id) ?? patient, today), match })))
}

/** Shows one national id in full; who asked, and when, is written down. */
export const revealNationalId = async (
  context: DeskContext,
  patientId: PatientId,
): Promise<Result<{ nationalId: string }>> => {
  const patient = await findById(context.store.db, patientId)
  if (patient === null) return fail('NOT_FOUND')
  const noted = await context.store.write((tx) =>
    appendAudit(tx, {
      at: context.now(),
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'national-id-shown',
      subject: patientId,
      details: {},
    }),
  )
  return noted.ok ? ok({ nationalId: nhiPersonId(patient) }) : noted
}
