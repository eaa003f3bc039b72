import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { DeskContext } from '../context.ts'
import { isSameCard, type MeantCard } from './speakingCard.ts'

/**
 * Non-substitution, to be asked right before every write.
 *
 * A plastic card: the one in the reader, as it was authenticated and as it reads at this very moment, is the one that is meant. A
 * virtual one: its token is in hand, and the NHI has taken it as the card that speaks; the patient need not be on the screen any
 * more, and another card may lie in the reader. The way in checks the last account, the card that signs, by itself.
 *
 * Errors: `CARD_ABSENT`, `CARD_CHANGED` (another card), `NOT_AUTHENTICATED` or the fault that authentication ended with, and the
 * errors of reading; `VIRTUAL_CARD_LAPSED` where a virtual card must be scanned again, `PLASTIC_CARD_NEEDED` where the visit stands
 * on the plastic card and the virtual one of the same person was presented.
 */
export const confirmCard = async (context: DeskContext, meant: MeantCard): Promise<Result<null>> => {
  if (meant.medium === 'virtual') {
    // What is being asked about a card in the reader is let end first; from then on it waits for this verb.
    if (!context.speaking.isHeld()) await context.cards.settled()
    return context.speaking.bring(meant)
  }
  const confirmed = await confirmOnce(context, meant)
  // Pulled under the reading: what is in the reader by now is looked at once more.
  return !confirmed.ok && confirmed.error.code === 'CARD_REMOVED' ? confirmOnce(context, meant) : confirmed
}

const confirmOnce = async (context: DeskContext, meant: MeantCard): Promise<Result<null>> => {
  const held = await context.cards.settled()
  if (held === null) return fail('CARD_ABSENT', { retryable: true })
  const { profile, person, session } = held
  if (profile !== null && !isSameCard(profile, meant)) return fail('CARD_CHANGED', { retryable: true })
  if (session.medium === 'virtual') return fail('PLASTIC_CARD_NEEDED')
  if (session.phase !== 'authenticated' || person === null) {
    const fault: AppError = session.fault ?? fail('NOT_AUTHENTICATED', { retryable: true }).error
    return { ok: false, error: fault }
  }
  if (!isSameCard(person, meant)) return fail('CARD_MISMATCH')
  const confirmed = await context.cards.confirm(meant)
  if (!confirmed.ok) return confirmed
  const speaks = await context.speaking.bring(meant)
  return speaks.ok ? ok(null) : speaks
}
