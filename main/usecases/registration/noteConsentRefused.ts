import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import type { DeskContext } from '../context.ts'

/**
 * Writes down that a patient has refused to be seen by video or phone (通訊診察治療辦法 wants consent): who was told so, and when, by
 * the server's time. Nothing else comes of it. `PATIENT_UNKNOWN`, and those of the store: what was not kept is not said to be.
 */
export const noteConsentRefused = async (
  context: DeskContext,
  { patientId, attendance }: HandlerInput<'remote-visit:consent-refused'>,
): Promise<Result<null>> => {
  const { store, settings } = context
  if (patientId !== null && (await findById(store.db, patientId)) === null) return fail('PATIENT_UNKNOWN')
  const saved = await store.write((tx) =>
    appendAudit(tx, {
      at: context.now(),
      who: settings.desk.person,
      desk: settings.desk.id,
      action: 'remote-consent-refused',
      subject: patientId ?? '',
      details: { attendance },
    }),
  )
  return saved.ok ? ok(null) : saved
}
