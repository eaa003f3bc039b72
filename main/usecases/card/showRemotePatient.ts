import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import type { DeskContext } from '../context.ts'
import { acceptVirtualCardToken } from './acceptVirtualCard.ts'
import { putAwayVirtualCard } from './virtualCardAtDesk.ts'

/**
 * The virtual card that came with a patient's approval, shown at the desk as one that was scanned. It has to be the card of the person
 * who was asked (non-substitution); any other is put away at once. `VIRTUAL_CARD_MISMATCH`, and those of `acceptVirtualCardToken`.
 */
export const showRemotePatient = async (
  context: DeskContext,
  token: string,
  nationalId: string,
): Promise<Result<CardSessionId>> => {
  const accepted = await acceptVirtualCardToken(context, { token, source: 'remote', encounterId: null })
  if (!accepted.ok) return accepted
  const { sessionId } = accepted.value
  const held = context.cards.current()
  const isTheirs = held?.session.sessionId === sessionId && held.profile?.nationalId === nationalId
  if (isTheirs) return ok(sessionId)
  await context.cardTurn(() => putAwayVirtualCard(context, { cardSessionId: sessionId }))
  return fail('VIRTUAL_CARD_MISMATCH')
}
