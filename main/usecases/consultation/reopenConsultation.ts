import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { moveVisit } from '../../domain/visit/visitState.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { byEncounter } from '../../store/card/journalQueries.ts'
import { keepDispensing } from '../../store/record/dispensingRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { setPriced, setState } from '../../store/visit/encounterRepository.ts'
import type { DeskContext } from '../context.ts'
import { showVisit } from '../record/visitView.ts'

/** The card is being written at this moment, or holds the signed orders already, although the visit could not be closed. */
const isOnCard = ({ kind, state }: CardJournalEntry): boolean =>
  (kind === 'write-orders' && state === 'done') ||
  ((kind === 'write-fees' || kind === 'write-orders') && state === 'open')

/** Gives a visit that waits to be paid back to the doctor; its price is forgotten, and its place in a dispenser's day free. Not once the card has been written. */
export const reopenConsultation = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitDetail>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  const allowed = moveVisit(encounter, 'reopen')
  if (!allowed.ok) return allowed
  const moved = await context.store.write(async (tx) => {
    if ((await byEncounter(tx, encounterId)).some(isOnCard)) refuse('VISIT_STATE', { reason: 'card-written' })
    const reopened = await setState(tx, encounterId, ['to-pay'], 'in-consultation')
    if (reopened) {
      await setPriced(tx, encounterId, null)
      await keepDispensing(tx, encounterId, null)
    }
    return reopened
  })
  if (!moved.ok) return moved
  if (!moved.value) return fail('VISIT_STATE')
  context.publish('visit:changed', { encounterId })
  return showVisit(context, encounterId)
}
