import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { Instant } from '../../../preload/contract/words.ts'
import { reasonsFor, unreasoned } from '../../domain/orders/orderAlerts.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { forgetHalfTyped } from '../../store/record/halfTypedRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { draftSavedAt, setPriced, setState } from '../../store/visit/encounterRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { priceDraft } from '../money/priceDraft.ts'
import { showVisit } from '../record/visitView.ts'
import { noteDispensing } from './dispensings.ts'
import { draftAlerts, noteOverridden } from './draftAlerts.ts'
import { keepDraft } from './keepDraft.ts'
import { areUnfit, unfitDiagnoses } from './unfitDiagnoses.ts'

type Finish = HandlerOutput<'consultation:finish'>

/** An error that came once the draft was kept says so, or the next try would seem to be typed upon another one. */
const keptUnder = (savedAt: Instant, error: AppError): Result<never> => ({
  ok: false,
  error: { ...error, details: { ...error.details, savedAt } },
})

/**
 * Ends the consultation (完診). What was typed is kept in every case (as `keepDraft` says); the visit moves on to the cashier only when it has diagnoses
 * that may be claimed, every order can be priced, and every alert about a drug has its reason (which the audit trail keeps with it). The draft stays as it was typed; quantities that a rule gives are in the price.
 * Errors after it was kept say the moment it is known by (details.savedAt).
 */
export const finishConsultation = async (
  context: DeskContext,
  { encounterId, basedOn, ...typed }: HandlerInput<'consultation:finish'>,
): Promise<Result<Finish>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')

  const draft = reasonsFor(typed)
  const at = context.now()
  const kept = await keepDraft(context, encounter, draft, basedOn)
  if (!kept.ok) return kept
  const savedAt = kept.value

  const priced = await priceDraft(context, encounter, patient, draft)
  if (!priced.ok) return keptUnder(savedAt, priced.error)
  const unfit = await unfitDiagnoses(context, encounter.day, draft.diagnoses)
  const { price, problems, dispensing } = priced.value
  const { alerts } = await draftAlerts(context, encounter, patient, draft)
  const open = unreasoned(alerts, draft.alertReasons)
  if (price === null || areUnfit(unfit) || open.length > 0) {
    return ok({ visit: null, problems: [...problems], ...unfit, alerts: [...open], savedAt })
  }

  const moved = await context.store.write(async (tx) => {
    const standing = await draftSavedAt(tx, encounterId)
    // What was priced is what was kept; somebody else may have kept another draft since.
    if (standing !== Date.parse(savedAt))
      refuse('CONFLICT', { savedAt: standing === null ? null : instantOf(standing) })
    const isMoved = await setState(tx, encounterId, ['in-consultation'], 'to-pay')
    if (isMoved) {
      await setPriced(tx, encounterId, price)
      await forgetHalfTyped(tx, encounterId)
      await noteDispensing(tx, encounter, draft, dispensing)
    }
    if (isMoved) await noteOverridden(tx, context, { encounterId, alerts, reasons: draft.alertReasons, at })
    return isMoved
  })
  if (!moved.ok) return moved.error.code === 'CONFLICT' ? moved : keptUnder(savedAt, moved.error)
  if (!moved.value) return fail('VISIT_STATE')
  context.publish('visit:changed', { encounterId })
  const visit = await showVisit(context, encounterId)
  return visit.ok ? ok({ visit: visit.value, problems: [], missing: [], unbillable: [], alerts: [], savedAt }) : visit
}
