import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HalfTyped } from '../../../preload/contract/visit/halfTyped.ts'
import type { EncounterId, Instant } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { halfTypedAt, putHalfTyped } from '../../store/record/halfTypedRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** What this desk left half typed at a visit. */
export const halfTypedOf = async (context: DeskContext, encounterId: EncounterId): Promise<Result<HalfTyped>> =>
  ok(await halfTypedAt(context.store.db, encounterId, context.settings.desk.id))

/**
 * Keeps what this desk has half typed at a visit. `VISIT_STATE`: it is neither in consultation nor closed (where an amendment is
 * typed); what comes late from a screen that was left must not come back when the visit is opened again.
 */
export const keepHalfTyped = async (
  context: DeskContext,
  { encounterId, fields }: HandlerInput<'half-typed:keep'>,
): Promise<Result<{ readonly savedAt: Instant }>> => {
  const savedAt = context.now()
  const saved = await context.store.write(async (tx) => {
    const { state } = (await summariesOf(tx, [encounterId])).get(encounterId) ?? refuse('NOT_FOUND')
    if (state !== 'in-consultation' && state !== 'closed') refuse('VISIT_STATE', { state })
    await putHalfTyped(tx, encounterId, { desk: context.settings.desk.id, fields, savedAt })
  })
  return saved.ok ? ok({ savedAt: instantOf(savedAt) }) : saved
}
