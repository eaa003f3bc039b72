import type { CardIdentity } from '../../native/nhi-control/port.ts'
import { type AppError, fail, type Result } from '../../preload/contract/result.ts'
import type { HeldCard } from './cardDesk.ts'
import type { DeskContext } from './context.ts'

const isSame = (one: CardIdentity, other: CardIdentity): boolean =>
  one.cardNumber === other.cardNumber && one.nationalId === other.nationalId

/**
 * Non-substitution, to be asked right before every write: the card in the reader, as it was authenticated and as it reads at this
 * very moment, is the one that is meant. The way in checks the third account, the card that signs, by itself.
 *
 * Errors: `CARD_ABSENT`, `CARD_CHANGED` (another card), `NOT_AUTHENTICATED` or the fault that authentication ended with, and the
 * errors of reading.
 */
export const confirmCard = async (context: DeskContext, meant: CardIdentity): Promise<Result<HeldCard>> => {
  const confirmed = await confirmOnce(context, meant)
  // Pulled under the reading: what is in the reader by now is looked at once more.
  return !confirmed.ok && confirmed.error.code === 'CARD_REMOVED' ? confirmOnce(context, meant) : confirmed
}

const confirmOnce = async (context: DeskContext, meant: CardIdentity): Promise<Result<HeldCard>> => {
  const held = await context.cards.settled()
  if (held === null) return fail('CARD_ABSENT', { retryable: true })
  const { profile, person, session } = held
  if (profile !== null && !isSame(profile, meant)) return fail('CARD_CHANGED', { retryable: true })
  if (session.phase !== 'authenticated' || person === null) {
    const fault: AppError = session.fault ?? fail('NOT_AUTHENTICATED', { retryable: true }).error
    return { ok: false, error: fault }
  }
  if (!isSame(person, meant)) return fail('CARD_MISMATCH')
  return context.cards.confirm(meant)
}
