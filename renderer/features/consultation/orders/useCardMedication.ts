import type { ErrorCode } from '../../../../preload/contract/errors.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { useStatus } from '../../../bridge/status.ts'
import { type CardReach, cardReach } from './cardReach.ts'

/** How it stands with the drugs that the card of a visit tells of. */
export interface CardMedication {
  /** When the card told them last; null while it has not. */
  readonly readAt: string | null
  readonly drugs: number
  /** Why they can't be asked for, or could not be; null when they were, or are being asked for. */
  readonly obstacle: CardReach['cannotAsk'] | 'other-card' | ErrorCode
  readonly cannotAsk: CardReach['cannotAsk']
  /** Changes with every answer, so that what stands on it is asked again. */
  readonly version: string
}

/**
 * Asks the card of a visit, once it is in reach of this desk and a professional is signed in, which drugs others supplied. What can't be asked is told
 * at once, without a try.
 */
export const useCardMedication = (visit: VisitDetail): CardMedication & { readonly readAgain: () => void } => {
  const session = useDeskQuery('card:current', {}).data
  const professional = useStatus()?.professionalCard.state ?? 'unknown'
  const isSigned = professional === 'verified' || professional === 'not-needed'
  const { cannotAsk, isRead: read, isAtDesk } = cardReach(visit, session, isSigned)
  const { data, refetch } = useDeskQuery(
    'consultation:card-medication',
    { encounterId: visit.encounterId, read },
    { version: read ? (session?.sessionId ?? visit.virtualUntil ?? 'virtual') : 'kept' },
  )
  const notRead = isAtDesk ? (session?.fault?.code ?? null) : read || session == null ? null : 'other-card'
  return {
    readAt: data?.readAt ?? null,
    drugs: data?.drugs ?? 0,
    obstacle: cannotAsk ?? notRead ?? data?.fault?.code ?? null,
    cannotAsk,
    version: data?.readAt ?? 'none',
    readAgain: () => void refetch(),
  }
}
