import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterRecord, VisitDraft } from '../../store/encounterRecord.ts'
import { saveDraft } from '../../store/encounterRepository.ts'
import type { DeskContext } from '../context.ts'

/**
 * Why these orders must not take the place of those; null when they may, or are the same. Nobody orders behind a professional card
 * that was taken out or whose PIN is missing, whatever the screen shows; at a desk where none has been, nothing is locked.
 */
export const orderChangeLock = (
  context: DeskContext,
  before: Pick<VisitDraft, 'orders'>,
  after: Pick<VisitDraft, 'orders'>,
): ReturnType<DeskContext['professional']['signingLock']> =>
  JSON.stringify(before.orders) === JSON.stringify(after.orders)
    ? Promise.resolve(null)
    : context.professional.signingLock()

/**
 * Keeps a draft. Where its orders must not be changed, notes and diagnoses are kept all the same, and the orders stay as they were.
 *
 * @returns `VISIT_STATE`, and then nothing was kept; the lock's `PROFESSIONAL_CARD_ABSENT`, `PROFESSIONAL_PIN_NEEDED` or
 *   `PROFESSIONAL_PIN_LOCKED`
 */
export const keepDraft = async (
  context: DeskContext,
  encounter: EncounterRecord,
  draft: VisitDraft,
  at: number,
): Promise<Result<null>> => {
  const lock = await orderChangeLock(context, encounter.draft, draft)
  const { soap, diagnoses } = draft
  const kept = lock === null ? draft : { ...encounter.draft, soap, diagnoses }
  const saved = await context.store.write((tx) => saveDraft(tx, encounter.id, kept, at))
  if (!saved.ok) return saved
  if (!saved.value) return fail('VISIT_STATE', { details: { state: encounter.state } })
  return lock === null ? ok(null) : { ok: false, error: lock }
}
