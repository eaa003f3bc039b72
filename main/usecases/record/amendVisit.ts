import type { OrderAlert } from '../../../preload/contract/orders/orderAlert.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { amendedMoney } from '../../domain/money/settleVisit.ts'
import { reasonsFor, unreasoned } from '../../domain/orders/orderAlerts.ts'
import { amendmentDeadline } from '../../domain/upload/deadline.ts'
import { signatureDueAt } from '../../domain/visit/recordText.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { checkVisitRecord } from '../../outbox/mappers/checkVisitRecord.ts'
import { buildOutboxRows } from '../../outbox/mappers/outboxPayloads.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { replace } from '../../store/card/replacementRepository.ts'
import { byEncounter as moneyOf } from '../../store/money/moneyRepository.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { append as appendOutbox } from '../../store/outbox/outboxRepository.ts'
import { findById, type PatientRecord } from '../../store/patient/patientRepository.ts'
import { forgetAmendment } from '../../store/record/amendmentDraftRepository.ts'
import { amend } from '../../store/record/amendmentRepository.ts'
import { forgetHalfTyped } from '../../store/record/halfTypedRepository.ts'
import { addUnsigned, newestOf, replaceUnsigned } from '../../store/record/signatureRepository.ts'
import { keepVersion } from '../../store/record/versionRepository.ts'
import { changeVitals } from '../../store/record/vitalSignRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord, VisitDraft } from '../../store/visit/encounterRecord.ts'
import { setCopayment } from '../../store/visit/encounterRepository.ts'
import { cardOfVisit } from '../card/cardOfVisit.ts'
import { writeCard } from '../card/writeCard.ts'
import { noteDispensing } from '../consultation/dispensings.ts'
import { draftAlerts, noteOverridden } from '../consultation/draftAlerts.ts'
import { orderChangeLock } from '../consultation/keepDraft.ts'
import { checkRefill, noteRefill, tellIssuingVisit } from '../consultation/refills.ts'
import { areUnfit, unfitDiagnoses } from '../consultation/unfitDiagnoses.ts'
import { sameVitals, vitalChanges, withChanges } from '../consultation/vitalChanges.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { amendedPrice } from '../money/amendedPrice.ts'
import { noteMoney } from '../money/noteMoney.ts'
import { priceDraft } from '../money/priceDraft.ts'
import { pricedCopayment } from '../registration/pricedCopayment.ts'
import { recordTextOf } from './recordTextOf.ts'
import { refillCancellationOf } from './refillCancellationOf.ts'
import { keptFacts, standingRecords } from './standingRecord.ts'
import { fieldsOnlyACardGives, visitRecordOf, withSignatures } from './visitRecordOf.ts'
import { contentOf } from './visitVersions.ts'
import { showVisit } from './visitView.ts'

type Amended = HandlerOutput<'amendment:amend'>

/** What is said against the drugs of an amended draft and was not said against those that stand. */
const newAlerts = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  draft: VisitDraft,
): Promise<readonly OrderAlert[]> => {
  const before = await draftAlerts(context, encounter, patient, encounter.draft)
  const after = await draftAlerts(context, encounter, patient, draft)
  const known = new Set(before.alerts.map(({ key }) => key))
  return after.alerts.filter(({ key }) => !known.has(key))
}

/**
 * Amends a closed visit (更正): draft, price and record get the next version, the earlier one stays as it was, with the reason. The
 * record goes out again as the same record (M05, M11, M15), behind its predecessor, with what the NHI knows of the card; the rules of
 * the visit's day price it. What was paid stays: more than that is owed from now on; less lowers what is owed, and the rest of it is told
 * and given back as a refund.
 *
 * A copayment code that was registered wrongly is amended in the same way: the price follows it.
 *
 * Fees and codes that are on the card stay there. Orders that the card has not signed are written to it, which wants the card the
 * visit stands on (`CARD_ABSENT`, `VIRTUAL_CARD_LAPSED` and the like: nothing has changed then). An exception needs no card and
 * keeps its number. An alert about a drug that the visit didn't raise before wants its reason (`alerts` in the answer). What was measured and is changed is taken as a whole: one value that cannot be (`VISIT_INCOMPLETE` with
 * details.missing `vitals`) changes nothing. Changed orders want the professional's card, where one was at this desk
 * (`orderChangeLock`). `VISIT_STATE` with details.refill: its refill prescription was cancelled, and what an amendment behind that would
 * mean to the NHI is not published; one that the NHI has refused stands in nobody's way, and the amendment brings the prescription back.
 * `CONFLICT`: the visit has another version by now. `VISIT_INCOMPLETE` with details.missing `change`: nothing
 * differs.
 */
