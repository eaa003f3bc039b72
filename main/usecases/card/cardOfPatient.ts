import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import type { DeskContext } from '../context.ts'
import type { CardProfile } from './cardSession.ts'
import { confirmCard } from './confirmCard.ts'

/**
 * The plastic card in the reader, authenticated and read again at this moment, when it is the one the screen speaks of and belongs to this
 * person (non-substitution). `cardNumber` limits it to one card, for a visit that is on it already. A
 * make-up (補卡) is for the plastic card: a virtual one answers `PLASTIC_CARD_NEEDED`. `CARD_ABSENT`, `CARD_CHANGED`,
 * the fault of the card session, and the errors of reading.
 */
export const cardOfPatient = async (
  context: DeskContext,
  expected: {
    readonly sessionId: CardSessionId
    readonly nationalId: string
    readonly cardNumber: string | null
  },
): Promise<Result<CardProfile>> => {
  const held = await context.cards.settled()
  if (held === null) return fail('CARD_ABSENT', { retryable: true })
  const { session, profile } = held
  if (session.medium === 'virtual') return fail('PLASTIC_CARD_NEEDED')
  if (session.sessionId !== expected.sessionId) return fail('CARD_CHANGED', { retryable: true })
  const isOther =
    profile !== null &&
    (profile.nationalId !== expected.nationalId ||
      (expected.cardNumber !== null && profile.cardNumber !== expected.cardNumber))
  if (isOther) return fail('CARD_CHANGED', { retryable: true })
  if (profile === null || session.phase !== 'authenticated') {
    const { fault } = session
    return fault === null ? fail('NOT_AUTHENTICATED', { retryable: true }) : { ok: false, error: fault }
  }
  const confirmed = await confirmCard(context, { ...profile, medium: 'plastic' })
  return confirmed.ok ? ok(profile) : confirmed
}
