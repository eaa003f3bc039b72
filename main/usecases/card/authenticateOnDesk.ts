import { fail, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { sameIdentity } from '../../domain/card/sameIdentity.ts'
import { type AuthenticatedCard, authenticateCard } from './authenticateCard.ts'
import type { CardProfile } from './cardSession.ts'
import type { SpeakingCard } from './speakingCard.ts'

export interface CardOnDesk {
  readonly profile: CardProfile
  readonly medium: 'plastic' | 'virtual'
  /** It was put in anew; see `authenticateCard`. */
  readonly isNew: boolean
  /** Whether it still is the card of this desk. */
  readonly isHere: () => boolean
}

/**
 * Makes the card of this desk the one that speaks, and authenticates it. `CARD_REMOVED` when it was changed while another was being
 * worked with, `PLASTIC_CARD_NOT_TAKEN` where the way in has no plastic cards.
 */
export const authenticateOnDesk = async (
  speaking: SpeakingCard,
  today: IsoDate,
  card: CardOnDesk,
): Promise<Result<AuthenticatedCard>> => {
  const { control } = speaking
  if (card.medium === 'virtual') {
    const opened = await control.open()
    const brought = opened.ok ? await speaking.bring({ ...card.profile, medium: 'virtual' }) : opened
    return brought.ok ? authenticateCard(control, today, false) : brought
  }
  // A way without plastic cards: asking it would only take a virtual card's session away.
  if (!control.way.offers.has('physical-card')) {
    return fail('PLASTIC_CARD_NOT_TAKEN', { details: { adapter: control.way.adapter } })
  }
  await speaking.free()
  // Pulled, or replaced, while a virtual card was being worked with: nobody is logged out for it any more.
  if (!card.isHere()) return fail('CARD_REMOVED', { retryable: true })
  const outcome = await authenticateCard(control, today, card.isNew || speaking.isPlasticStale())
  if (outcome.ok) speaking.heardPlastic()
  return outcome
}

/** Why the person the NHI knows is not the one whose card it is (non-substitution); null when they are the same. */
export const strangerBehind = (
  { profile, medium }: Pick<CardOnDesk, 'profile' | 'medium'>,
  { person }: AuthenticatedCard,
): ReturnType<typeof fail>['error'] | null => {
  const field = sameIdentity(profile, person)
  if (field === null) return null
  return fail(medium === 'virtual' ? 'VIRTUAL_CARD_MISMATCH' : 'CARD_NOT_AS_REGISTERED', { details: { field } }).error
}
