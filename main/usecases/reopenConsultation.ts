import { fail, type Result } from '../../preload/contract/result.ts'
import type { VisitDetail } from '../../preload/contract/visit.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { moveVisit } from '../domain/visitState.ts'
import { byId } from '../store/encounterQueries.ts'
import { setPriced, setState } from '../store/encounterRepository.ts'
import type { DeskContext } from './context.ts'
import { showVisit } from './visitView.ts'

/** Gives a visit that waits to be paid back to the doctor; its price is forgotten. Not once the card has been written. */
export const reopenConsultation = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitDetail>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'reopen')
  if (!allowed.ok) return allowed
  const moved = await context.store.write(async (tx) => {
    const reopened = await setState(tx, encounterId, ['to-pay'], 'in-consultation')
    if (reopened) await setPriced(tx, encounterId, null)
    return reopened
  })
  if (!moved.ok) return moved
  if (!moved.value) return fail('VISIT_STATE')
  context.publish('visit:changed', { encounterId })
  return showVisit(context, encounterId)
}
