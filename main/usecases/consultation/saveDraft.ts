import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId, Instant } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { byId } from '../../store/encounterQueries.ts'
import type { VisitDraft } from '../../store/encounterRecord.ts'
import { draftSavedAt, saveDraft as storeDraft } from '../../store/encounterRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { refuse } from '../../store/refuse.ts'
import { type DeskContext, instantOf } from '../context.ts'

/**
 * Keeps a draft in a transaction and gives the moment it is known by, epoch ms; null outside the consultation. `CONFLICT` when another
 * than `basedOn` stands there by now; undefined writes over whatever does.
 */
export const keepDraft = async (
  tx: WriteTx,
  context: DeskContext,
  encounterId: EncounterId,
  draft: VisitDraft,
  basedOn: Instant | null | undefined,
): Promise<number | null> => {
  const before = await draftSavedAt(tx, encounterId)
  const standing = before === null ? null : instantOf(before)
  if (basedOn !== undefined && standing !== basedOn) refuse('CONFLICT', { savedAt: standing })
  // Two drafts of one millisecond would look like one.
  const at = Math.max(context.now(), (before ?? 0) + 1)
  return (await storeDraft(tx, encounterId, draft, at)) ? at : null
}

/** Keeps what the doctor has typed so far, durably, without judging it; not over what somebody else has kept meanwhile. */
export const saveDraft = async (
  context: DeskContext,
  { encounterId, basedOn, ...draft }: HandlerInput<'consultation:save-draft'>,
): Promise<Result<{ readonly savedAt: Instant }>> => {
  const saved = await context.store.write((tx) => keepDraft(tx, context, encounterId, draft, basedOn))
  if (!saved.ok) return saved
  if (saved.value !== null) return ok({ savedAt: instantOf(saved.value) })
  return (await byId(context.store.db, encounterId)) === null ? fail('NOT_FOUND') : fail('VISIT_STATE')
}
