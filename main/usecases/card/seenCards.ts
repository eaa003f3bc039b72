import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { HeldCard } from './cardSession.ts'
import { isSameCard } from './speakingCard.ts'

/** The virtual cards of this desk, each as it was last. */
export interface SeenCards {
  keep(virtual: HeldCard): void
  find(card: CardIdentity): HeldCard | undefined
  forget(card: CardIdentity): void
}

const isOf = ({ profile }: HeldCard, card: CardIdentity): boolean => profile !== null && isSameCard(profile, card)

export const createSeenCards = (): SeenCards => {
  let cards: readonly HeldCard[] = []
  const forget = (card: CardIdentity): void => {
    cards = cards.filter((seen) => !isOf(seen, card))
  }
  return {
    keep: (virtual) => {
      if (virtual.profile !== null) forget(virtual.profile)
      cards = [...cards, virtual]
    },
    find: (card) => cards.find((seen) => isOf(seen, card)),
    forget,
  }
}
