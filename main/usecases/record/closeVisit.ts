import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { plainCash, settleVisit } from '../../domain/money/settleVisit.ts'
import { deadlineOf } from '../../domain/upload/deadline.ts'
import { signatureDueAt } from '../../domain/visit/recordText.ts'
import { moveVisit } from '../../domain/visit/visitState.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { checkVisitRecord } from '../../outbox/mappers/checkVisitRecord.ts'
import { cloudDocumentOf } from '../../outbox/mappers/cloudRecordMapper.ts'
import { buildOutboxRows } from '../../outbox/mappers/outboxPayloads.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { byEncounter as journalOf } from '../../store/card/journalQueries.ts'
import { keepExceptionReason, byEncounter as makeUpOf } from '../../store/card/makeUpRepository.ts'
import { append as appendOutbox } from '../../store/outbox/outboxRepository.ts'
import { findById, touchLastVisit } from '../../store/patient/patientRepository.ts'
import { dispensingOf } from '../../store/record/dispensingRepository.ts'
import { addUnsigned } from '../../store/record/signatureRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { close } from '../../store/visit/encounterRepository.ts'
import { cardOfVisit } from '../card/cardOfVisit.ts'
import { fitsFeesOnCard, treatmentOf } from '../card/feesOnCard.ts'
import { endVirtualCard } from '../card/virtualCardAtDesk.ts'
import { writeCard } from '../card/writeCard.ts'
import { checkRefill, noteRefill, tellIssuingVisit } from '../consultation/refills.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { meanwhile } from '../meanwhile.ts'
import { noteMoney } from '../money/noteMoney.ts'
import { exceptionReason } from '../registration/exceptionReason.ts'
import { stopwatch } from '../stopwatch.ts'
import { recordTextOf } from './recordTextOf.ts'
import { isUnchanged } from './unchangedVisit.ts'
import { fieldsOnlyACardGives, visitRecordOf, withSignatures } from './visitRecordOf.ts'
import { showVisit } from './visitView.ts'

/**
 * Closes a visit at the cashier (結案): writes the card, then keeps visit, orders, charges, audit row and outbox rows in one
 * transaction. Only then is it closed; whatever fails before leaves it waiting to be paid, and it may simply be tried again.
 *
 * `CARD_FEES_DIFFER`: the card keeps other fees than the visit has now, because the doctor changed it after they were written;
 * closing goes on once `keepCardFees` says that a person knows. The record has the visit's own.
 *
 * The patient pays all, or says that the rest is owed (`settling`); what came how is written in the book of money with the visit.
 *
 * With an exception code the card is left alone, and keeps what an earlier try has written to it, which is asked about in the same
 * way; the visit goes out as an exception (異常). A visit whose card is owed (欠卡) is closed
 * with its deposit and goes to the clinic's cloud only: the NHI gets it when the card is brought.
 */
