import { fail, type Result } from '../../preload/contract/result.ts'
import type { VisitSummary } from '../../preload/contract/visit.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { serialToGiveBack } from '../domain/serialRollback.ts'
import { moveVisit } from '../domain/visitState.ts'
import { append as appendAudit } from '../store/auditRepository.ts'
import { end as endDebt } from '../store/cardDebtRepository.ts'
import { byId } from '../store/encounterQueries.ts'
import { setState } from '../store/encounterRepository.ts'
import { findById } from '../store/patientRepository.ts'
import { refuse } from '../store/refuse.ts'
import type { DeskContext } from './context.ts'
import { rollBackSerial } from './rollBackSerial.ts'
import { summariseVisit } from './visitView.ts'

/**
 * Takes a visit off the list before its consultation (退掛). A serial already taken is given back at the NHI first, which needs the
 * patient's card in the reader and is possible for 24 hours (`ROLLBACK_TOO_LATE`); if that fails the visit stays as it is.
 */
export const cancelRegistration = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitSummary>> => {
  const encounter = await byId(context.store.db, encounterId)
  const patient = encounter === null ? null : await findById(context.store.db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'cancel')
  if (!allowed.ok) return allowed
  const serial = serialToGiveBack(encounter, context.now())
  if (serial === 'too-late') return fail('ROLLBACK_TOO_LATE')
  if (serial !== 'nothing') {
    const card = { cardNumber: encounter.cardNumber ?? '', nationalId: patient.nationalId }
    const undone = await rollBackSerial(context, encounter, serial.of, card)
    if (!undone.ok) return undone
  }
  const cancelled = await takeOffList(context, encounterId)
  return cancelled.ok ? summariseVisit(context, encounterId) : cancelled
}

/** Cancels a visit that waits and whose serial, if it had one, has been given back. */
export const takeOffList = async (context: DeskContext, encounterId: EncounterId): Promise<Result<null>> => {
  const saved = await context.store.write(async (tx) => {
    if (!(await setState(tx, encounterId, ['waiting'], 'cancelled'))) refuse('VISIT_STATE')
    await endDebt(tx, encounterId, { state: 'cancelled', at: context.now(), refund: 0, reason: null })
    await appendAudit(tx, {
      at: context.now(),
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-cancelled',
      subject: encounterId,
      details: {},
    })
    return null
  })
  if (saved.ok) context.publish('visit:changed', { encounterId })
  return saved
}
