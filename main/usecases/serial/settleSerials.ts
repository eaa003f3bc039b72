import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { makeUpSerialsOf, openSerialsOf, standingClaims } from '../../store/card/journalQueries.ts'
import { treatmentDateTimesOf } from '../../store/visit/encounterQueries.ts'
import { causedBy } from '../card/causedBy.ts'
import { claimKey } from '../card/claimCard.ts'
import { confirmCard } from '../card/confirmCard.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { serialOf } from './keptSerials.ts'
import { isStillOf, resolveSerial } from './resolveSerial.ts'
import type { SerialRequest } from './serialRequest.ts'
import { SerialIntentSchema, type StoredSerial } from './storedSerial.ts'

export interface TakenSerial {
  readonly journalId: string
  readonly serial: StoredSerial
}

/**
 * Settles what earlier attempts for this card left open today: a serial that was kept but never became a visit, or one whose answer
 * was lost. Such a serial is used now, in place of a new one. Null: nothing is open, a serial may be asked for.
 *
 * @param leave entries of another desk that is still at work with them
 * @returns `SERIAL_UNRESOLVED` when a serial may have been used up and nobody can tell yet, `SERIAL_HELD` (details.code: its
 *   就醫類別) when one was taken for another item, and what reading the card failed with when it is no longer there
 */
export const settleEarlierSerials = async (
  context: DeskContext,
  request: SerialRequest,
  leave: (entry: CardJournalEntry) => boolean,
): Promise<Result<TakenSerial | null>> => {
  const { db } = context.store
  const { makeUpFor } = request
  const isOfToday = (entry: CardJournalEntry): boolean => dayOf(entry.at) === dayOf(context.now())
  for (const entry of await standingClaims(db, claimKey(request.card))) {
    const isOwn = entry.encounterId === (makeUpFor ?? null)
    // A plain one of another day is in nobody's way.
    if (isOwn || leave(entry) || (entry.encounterId === null && !isOfToday(entry))) continue
    // The lost serial of another visit is found out, and stays that visit's.
    const found = await lookUp(context, entry, request)
    if (!found.ok) return found
  }
  // The serial of a make-up is its visit's on whatever day; a new visit takes up only what was left open today.
  const entries =
    makeUpFor === undefined
      ? (await openSerialsOf(db, request.patientId)).filter(isOfToday)
      : await makeUpSerialsOf(db, makeUpFor)
  for (const entry of entries) {
    const intent = SerialIntentSchema.safeParse(entry.intent)
    const { cardNumber, medium } = request.card
    const isOfCard = intent.success && intent.data.cardNumber === cardNumber && intent.data.medium === medium
    if (!isOfCard || leave(entry)) continue
    const serial = entry.state === 'done' ? ok(serialOf(entry)) : await lookUp(context, entry, request)
    if (!serial.ok) return serial
    if (serial.value === null) continue
    const isUsed = (await treatmentDateTimesOf(db, request.patientId)).includes(serial.value.treatmentDateTime)
    // The visit has been made good already, with it or with another one, by somebody who was quicker.
    if (makeUpFor !== undefined && (isUsed || !(await isStillOf(context, entry)))) {
      return fail('CONFLICT', { details: { state: 'done' } })
    }
    if (isUsed) continue
    if (intent.data.treatmentItem !== request.treatmentItem) {
      return fail('SERIAL_HELD', { details: { code: intent.data.treatmentItem } })
    }
    return ok({ journalId: entry.id, serial: serial.value })
  }
  return ok(null)
}

/** As `resolveSerial`, in the words of somebody who wants to register. */
const lookUp = async (
  context: DeskContext,
  entry: CardJournalEntry,
  request: SerialRequest,
): Promise<Result<StoredSerial | null>> => {
  context.publish('visit:progress', { encounterId: null, step: 'resolve-serial', state: 'running', ms: 0 })
  const resolved = await resolveSerial(context, entry, request.card)
  const state = resolved.ok ? 'done' : 'failed'
  context.publish('visit:progress', { encounterId: null, step: 'resolve-serial', state, ms: 0 })
  if (resolved.ok || resolved.error.code === 'SERIAL_BUSY') return resolved
  // A card that went under the question ends it in many ways, a reader's time-out among them: who is there now, another one or nobody?
  const present = await confirmCard(context, request.card)
  return !present.ok && isAboutCard(present.error) ? present : unresolved(resolved.error)
}

const isAboutCard = ({ code }: AppError): boolean => code.startsWith('CARD_')

/** Nothing is known yet; `details.cause` says why, with the number behind it. */
export const unresolved = (error: AppError): Result<never> =>
  fail('SERIAL_UNRESOLVED', {
    retryable: true,
    details: error.details?.cause === undefined ? causedBy(error) : error.details,
  })