export const closeVisit = async (
  context: DeskContext,
  input: HandlerInput<'cashier:close'>,
): Promise<Result<VisitDetail>> => {
  const { db } = context.store
  const encounter = await byId(db, input.encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const { price } = encounter
  const allowed = moveVisit(encounter, 'close')
  if (!allowed.ok) return allowed
  if (price === null) return fail('VISIT_INCOMPLETE', { details: { missing: 'price' } })

  const owed = await debtOf(db, encounter.id)
  const isOwed = owed?.state === 'open'
  // A deposit stands for the card: it is paid whole, or there is none.
  const settled = settleVisit(price, input.received, input.settling ?? plainCash, isOwed)
  if (!settled.ok) return settled
  // The card isn't here at all: that is no exception, and the visit is made up for when it comes.
  if (isOwed && input.exceptionCode !== null) return fail('VISIT_STATE', { details: { reason: 'owed-card' } })
  const exceptionCode = input.exceptionCode ?? encounter.exceptionCode
  const reason = exceptionReason(context, dayOf(encounter.registeredAt), input.exceptionCode, input.exceptionReason)
  if (!reason.ok) return reason
  const closedAt = context.now()
  // The card of a visit that began as an owed card has come meanwhile.
  const came = await makeUpOf(db, encounter.id)
  const makeUp = came === null ? {} : { makeUp: { afterCheck: came.mark, actual: came.actual } }
  const facts = { price, exceptionCode, closedAt, signatures: new Map<number, string>(), ...makeUp }
  const unsigned = await visitRecordOf(context, encounter, patient, facts)
  if (!unsigned.ok) return unsigned
  // Found out before the card is written, because afterwards it could not be undone. The signatures come from that very write.
  const faults = checkVisitRecord(unsigned.value).filter(
    ({ field }) => field !== 'D11' && !(isOwed && fieldsOnlyACardGives.has(field)),
  )
  const [fault] = faults
  if (fault !== undefined) {
    return fail('RECORD_INVALID', {
      details: { field: fault.field, code: fault.code, line: fault.orderLine, count: faults.length },
    })
  }

  const refill = await checkRefill(db, encounter)
  if (!refill.ok) return refill
  // Neither has anything of the card in it, so they needn't wait for it.
  const prepared = meanwhile(() => ({
    document: cloudDocumentOf(unsigned.value),
    recordText: recordTextOf(unsigned.value),
  }))

  let { signatures }: { signatures: ReadonlyMap<number, string> } = facts
  const onCard = await cardOfVisit(db, encounter, patient.nationalId)
  const card = exceptionCode === null && !isOwed ? onCard : null
  if (card !== null) {
    const written = await writeCard(context, encounter, price, card, {
      afterCheck: came === null ? '1' : '2',
      keepCardFees: input.keepCardFees ?? false,
    })
    if (!written.ok) return written
    signatures = written.value
  } else if (encounter.treatmentDateTime !== null) {
    const treatment = treatmentOf(encounter, price, encounter.treatmentDateTime, '1')
    const known = fitsFeesOnCard(await journalOf(db, encounter.id), treatment, input.keepCardFees ?? false)
    if (!known.ok) return known
  }

  const record = withSignatures(unsigned.value, signatures)
  const { document, recordText } = await prepared
  const dueAt = deadlineOf(encounter.treatmentDateTime, encounter.registeredAt)
  const rows = buildOutboxRows(record, { newId: context.newId, now: closedAt, dueAt, isOwed }, document)
  const dispensing = await dispensingOf(db, encounter.id)
  const writtenAt = encounter.draftSavedAt ?? closedAt
  const saving = stopwatch()
  context.publish('visit:progress', { encounterId: encounter.id, step: 'save', state: 'running', ms: 0 })
  const saved = await context.store.write(async (tx) => {
    // The owed card may have come at another desk meanwhile: then no deposit is due, and the card has to be written.
    if (((await debtOf(tx, encounter.id))?.state === 'open') !== isOwed) return false
    // Or the visit was given back to the doctor: what would be closed here is not what it is now.
    if (!(await isUnchanged(tx, encounter))) return false
    const isClosed = await close(tx, {
      encounterId: encounter.id,
      closedAt,
      exceptionCode,
      cardWrite: card !== null ? 'written' : isOwed ? 'none' : 'impossible',
      price,
      paid: { ...settled.value.paid, paidAt: closedAt },
      diagnoses: record.diagnoses,
      orders: record.orders,
    })
    if (!isClosed) return false
    await noteRefill(tx, encounter, encounter.draft)
    await noteMoney(tx, context, encounter, settled.value.entries, closedAt)
    await touchLastVisit(tx, patient.id, encounter.day)
    await appendOutbox(tx, rows)
    await addUnsigned(tx, {
      encounterId: encounter.id,
      version: encounter.version,
      practitionerId: encounter.practitionerId,
      writtenAt,
      dueAt: signatureDueAt(writtenAt, null),
      ...recordText,
    })
    if (reason.value !== null) await keepExceptionReason(tx, encounter.id, reason.value)
    await appendAudit(tx, {
      at: closedAt,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-closed',
      subject: encounter.id,
      details: {
        totalPoints: price.totalPoints,
        amountDue: price.amountDue,
        paid: settled.value.paid.amount,
        owed: settled.value.owed,
        discount: settled.value.discount,
        exceptionCode,
        keepCardFees: input.keepCardFees ?? false,
        dispensedBy: dispensing?.practitionerId ?? null,
      },
    })
    return true
  })
  const ms = saving()
  context.publish('visit:progress', {
    encounterId: encounter.id,
    step: 'save',
    state: saved.ok ? 'done' : 'failed',
    ms,
  })
  if (!saved.ok) return saved
  if (!saved.value) return fail('VISIT_STATE')
  context.wakeOutbox('appended')
  context.publish('visit:changed', { encounterId: encounter.id })
  tellIssuingVisit(context, encounter.draft)
  context.publish('money:changed', {})
  context.publish('journal:changed', {})
  await endVirtualCard(context, onCard)
  return showVisit(context, encounter.id)
}
