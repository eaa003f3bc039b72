import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import { endsVirtualCard } from '../../domain/card/virtualCardFaults.ts'
import { type DeskContext, instantOf } from '../context.ts'
import type { HeldCard } from './cardSession.ts'
import { isSameCard, type MeantCard } from './speakingCard.ts'
import { visitOnVirtualCard } from './virtualCardAtDesk.ts'

/** What came of presenting the card at the desk: its session, or why the card itself is no good, and then it is put away. */
export const presented = async (
  context: DeskContext,
  held: HeldCard | null,
  holder: CardIdentity,
): Promise<Result<CardSession>> => {
  const { cards, virtualCards } = context
  if (held?.session.medium !== 'virtual' || held.profile === null || !isSameCard(held.profile, holder)) {
    return fail('CARD_CHANGED', { retryable: true })
  }
  const { fault, phase, sessionId } = held.session
  if (phase !== 'authenticated' && fault !== null && endsVirtualCard(fault.code)) {
    cards.putAway(sessionId)
    // A new code that is no good takes nothing from a visit under way that stands on the one before it.
    const serves = phase === 'identified' && virtualCards.until(holder) !== null
    const isNeeded = serves && (await visitOnVirtualCard(context, holder)) !== null
    if (!isNeeded) await context.speaking.end(holder)
    return { ok: false, error: plain(fault) }
  }
  const until = virtualCards.until(holder)
  if (until !== null) cards.changeVirtual(holder, { usableUntil: instantOf(until) })
  return ok(cards.current()?.session ?? held.session)
}

const plain = ({ code, retryable, details }: NonNullable<CardSession['fault']>): AppError => ({
  code,
  retryable,
  ...(details === undefined ? {} : { details }),
})

/** Presents the virtual card at the desk from the start. */
export const presentedAgain = async (context: DeskContext, card: CardIdentity): Promise<Result<CardSession>> => {
  await context.cards.settled()
  return presented(context, await context.cards.readAgain(), card)
}

/**
 * A card that is kept stands at the desk as it was, without asking anybody; one that was only read, or could not be authenticated, is
 * presented now. `meant` is the card of the visit it is for: another one is shown and not presented (`VIRTUAL_CARD_MISMATCH`).
 */
export const shownAgain = async (
  context: DeskContext,
  card: MeantCard,
  meant: MeantCard | null,
): Promise<Result<CardSession>> => {
  const { cards, virtualCards } = context
  const current = cards.current()
  const isShown = current?.session.medium === 'virtual' && current.profile !== null && isSameCard(current.profile, card)
  const held = isShown ? current : cards.showAgain(card)
  if (held === null) return fail('VIRTUAL_CARD_USED', { details: { where: 'here' } })
  if (meant !== null && !isSameCard(meant, card)) return fail('VIRTUAL_CARD_MISMATCH')
  const isReady = held.session.phase === 'authenticated' && virtualCards.until(card) !== null
  return isReady ? presented(context, held, card) : presentedAgain(context, card)
}

/**
 * A card that was displaced before it had a visit comes back to the empty desk, and is presented, so that what the NHI thinks of a
 * second time is known before anybody registers. `DESK_OCCUPIED`, `VIRTUAL_CARD_LAPSED`.
 */
export const showKeptVirtualCard = async (context: DeskContext, card: CardIdentity): Promise<Result<CardSession>> => {
  const { cards, virtualCards } = context
  if (cards.current() !== null) return fail('DESK_OCCUPIED', { retryable: true })
  const isKept = virtualCards.find(card) !== null && cards.showAgain(card) !== null
  return isKept ? presentedAgain(context, card) : fail('VIRTUAL_CARD_LAPSED')
}
