import { byId as encounterById } from '../store/encounterQueries.ts'
import type { WriteTx } from '../store/handles.ts'
import {
  byId,
  type CardJournalEntry,
  keepLate,
  letGoOfOthers,
  makeUpSerialsOf,
  settle,
} from '../store/journalRepository.ts'
import { serialOf } from './keptSerials.ts'
import type { StoredSerial } from './storedSerial.ts'

/**
 * Keeps the serial that came for an intent. An answer that is later than the longest call may find the intent ended by another desk:
 * by the card's history, or by a person. That outcome stands; a serial that it doesn't hold is written down beside it as one that was
 * given and has no visit, so that it is used, given back or laid aside, and never lost. So is one that comes for a make-up whose visit
 * another desk has made good meanwhile.
 *
 * @returns whether the intent holds the serial by this answer
 */
export const keepSerial = async (
  tx: WriteTx,
  intent: CardJournalEntry,
  serial: StoredSerial,
  { at, newId }: { readonly at: number; readonly newId: () => string },
): Promise<boolean> => {
  const visit = intent.encounterId === null ? null : await encounterById(tx, intent.encounterId)
  const moment = visit?.treatmentDateTime ?? null
  const isTooLate = moment !== null && moment !== serial.treatmentDateTime
  const isKept = await keepAsAnswer(tx, intent, serial, { at, newId })
  if (isTooLate && intent.encounterId !== null) await letGoOfOthers(tx, intent.encounterId, moment)
  return isKept && !isTooLate
}

const keepAsAnswer = async (
  tx: WriteTx,
  intent: CardJournalEntry,
  serial: StoredSerial,
  { at, newId }: { readonly at: number; readonly newId: () => string },
): Promise<boolean> => {
  if (await settle(tx, intent.id, { state: 'done', outcome: serial, at })) return true
  const now = await byId(tx, intent.id)
  const isKnown = now !== null && serialOf(now)?.treatmentDateTime === serial.treatmentDateTime
  if (isKnown) return false
  // A make-up has one serial; where another desk has taken that, this one is nobody's.
  const isTaken = intent.encounterId !== null && (await makeUpSerialsOf(tx, intent.encounterId)).length > 0
  const encounterId = isTaken ? null : intent.encounterId
  await keepLate(tx, { ...intent, id: newId(), encounterId }, { outcome: serial, at })
  return false
}
