import type { PatientSummary } from '../../preload/contract/patient.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { PatientId } from '../../preload/contract/words.ts'
import { append as appendAudit } from '../store/auditRepository.ts'
import { nhiPersonId } from '../store/patientRecord.ts'
import { findById } from '../store/patientRepository.ts'
import { search } from '../store/patientSearch.ts'
import { type DeskContext, dayOf } from './context.ts'
import { patientView } from './patientView.ts'

/** Finds patients by name, chart number, birthday or national id. */
export const searchPatients = async (
  context: DeskContext,
  input: { readonly text: string; readonly limit: number },
): Promise<Result<PatientSummary[]>> => {
  const today = dayOf(context.now())
  const found = await search(context.store.db, input.text, input.limit)
  return ok(found.map((patient) => patientView(patient, today)))
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
