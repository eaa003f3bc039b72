import { ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { longestCallMs } from '../../domain/card/resolveLostSerial.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { byId, makeUpSerialsOf, standingClaims } from '../../store/card/journalQueries.ts'
import { begin, markLost } from '../../store/card/journalRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { openForPatient, treatmentDateTimesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { keptSerialsOf } from '../serial/keptSerials.ts'
import type { SerialRequest } from '../serial/serialRequest.ts'
import { stopwatch } from '../stopwatch.ts'
import type { MeantCard } from './speakingCard.ts'

/** How long a desk waits for another that is asking for the same card. */
const waitAtMostMs = 30_000
/** A serial that was given becomes a visit within moments; after this its desk has come to nothing. */
const visitFollowsWithinMs = 3_000
const lookEveryMs = 100

export type Claim =
  /** The intent is written down; the serial may be asked for, once. */
  | { readonly kind: 'mine'; readonly entry: CardJournalEntry }
  /** Another attempt for this card is under way, lost, or about to become a visit. */
  | { readonly kind: 'standing'; readonly entry: CardJournalEntry }
  /** There is a visit already. */
  | { readonly kind: 'visit'; readonly encounterId: EncounterId }

/** By what a card is claimed: a virtual card's serials count apart from the plastic one's, even where both have one number. */
export const claimKey = ({ cardNumber, medium }: MeantCard): string =>
  medium === 'virtual' ? `virtual ${cardNumber}` : cardNumber

/**
 * Claims the card by writing the intent to take a serial, unless somebody else has: in one transaction, so that of two desks that
 * ask at the same moment exactly one goes on. `CONFLICT`: the visit's deposit was kept meanwhile, and no serial makes it good any more.
 */
export const claimCard = (context: DeskContext, request: SerialRequest): Promise<Result<Claim>> => {
  const { patientId, treatmentItem, card, makeUpFor, besidesEarlier = false } = request
  const at = context.now()
  const day = dayOf(at)
  const entry: CardJournalEntry = {
    id: context.newId(),
    encounterId: makeUpFor ?? null,
    patientId,
    kind: 'serial',
    intent: {
      treatmentItem,
      cardNumber: card.cardNumber,
      medium: card.medium,
      afterCheck: makeUpFor === undefined ? '1' : '2',
      isClockKnown: context.serverClock.isKnown(),
    },
    at,
    state: 'open',
    finishedAt: null,
    outcome: null,
    desk: context.settings.desk.id,
    claim: { cardNumber: claimKey(card), treatmentItem, day },
  }
  return context.store.write(async (tx): Promise<Claim> => {
    const visit = makeUpFor === undefined ? await openForPatient(tx, patientId, besidesEarlier ? day : null) : null
    if (visit !== null) return { kind: 'visit', encounterId: visit.id }
    const debt = makeUpFor === undefined ? null : await debtOf(tx, makeUpFor)
    if (debt !== null && debt.state !== 'open') refuse('CONFLICT', { state: debt.state })
    const [claims, kept, known] = await Promise.all([
      standingClaims(tx, claimKey(card)),
      keptSerialsOf(tx, patientId),
      treatmentDateTimesOf(tx, patientId),
    ])
    // One of yesterday that is still under way was asked for a moment before midnight.
    const claimed = claims.find((other) => other.claim?.day === day || isUnderWay(other, at))
    const withoutVisit = kept.find(
      ({ entry: other, serial }) =>
        other.claim?.cardNumber === claimKey(card) &&
        other.claim.day === day &&
        !known.includes(serial.treatmentDateTime),
    )?.entry
    // A make-up takes no serial that was meant for another visit, and never a second one of its own.
    const ofOwn = makeUpFor === undefined ? withoutVisit : (await makeUpSerialsOf(tx, makeUpFor))[0]
    const standing = claimed ?? ofOwn
    if (standing !== undefined) return { kind: 'standing', entry: standing }
    await begin(tx, entry)
    return { kind: 'mine', entry }
  })
}

/** Whether a call that was begun may still be running; after the longest time a call takes, its fate is simply not known. */
export const isUnderWay = (entry: CardJournalEntry, now: number): boolean =>
  entry.state === 'open' && now - entry.at < longestCallMs

/** The serial of a make-up has its visit from the intent on. */
const hasVisit = (entry: CardJournalEntry): boolean => entry.encounterId !== null && entry.state === 'done'

/** Whether another desk has just got this serial and is about to make its visit. */
export const isAboutToBeVisit = (context: DeskContext, entry: CardJournalEntry): boolean =>
  entry.state === 'done' &&
  entry.desk !== null &&
  entry.desk !== context.settings.desk.id &&
  entry.encounterId === null &&
  context.now() - (entry.finishedAt ?? entry.at) < visitFollowsWithinMs

/**
 * Waits, visibly and not for ever, until another attempt for the same card has ended: as a visit, as nothing, or unknown.
 *
 * @returns `ended`; `stuck` when it is still under way; `left` when its serial has not become a visit in time
 */
export const waitForOtherDesk = async (
  context: DeskContext,
  other: CardJournalEntry,
): Promise<Result<'ended' | 'stuck' | 'left'>> => {
  const elapsed = stopwatch()
  const progress = (state: 'running' | 'done' | 'failed'): void =>
    context.publish('visit:progress', { encounterId: null, step: 'wait-desk', state, ms: elapsed() })
  progress('running')
  let givenAt: number | null = null
  while (elapsed() < waitAtMostMs) {
    const now = await byId(context.store.db, other.id)
    if (now === null || now.state === 'failed' || now.state === 'lost' || hasVisit(now)) {
      progress('done')
      return ok('ended')
    }
    if (now.state === 'done') {
      givenAt ??= elapsed()
      if (elapsed() - givenAt > visitFollowsWithinMs) {
        progress('failed')
        return ok('left')
      }
    } else if (!isUnderWay(now, context.now())) {
      const given = await context.store.write((tx) => markLost(tx, other.id))
      progress('failed')
      return given.ok ? ok('ended') : given
    }
    await context.pause(lookEveryMs)
  }
  progress('failed')
  return ok('stuck')
}
