import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import type { DeskContext } from '../context.ts'
import { acceptVirtualCardToken } from './acceptVirtualCard.ts'
import { showKeptVirtualCard } from './shownVirtualCard.ts'
import { isSameCard } from './speakingCard.ts'
import { putAwayVirtualCard, visitOnVirtualCard } from './virtualCardAtDesk.ts'

/** A virtual card that stands at the desk. */
export interface ShownCard {
  readonly sessionId: CardSessionId
  readonly card: CardIdentity
}

/** The desk as it is for a patient who has approved from afar. */
export interface RemotePatientDesk {
  isFree(): boolean
  /** The stay of this card at the desk; null when it is not there. */
  stayOf(card: CardIdentity): CardSessionId | null
  /**
   * Shows the virtual card that came with the approval as one that was scanned. It has to be the card of the person who was asked
   * (non-substitution); any other is put away at once. `VIRTUAL_CARD_MISMATCH`, `DESK_OCCUPIED` where somebody has come meanwhile (shown
   * again later, it is known), and those of `acceptVirtualCardToken`.
   */
  show(token: string, nationalId: string): Promise<Result<ShownCard>>
  /** Whether this card could still bring its patient here: it is kept, and has had no visit yet. */
  awaitsVisit(card: CardIdentity): Promise<boolean>
  /** Presents a card that is kept once more. `VIRTUAL_CARD_LAPSED` where it is not, or the NHI takes none a second time. */
  showKept(card: CardIdentity): Promise<Result<ShownCard>>
  putAway(sessionId: CardSessionId): Promise<unknown>
}

export const createRemotePatientDesk = (context: () => DeskContext): RemotePatientDesk => {
  const putAway = (cardSessionId: CardSessionId) =>
    context().cardTurn(() => putAwayVirtualCard(context(), { cardSessionId }))
  return {
    isFree: () => context().cards.current() === null,
    stayOf: (card) => {
      const held = context().cards.current()
      const isHere = held?.session.medium === 'virtual' && held.profile !== null && isSameCard(held.profile, card)
      return isHere ? held.session.sessionId : null
    },
    show: async (token, nationalId) => {
      const accepted = await acceptVirtualCardToken(context(), { token, source: 'remote', encounterId: null })
      if (!accepted.ok) return accepted
      const { sessionId } = accepted.value
      const held = context().cards.current()
      if (held?.session.sessionId === sessionId && held.profile?.nationalId === nationalId) {
        const card = { cardNumber: held.profile.cardNumber, nationalId }
        const encounterId = await visitOnVirtualCard(context(), card)
        // A visit whose card had lapsed goes on with this one.
        if (encounterId !== null) context().publish('visit:changed', { encounterId })
        return ok({ sessionId, card })
      }
      await putAway(sessionId)
      return fail('VIRTUAL_CARD_MISMATCH')
    },
    awaitsVisit: async (card) =>
      context().virtualCards.find(card) !== null && (await visitOnVirtualCard(context(), card)) === null,
    showKept: async (card) => {
      const shown = await context().cardTurn(() => showKeptVirtualCard(context(), card))
      return shown.ok ? ok({ sessionId: shown.value.sessionId, card }) : shown
    },
    putAway,
  }
}
