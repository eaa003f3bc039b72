import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { moveVisit } from '../../domain/visit/visitState.ts'
import { byEncounter } from '../../store/card/journalQueries.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { beginDraft, setState } from '../../store/visit/encounterRepository.ts'
import type { DeskContext } from '../context.ts'
import { showVisit } from '../record/visitView.ts'
import { noteTakenIn } from '../registration/queue.ts'
import { usuallyDispensed } from './dispensings.ts'

/**
 * The doctor takes the patient in (看診): the pharmacist who dispensed last at this desk is taken to dispense this time, too. A visit already
 * in consultation is simply shown.
 */
export const startConsultation = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<VisitDetail>> => {
  const encounter = await byId(context.store.db, encounterId)
  if (encounter === null) return fail('NOT_FOUND')
  if (encounter.state !== 'in-consultation') {
    const allowed = moveVisit(encounter, 'start')
    if (!allowed.ok) return allowed
    const dispensed = await usuallyDispensed(context, encounter)
    const moved = await context.store.write(async (tx) => {
      // A visit whose serial is being given back, or may have been, is not begun on a serial that is gone.
      const acts = await byEncounter(tx, encounterId)
      if (acts.some(({ kind, state }) => kind === 'rollback' && state !== 'failed')) refuse('ROLLBACK_UNRESOLVED')
      const isTaken = await setState(tx, encounterId, ['waiting'], 'in-consultation')
      if (isTaken) {
        await noteTakenIn(tx, encounter, context.now())
        if (dispensed !== null) await beginDraft(tx, encounterId, dispensed)
      }
      return isTaken
    })
    if (!moved.ok) return moved
    if (!moved.value) return fail('VISIT_STATE')
    context.publish('visit:changed', { encounterId })
  }
  return showVisit(context, encounterId)
}
