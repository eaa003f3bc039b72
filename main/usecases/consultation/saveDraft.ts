import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { Instant } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { byId } from '../../store/encounterQueries.ts'
import { saveDraft as storeDraft } from '../../store/encounterRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** Keeps what the doctor has typed so far, durably, without judging it. */
export const saveDraft = async (
  context: DeskContext,
  { encounterId, ...draft }: HandlerInput<'consultation:save-draft'>,
): Promise<Result<{ readonly savedAt: Instant }>> => {
  const at = context.now()
  const saved = await context.store.write((tx) => storeDraft(tx, encounterId, draft, at))
  if (!saved.ok) return saved
  if (saved.value) return ok({ savedAt: instantOf(at) })
  return (await byId(context.store.db, encounterId)) === null ? fail('NOT_FOUND') : fail('VISIT_STATE')
}
