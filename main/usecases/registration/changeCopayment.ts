import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounter as journalOf } from '../../store/card/journalQueries.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { setCopayment, setPriced } from '../../store/visit/encounterRepository.ts'
import type { DeskContext } from '../context.ts'
import { priceDraft } from '../money/priceDraft.ts'
import { isUnchanged } from '../record/unchangedVisit.ts'
import { showVisit } from '../record/visitView.ts'
import { pricedCopayment } from './pricedCopayment.ts'

/** What may be chosen: what the form of the visit's day offers, and what it was registered under. */
export const copaymentChoices = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<HandlerOutput<'copayment:choices'>>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  return ok(
    rulesOn(context.rules, encounter.day)
      .copaymentCodes.filter(({ code, offered }) => offered || code === encounter.copaymentCode)
      .map(({ code, nameZh, basic }) => ({ code, name: nameZh, amount: basic })),
  )
}

/**
 * Gives a visit another 部分負擔代號: that an illness was the catastrophic one only the doctor knows, and a certificate may be shown at the
 * cashier only. A visit that waits to be paid is priced anew by it, as the doctor's draft stands; a card that has other fees already
 * is asked about when the visit is closed. During the consultation nothing is changed under the doctor's hands, and a closed visit keeps
 * its code (`amendVisit`): both are `VISIT_STATE`, as is a card that is being written at this moment, or of which nobody knows what it got.
 */
export const changeCopayment = async (
  context: DeskContext,
  { encounterId, copaymentCode }: HandlerInput<'copayment:change'>,
): Promise<Result<VisitDetail>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const { state, price: before } = encounter
  if (state !== 'waiting' && state !== 'to-pay') return fail('VISIT_STATE', { details: { state } })
  // A write whose answer was lost is taken for one of the fees as they are now.
  if (encounter.cardWrite === 'unconfirmed') return fail('VISIT_STATE', { details: { state, reason: 'card-written' } })
  if (encounter.copaymentCode === copaymentCode) return showVisit(context, encounterId)
  const known = pricedCopayment(context, copaymentCode, encounter.day as IsoDate)
  if (!known.ok) return known
  const priced =
    before === null ? null : await priceDraft(context, { ...encounter, copaymentCode }, patient, encounter.draft)
  if (priced?.ok === false) return priced
  const price = priced?.value.price ?? null
  // What could be priced under one code can be under another, unless a table has changed meanwhile.
  if (before !== null && price === null) return fail('RULES_MISSING', { details: { table: 'copayment-codes' } })
  const saved = await context.store.write(async (tx) => {
    if (!(await isUnchanged(tx, encounter))) refuse('CONFLICT')
    if ((await journalOf(tx, encounterId)).some(({ kind, state: act }) => isWrite(kind) && act === 'open')) {
      refuse('VISIT_STATE', { reason: 'card-written' })
    }
    if (!(await setCopayment(tx, encounterId, state, copaymentCode))) refuse('CONFLICT')
    if (price !== null) await setPriced(tx, encounterId, price)
    await appendAudit(tx, {
      at: context.now(),
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'copayment-changed',
      subject: encounterId,
      details: {
        from: encounter.copaymentCode,
        to: copaymentCode,
        difference: (price?.amountDue ?? 0) - (before?.amountDue ?? 0),
      },
    })
  })
  if (!saved.ok) return saved
  context.publish('visit:changed', { encounterId })
  return showVisit(context, encounterId)
}

const isWrite = (kind: string): boolean => kind === 'write-fees' || kind === 'write-orders'