export const amendVisit = async (
  context: DeskContext,
  { encounterId, fromVersion, reason, copaymentCode: asked, vitals = [], ...typed }: HandlerInput<'amendment:amend'>,
): Promise<Result<Amended>> => {
  const { db } = context.store
  const standsAs = await byId(db, encounterId)
  const copaymentCode = asked ?? standsAs?.copaymentCode ?? ''
  // As it would have been registered: everything that is reckoned below follows the code.
  const encounter = standsAs === null ? null : { ...standsAs, copaymentCode }
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const { price: priceBefore, closedAt } = encounter
  if (encounter.state !== 'closed' || priceBefore === null || closedAt === null) {
    return fail('VISIT_STATE', { details: { state: encounter.state } })
  }
  if (encounter.version !== fromVersion) return fail('CONFLICT', { details: { version: encounter.version } })
  const measured = vitalChanges(context, encounter, patient, vitals)
  if (!measured.ok) return measured
  if (measured.value.refused.length > 0) return fail('VISIT_INCOMPLETE', { details: { missing: 'vitals' } })
  const afterwards = withChanges(encounter.vitals, measured.value)
  const isSameCode = copaymentCode === standsAs?.copaymentCode
  if (
    isSameCode &&
    JSON.stringify(typed) === JSON.stringify(encounter.draft) &&
    sameVitals(encounter.vitals, afterwards)
  ) {
    return fail('VISIT_INCOMPLETE', { details: { missing: 'change' } })
  }
  const known = isSameCode ? ok(null) : pricedCopayment(context, copaymentCode, encounter.day as IsoDate)
  if (!known.ok) return known
  const draft = reasonsFor(typed)
  const lock = await orderChangeLock(context, encounter.draft, draft)
  if (lock !== null) return { ok: false, error: lock }
  const priced = await priceDraft(context, encounter, patient, draft)
  if (!priced.ok) return priced
  const unfit = await unfitDiagnoses(context, encounter.day, draft.diagnoses)
  const { price: newPrice, problems, dispensing } = priced.value
  const alerts = await newAlerts(context, encounter, patient, draft)
  const open = unreasoned(alerts, draft.alertReasons)
  if (newPrice === null || areUnfit(unfit) || open.length > 0) {
    return ok({ visit: null, problems: [...problems], ...unfit, alerts: [...open] })
  }
  const price = amendedPrice(priceBefore, newPrice)

  const sent = await byEncounters(db, [encounterId])
  const refill = await refillCancellationOf(db, encounter, sent, dayOf(context.now()) as IsoDate)
  if (refill === 'asked' || refill === 'cancelled') return fail('VISIT_STATE', { details: { refill } })
  const standing = await standingRecords(context, encounterId)
  if (!standing.ok) return standing
  const isOwed = (await debtOf(db, encounterId))?.state === 'open'
  const { exceptionCode, ...makeUp } = keptFacts(standing.value)
  const amended = { ...encounter, draft, vitals: afterwards, price, version: fromVersion + 1 }
  const closing = { price, exceptionCode, closedAt, makeUp }
  const unsigned = await visitRecordOf(context, amended, patient, { ...closing, signatures: new Map() })
  if (!unsigned.ok) return unsigned
  const [fault] = checkVisitRecord(unsigned.value).filter(
    ({ field }) => field !== 'D11' && !(isOwed && fieldsOnlyACardGives.has(field)),
  )
  if (fault !== undefined) {
    return fail('RECORD_INVALID', { details: { field: fault.field, code: fault.code, line: fault.orderLine } })
  }

  const refillAfter = await checkRefill(db, { ...encounter, draft })
  if (!refillAfter.ok) return refillAfter
  const card = await cardOfVisit(db, encounter, patient.nationalId)
  const signatures =
    card === null || isOwed || exceptionCode !== null
      ? ok(new Map<number, string>())
      : await writeCard(context, amended, price, card, {
          afterCheck: makeUp.afterCheck === '1' ? '1' : '2',
          keepCardFees: true,
          standing: encounter,
        })
  if (!signatures.ok) return signatures
  const record = withSignatures(unsigned.value, signatures.value)

  const now = context.now()
  const difference = price.amountDue - priceBefore.amountDue
  const saved = await context.store.write(async (tx) => {
    const changed = await amend(tx, {
      encounterId,
      fromVersion,
      draft,
      amendedAt: now,
      price,
      priceBefore,
      diagnoses: record.diagnoses,
      orders: record.orders,
    })
    if (!changed) refuse('CONFLICT')
    if (!isSameCode) await setCopayment(tx, encounterId, 'closed', copaymentCode)
    await changeVitals(tx, encounterId, measured.value)
    await forgetAmendment(tx, encounterId)
    await forgetHalfTyped(tx, encounterId)
    await noteRefill(tx, encounter, draft)
    await noteDispensing(tx, encounter, draft, dispensing)
    const book = await moneyOf(tx, encounterId)
    await noteMoney(tx, context, encounter, amendedMoney(book, priceBefore.amountDue, difference, reason), now)
    const earlier = await byEncounters(tx, [encounterId])
    const ofNhi = earlier.filter(({ target }) => target === 'nhi-upload')
    const dueAt = amendmentDeadline(
      {
        dueAt: ofNhi.at(-1)?.dueAt ?? earlier.at(-1)?.dueAt ?? now,
        isReceived: ofNhi.some(({ state }) => state === 'accepted'),
      },
      now,
    )
    const rows = buildOutboxRows(record, { newId: context.newId, now, dueAt, isOwed })
    await appendOutbox(tx, rows)
    for (const row of rows) {
      const predecessor = earlier.findLast(({ target }) => target === row.target)
      if (predecessor !== undefined) await replace(tx, predecessor.id, 'amended', row.id)
    }
    await keepVersion(tx, encounterId, {
      version: fromVersion,
      endedAs: 'amended',
      endedAt: now,
      endedBy: context.settings.desk.person,
      reason,
      difference,
      content: contentOf(encounter, priceBefore),
    })
    const before = (await newestOf(tx, [encounterId])).get(encounterId)
    await replaceUnsigned(tx, encounterId)
    await addUnsigned(tx, {
      encounterId,
      version: fromVersion + 1,
      practitionerId: encounter.practitionerId,
      writtenAt: now,
      dueAt: signatureDueAt(now, before?.state === 'unsigned' ? before : null),
      ...recordTextOf(record),
    })
    await noteOverridden(tx, context, { encounterId, alerts, reasons: draft.alertReasons, at: now })
    await appendAudit(tx, {
      at: now,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-amended',
      subject: encounterId,
      details: {
        version: fromVersion + 1,
        difference,
        dispensedBy: dispensing?.practitionerId ?? null,
        ...(isSameCode ? {} : { copaymentFrom: standsAs?.copaymentCode ?? '', copaymentTo: copaymentCode }),
      },
    })
  })
  if (!saved.ok) return saved
  context.wakeOutbox('appended')
  context.publish('visit:changed', { encounterId })
  tellIssuingVisit(context, draft)
  context.publish('outbox:changed', { encounterIds: [encounterId] })
  context.publish('money:changed', {})
  const visit = await showVisit(context, encounterId)
  return visit.ok ? ok({ visit: visit.value, problems: [], missing: [], unbillable: [], alerts: [] }) : visit
}
