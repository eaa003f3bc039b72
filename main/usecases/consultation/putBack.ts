import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { moveVisit } from '../../domain/visit/visitState.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { setState } from '../../store/visit/encounterRepository.ts'
import type { DeskContext } from '../context.ts'
import { summariseVisit } from '../record/visitView.ts'
import { noteNotTakenIn } from '../registration/queue.ts'

/**
 * Gives a patient who was taken in back to those who wait, under the own number: the wrong one was taken in, has left, or is another
 * doctor's. What was typed stays and is there again when the consultation begins anew.
 */
export const putBack = async (context: DeskContext, encounterId: EncounterId): Promise<Result<VisitSummary>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'put-back')
  if (!allowed.ok) return allowed
  const moved = await context.store.write(async (tx) => {
    if (!(await setState(tx, encounterId, ['in-consultation'], 'waiting'))) refuse('VISIT_STATE')
    await noteNotTakenIn(tx, encounter)
  })
  if (!moved.ok) return moved
  context.publish('visit:changed', { encounterId })
  return summariseVisit(context, encounterId)
}
