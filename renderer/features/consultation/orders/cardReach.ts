import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'

/** How far the card of a visit can be asked from here. */
export interface CardReach {
  /** Why no question can be signed for this patient here; null when one can. */
  readonly cannotAsk: 'no-card' | 'other-desk' | 'lapsed' | 'professional' | null
  /** Whether it is read without a word. A virtual card whose patient has left the desk is, as long as it disturbs nobody else's. */
  readonly isRead: boolean
  readonly isAtDesk: boolean
}

/**
 * @param session at this desk; null: none, undefined: not known yet
 * @param isSigned whether a professional is signed in
 */
export const cardReach = (
  visit: Pick<VisitDetail, 'exceptionCode' | 'medium' | 'virtualUntil' | 'patient'>,
  session: CardSession | null | undefined,
  isSigned: boolean,
): CardReach => {
  const isAtDesk = session?.patient?.patientId === visit.patient.patientId
  const isVirtual = visit.medium === 'virtual'
  // A virtual card serves by what main keeps of it, wherever its patient is.
  const isInHand = isVirtual ? visit.virtualUntil !== null : isAtDesk
  if (visit.exceptionCode !== null) return { cannotAsk: 'no-card', isRead: false, isAtDesk }
  if (!isInHand) return { cannotAsk: isVirtual ? 'lapsed' : 'other-desk', isRead: false, isAtDesk }
  if (!isSigned) return { cannotAsk: 'professional', isRead: false, isAtDesk }
  const isRead = isAtDesk ? session?.phase === 'authenticated' : session === null
  return { cannotAsk: null, isRead, isAtDesk }
}
