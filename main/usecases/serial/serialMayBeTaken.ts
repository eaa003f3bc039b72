import type { PatientId } from '../../../preload/contract/words.ts'
import { openSerialsOf } from '../../store/card/journalQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'

/**
 * Whether a serial asked for this person today has been used up, or may have been, without a visit that has it: an exception code is
 * then one of the right column (已取得就醫序號).
 *
 * @param patientId null for somebody the clinic doesn't know, who has asked for none
 */
export const serialMayBeTaken = async (context: DeskContext, patientId: PatientId | null): Promise<boolean> =>
  patientId !== null &&
  (await openSerialsOf(context.store.db, patientId)).some(({ at }) => dayOf(at) === dayOf(context.now()))
