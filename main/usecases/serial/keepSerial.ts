import type { EncounterId } from '../../../preload/contract/words.ts'
import { longestCallMs } from '../../domain/card/resolveLostSerial.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { byId, makeUpSerialsOf } from '../../store/card/journalQueries.ts'
import { begin, keepLate, settle } from '../../store/card/journalRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { serialOf } from './keptSerials.ts'
import { letGoOfLate } from './letGoOfLate.ts'
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
  const isKept = await keepAsAnswer(tx, intent, serial, { at, newId })
  return !(await letGoOfLate(tx, intent, serial)) && isKept
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
  const encounterId = await stillWanted(tx, intent)
  await keepLate(tx, { ...intent, id: newId(), encounterId }, { outcome: serial, at })
  return false
}

/**
 * Keeps that nobody knows whether an intent was carried out. Another desk that has given this one up may have ended it with "no such
 * visit on the card" before the request reached the NHI: what the card says is to be asked once more then, under an entry of its own.
 *
 * @returns the entry that is lost; null where the intent's serial is known by now
 */
export const keepLost = async (
  tx: WriteTx,
  intent: CardJournalEntry,
  end: { readonly outcome: unknown; readonly at: number; readonly newId: () => string },
): Promise<CardJournalEntry | null> => {
  const { outcome, at } = end
  const lost = { state: 'lost', outcome, at } as const
  if (await settle(tx, intent.id, lost)) return { ...intent, state: 'lost', finishedAt: at, outcome }
  if ((await byId(tx, intent.id))?.state !== 'failed') return null
  const encounterId = await stillWanted(tx, intent)
  const again: CardJournalEntry = {
    ...intent,
    id: end.newId(),
    encounterId,
    // Of a call that a PC's sleep has drawn out, the other desk has seen the beginning.
    at: Math.max(intent.at, at - longestCallMs),
    // It has ended: another desk may have one by now.
    claim: null,
  }
  await begin(tx, again)
  await settle(tx, again.id, lost)
  return { ...again, state: 'lost', finishedAt: at, outcome }
}

/** The visit that an intent is to make good: it has one serial, and where another desk has taken that, a further one is nobody's. */
const stillWanted = async (tx: WriteTx, { encounterId }: CardJournalEntry): Promise<EncounterId | null> =>
  encounterId !== null && (await makeUpSerialsOf(tx, encounterId)).length > 0 ? null : encounterId
