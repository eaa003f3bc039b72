import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { Instant } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { keepDraft } from './keepDraft.ts'

/**
 * Keeps what the doctor has typed so far, durably, without judging it; not over what somebody else has kept meanwhile. Errors beside
 * `NOT_FOUND` as `keepDraft`.
 */
export const saveDraft = async (
  context: DeskContext,
  { encounterId, basedOn, ...draft }: HandlerInput<'consultation:save-draft'>,
): Promise<Result<{ readonly savedAt: Instant }>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const kept = await keepDraft(context, encounter, draft, basedOn)
  return kept.ok ? ok({ savedAt: kept.value }) : kept
}
