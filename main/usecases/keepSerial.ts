import type { WriteTx } from '../store/handles.ts'
import { byId, type CardJournalEntry, keepLate, settle } from '../store/journalRepository.ts'
import { serialOf } from './keptSerials.ts'
import type { StoredSerial } from './storedSerial.ts'

/**
 * Keeps the serial that came for an intent. An answer that is later than the longest call may find the intent ended by another desk:
 * by the card's history, or by a person. That outcome stands; a serial that it doesn't hold is written down beside it as one that was
 * given and has no visit, so that it is used, given back or laid aside, and never lost.
 *
 * @returns whether the intent holds the serial by this answer
 */
export const keepSerial = async (
  tx: WriteTx,
  intent: CardJournalEntry,
  serial: StoredSerial,
  { at, newId }: { readonly at: number; readonly newId: () => string },
): Promise<boolean> => {
  if (await settle(tx, intent.id, { state: 'done', outcome: serial, at })) return true
  const now = await byId(tx, intent.id)
  const isKnown = now !== null && serialOf(now)?.treatmentDateTime === serial.treatmentDateTime
  if (isKnown) return false
  await keepLate(tx, { ...intent, id: newId() }, { outcome: serial, at })
  return false
}
