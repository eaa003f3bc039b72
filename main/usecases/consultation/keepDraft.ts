import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { Instant } from '../../../preload/contract/words.ts'
import { refuse } from '../../store/refuse.ts'
import type { EncounterRecord, VisitDraft } from '../../store/visit/encounterRecord.ts'
import { draftSavedAt, saveDraft } from '../../store/visit/encounterRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'

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
 * Keeps a draft, and gives the moment it is known by. Where its orders must not be changed, note, diagnoses and 回診日 are kept all
 * the same, the orders stay as they were, and the error names that moment (details.savedAt).
 *
 * @param basedOn the moment of the draft it was typed upon; undefined writes over whatever stands
 * @returns `CONFLICT` (details.savedAt): another draft than `basedOn` stands by now; `VISIT_STATE`: outside the consultation. Nothing was kept then.
 *   Else the lock's `PROFESSIONAL_CARD_ABSENT`, `PROFESSIONAL_PIN_NEEDED` or `PROFESSIONAL_PIN_LOCKED`
 */
export const keepDraft = async (
  context: DeskContext,
  encounter: EncounterRecord,
  draft: VisitDraft,
  basedOn: Instant | null | undefined,
): Promise<Result<Instant>> => {
  const lock = await orderChangeLock(context, encounter.draft, draft)
  const { soap, diagnoses, returnOn } = draft
  const { returnOn: _, ...others } = encounter.draft
  const beside = { ...others, soap, diagnoses, ...(returnOn === undefined ? {} : { returnOn }) }
  const kept = lock === null ? draft : beside
  const saved = await context.store.write(async (tx) => {
    const before = await draftSavedAt(tx, encounter.id)
    const standing = before === null ? null : instantOf(before)
    if (basedOn !== undefined && standing !== basedOn) refuse('CONFLICT', { savedAt: standing })
    // Two drafts of one millisecond would look like one.
    const at = Math.max(context.now(), (before ?? 0) + 1)
    return (await saveDraft(tx, encounter.id, kept, at)) ? instantOf(at) : null
  })
  if (!saved.ok) return saved
  const savedAt = saved.value
  if (savedAt === null) return fail('VISIT_STATE', { details: { state: encounter.state } })
  return lock === null ? ok(savedAt) : { ok: false, error: { ...lock, details: { ...lock.details, savedAt } } }
}
