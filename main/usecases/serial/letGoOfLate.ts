import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { letGoOfOthers } from '../../store/card/journalRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { StoredSerial } from './storedSerial.ts'

/**
 * Lets go of a make-up's serial, which has just been written down, where its visit has been made good with another one: it is a serial
 * without a visit then, to be used, given back or laid aside.
 *
 * @returns whether it was let go of
 */
export const letGoOfLate = async (tx: WriteTx, intent: CardJournalEntry, serial: StoredSerial): Promise<boolean> => {
  if (intent.encounterId === null) return false
  const moment = (await byId(tx, intent.encounterId))?.treatmentDateTime ?? null
  if (moment === null || moment === serial.treatmentDateTime) return false
  await letGoOfOthers(tx, intent.encounterId, moment)
  return true
}
