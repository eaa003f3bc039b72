import type { VisitSerial } from '../../native/nhi-control/port.ts'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { PatientId } from '../../preload/contract/words.ts'
import { begin, finish } from '../store/journalRepository.ts'
import { causedBy } from './causedBy.ts'
import type { DeskContext } from './context.ts'
import { resolveSerial, settleEarlierSerials } from './resolveSerial.ts'
import type { StoredSerial } from './storedSerial.ts'

/** After these it is not known whether the NHI has given a serial away. */
const ambiguous: readonly ErrorCode[] = ['NHI_REPLY_LOST', 'NHI_TIMEOUT', 'NHI_SERVER_ERROR', 'NHI_BAD_REPLY']

export interface SerialRequest {
  readonly patientId: PatientId
  readonly treatmentItem: string
  readonly cardNumber: string
}

/**
 * Takes one serial (就醫序號) and its treatment number (就醫識別碼) for the inserted, authenticated card, and never a second one:
 *
 * 1. an earlier attempt whose end is unknown is settled first, by the card's own history;
 * 2. the intent is written down before the call, the answer the moment it arrives, alone;
 * 3. a lost answer is looked up on the card's newest visit, never asked for again.
 *
 * Errors: those of the port, and `SERIAL_UNRESOLVED` when a serial may have been used up and the card could not be asked.
 */
export const takeSerial = async (
  context: DeskContext,
  request: SerialRequest,
): Promise<Result<{ readonly journalId: string; readonly serial: StoredSerial }>> => {
  const earlier = await settleEarlierSerials(context, request)
  if (!earlier.ok) return earlier
  if (earlier.value !== null) return ok(earlier.value)

  const journalId = context.newId()
  const intent = { treatmentItem: request.treatmentItem, cardNumber: request.cardNumber, afterCheck: '1' }
  const intentAt = context.now()
  const begun = await context.store.write((tx) =>
    begin(tx, { id: journalId, encounterId: null, patientId: request.patientId, kind: 'serial', intent, at: intentAt }),
  )
  if (!begun.ok) return begun

  const answer = await context.control.nextSerial({
    treatmentItem: request.treatmentItem,
    babyTreatment: '',
    afterCheck: '1',
  })
  if (answer.ok) {
    const serial = storedSerial(answer.value)
    const kept = await context.store.write((tx) =>
      finish(tx, journalId, { state: 'done', outcome: serial, at: context.now() }),
    )
    return kept.ok ? ok({ journalId, serial }) : kept
  }
  const isAmbiguous = ambiguous.includes(answer.error.code)
  const noted = await context.store.write((tx) =>
    finish(tx, journalId, { state: isAmbiguous ? 'lost' : 'failed', outcome: answer.error, at: context.now() }),
  )
  if (!noted.ok) return noted
  if (!isAmbiguous) return answer

  context.publish('visit:progress', { encounterId: null, step: 'resolve-serial', state: 'running', ms: 0 })
  const resolved = await resolveSerial(context, { ...request, journalId, intentAt })
  if (!resolved.ok) return fail('SERIAL_UNRESOLVED', { retryable: true, details: causedBy(resolved.error) })
  if (resolved.value !== null) return ok({ journalId, serial: resolved.value })
  // The card knows of no such visit: nothing was used up, nothing is lost any more, and the person may try again.
  return answer.error.code === 'NHI_REPLY_LOST' ? fail('NHI_TIMEOUT', { retryable: true }) : answer
}

const storedSerial = (serial: VisitSerial): StoredSerial => ({
  treatmentDateTime: serial.treatmentDateTime,
  visitSequenceNumber: serial.visitSequenceNumber === '' ? null : serial.visitSequenceNumber,
  treatmentNumber: serial.treatmentNumber,
  securitySignature: serial.securitySignature,
  samId: serial.samId,
  hospitalId: serial.hospitalId,
  sameDay: serial.sameDay,
})
