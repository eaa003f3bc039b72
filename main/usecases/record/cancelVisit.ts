import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { debtLifted } from '../../domain/money/settleVisit.ts'
import { amendmentDeadline } from '../../domain/upload/deadline.ts'
import { moveVisit } from '../../domain/visit/visitState.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { buildCancellationRows } from '../../outbox/mappers/outboxPayloads.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf, end as endDebt } from '../../store/card/cardDebtRepository.ts'
import { replace } from '../../store/card/replacementRepository.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { append as appendOutbox } from '../../store/outbox/outboxRepository.ts'
import { findById, forgetLastVisit } from '../../store/patient/patientRepository.ts'
import { forgetAmendment } from '../../store/record/amendmentDraftRepository.ts'
import { cancelClosed } from '../../store/record/amendmentRepository.ts'
import { keepDispensing } from '../../store/record/dispensingRepository.ts'
import { forgetHalfTyped } from '../../store/record/halfTypedRepository.ts'
import { replaceUnsigned } from '../../store/record/signatureRepository.ts'
import { keepVersion } from '../../store/record/versionRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId, lastClosedDay, signaturesOf } from '../../store/visit/encounterQueries.ts'
import { noteRefill, tellIssuingVisit } from '../consultation/refills.ts'
import type { DeskContext } from '../context.ts'
import { noteMoney } from '../money/noteMoney.ts'
import { visitBalance } from '../money/visitMoneyView.ts'
import { takeBack } from '../serial/takeBack.ts'
import { keptFacts, standingRecords } from './standingRecord.ts'
import { visitRecordOf } from './visitRecordOf.ts'
import { contentOf } from './visitVersions.ts'
import { showVisit } from './visitView.ts'

/**
 * Cancels a visit that was closed (取消), with the reason. A record that certainly never left this PC is taken back and never goes out;
 * whatever may be at the NHI is deleted there by a record of its own (H01 = D) that goes out behind it. The clinic's cloud is told in
 * any case. What was paid is to be given back (退費), the deposit of an owed card with it, and nothing is owed any more; serial, fees and
 * orders stay on the card.
 *
 * `VISIT_STATE`: it is not closed. `CONFLICT`: it has another version by now.
 */
export const cancelVisit = async (
  context: DeskContext,
  { encounterId, fromVersion, reason }: HandlerInput<'amendment:cancel'>,
): Promise<Result<VisitDetail>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'withdraw')
  if (!allowed.ok) return allowed
  const { price, closedAt, paid } = encounter
  if (price === null || closedAt === null) return fail('VISIT_STATE', { details: { state: encounter.state } })
  if (encounter.version !== fromVersion) return fail('CONFLICT', { details: { version: encounter.version } })
  const standing = await standingRecords(context, encounterId)
  if (!standing.ok) return standing
  const { exceptionCode, ...makeUp } = keptFacts(standing.value)
  const record = await visitRecordOf(context, { ...encounter, version: fromVersion + 1 }, patient, {
    price,
    exceptionCode,
    closedAt,
    makeUp,
    signatures: await signaturesOf(db, encounterId),
  })
  if (!record.ok) return record

  const now = context.now()
  const debt = await debtOf(db, encounterId)
  const givenBackBefore = debt === null || debt.state === 'open' ? 0 : debt.refund
  const saved = await context.store.write(async (tx) => {
    const book = await visitBalance(tx, encounterId)
    // A visit from before the book of money was kept has only what it says itself.
    const difference = book.paid > 0 ? book.refunded - book.paid : givenBackBefore - (paid?.amount ?? 0)
    await noteMoney(tx, context, encounter, debtLifted(book.owed, reason), now)
    const { deletions, lastSequence } = await takeBack(tx, standing.value, fromVersion)
    const earlier = await byEncounters(tx, [encounterId])
    const ofNhi = earlier.filter(({ target }) => target === 'nhi-upload')
    const dueAt = amendmentDeadline(
      {
        dueAt: ofNhi.at(-1)?.dueAt ?? earlier.at(-1)?.dueAt ?? now,
        isReceived: ofNhi.some(({ state }) => state === 'accepted'),
      },
      now,
    )
    const rows = buildCancellationRows(
      record.value,
      deletions.map(({ payload }) => payload),
      { newId: context.newId, now, dueAt },
    )
    await appendOutbox(tx, rows)
    for (const [index, { rowIds }] of deletions.entries()) {
      const deletion = rows[index]
      if (deletion === undefined) refuse('INTERNAL')
      else for (const id of rowIds) await replace(tx, id, 'deleted', deletion.id)
    }
    const ofCloud = rows.at(-1)
    const cloudBefore = earlier.findLast(({ target }) => target === 'clinic-cloud')
    if (ofCloud !== undefined && cloudBefore !== undefined) await replace(tx, cloudBefore.id, 'deleted', ofCloud.id)
    if (!(await cancelClosed(tx, encounterId, fromVersion, lastSequence))) refuse('CONFLICT')
    const newest = await lastClosedDay(tx, patient.id)
    await forgetLastVisit(tx, patient.id, { cancelled: encounter.day, newest })
    await keepVersion(tx, encounterId, {
      version: fromVersion,
      endedAs: 'cancelled',
      endedAt: now,
      endedBy: context.settings.desk.person,
      reason,
      difference,
      content: contentOf(encounter, price),
    })
    await forgetAmendment(tx, encounterId)
    await forgetHalfTyped(tx, encounterId)
    await noteRefill(tx, encounter, null)
    await keepDispensing(tx, encounterId, null)
    await replaceUnsigned(tx, encounterId)
    if (debt?.state === 'open') {
      await endDebt(tx, encounterId, { state: 'cancelled', at: now, refund: 0, reason })
    }
    await appendAudit(tx, {
      at: now,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'closed-visit-cancelled',
      subject: encounterId,
      details: { version: fromVersion, deletions: deletions.length, difference },
    })
  })
  if (!saved.ok) return saved
  context.wakeOutbox('appended')
  context.publish('visit:changed', { encounterId })
  tellIssuingVisit(context, encounter.draft)
  context.publish('outbox:changed', { encounterIds: [encounterId] })
  context.publish('money:changed', {})
  return showVisit(context, encounterId)
}
