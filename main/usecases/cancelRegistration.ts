import { fail, type Result } from '../../preload/contract/result.ts'
import type { VisitSummary } from '../../preload/contract/visit.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { moveVisit } from '../domain/visitState.ts'
import { append as appendAudit } from '../store/auditRepository.ts'
import { end as endDebt } from '../store/cardDebtRepository.ts'
import { byId } from '../store/encounterQueries.ts'
import type { EncounterRecord } from '../store/encounterRecord.ts'
import { setState } from '../store/encounterRepository.ts'
import { begin, finish } from '../store/journalRepository.ts'
import { findById } from '../store/patientRepository.ts'
import type { DeskContext } from './context.ts'
import { summariseVisit } from './visitView.ts'

/**
 * Takes a visit off the list before its consultation (退掛). A serial already taken is given back at the NHI first, which needs the
 * patient's card in the reader; if that fails the visit stays as it is.
 */
export const cancelRegistration = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitSummary>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'cancel')
  if (!allowed.ok) return allowed
  if (encounter.treatmentDateTime !== null && encounter.visitSequenceNumber !== null) {
    const undone = await rollBack(context, encounter, encounter.treatmentDateTime)
    if (!undone.ok) return undone
  }
  const saved = await context.store.write(async (tx) => {
    await setState(tx, encounterId, ['waiting'], 'cancelled')
    await endDebt(tx, encounterId, { state: 'cancelled', at: context.now(), refund: 0, reason: null })
    await appendAudit(tx, {
      at: context.now(),
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-cancelled',
      subject: encounterId,
      details: {},
    })
  })
  if (!saved.ok) return saved
  context.publish('visit:changed', { encounterId })
  return summariseVisit(context, encounterId)
}

const rollBack = async (
  context: DeskContext,
  encounter: EncounterRecord,
  treatmentDateTime: string,
): Promise<Result<null>> => {
  const patient = await findById(context.store.db, encounter.patientId)
  const held = await context.cards.settled()
  if (held === null || patient === null) return fail('CARD_ABSENT', { retryable: true })
  const confirmed = await context.cards.confirm({
    cardNumber: encounter.cardNumber ?? '',
    nationalId: patient.nationalId,
  })
  if (!confirmed.ok) return confirmed
  const id = context.newId()
  const begun = await context.store.write((tx) =>
    begin(tx, {
      id,
      encounterId: encounter.id,
      patientId: encounter.patientId,
      kind: 'rollback',
      intent: { treatmentDateTime },
      at: context.now(),
    }),
  )
  if (!begun.ok) return begun
  const answer = await context.control.rollbackSerial(treatmentDateTime)
  // 3220 and 5153: it has been given back already, by an attempt whose answer was lost.
  const isDone = answer.ok || [3220, 5153].includes(Number(answer.error.details?.statusCode))
  const noted = await context.store.write((tx) =>
    finish(tx, id, { state: isDone ? 'done' : 'failed', outcome: answer.ok ? null : answer.error, at: context.now() }),
  )
  if (!noted.ok) return noted
  return isDone ? { ok: true, value: null } : answer
}
