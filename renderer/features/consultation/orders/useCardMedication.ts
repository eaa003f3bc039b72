import type { ErrorCode } from '../../../../preload/contract/errors.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { useStatus } from '../../../bridge/status.ts'

/** How it stands with the drugs that the card of a visit tells of. */
export interface CardMedication {
  /** When the card told them last; null while it has not. */
  readonly readAt: string | null
  readonly drugs: number
  /** Why they can't be asked for, or could not be; null when they were, or are being asked for. */
  readonly obstacle: 'no-card' | 'other-desk' | 'professional' | ErrorCode | null
  /** Why no question can be signed for this patient here; null when one can. */
  readonly cannotAsk: 'no-card' | 'other-desk' | 'professional' | null
  /** Changes with every answer, so that what stands on it is asked again. */
  readonly version: string
}

/**
 * Asks the card of a visit, once it lies at this desk and a professional is signed in, which drugs others supplied. What can't be asked is told
 * at once, without a try.
 */
export const useCardMedication = (visit: VisitDetail): CardMedication & { readonly readAgain: () => void } => {
  const session = useDeskQuery('card:current', {}).data ?? null
  const professional = useStatus()?.professionalCard.state ?? 'unknown'
  const isHere = session?.patient?.patientId === visit.patient.patientId
  const isSigned = professional === 'verified' || professional === 'not-needed'
  const read = session?.phase === 'authenticated' && isHere && isSigned && visit.exceptionCode === null
  const { data, refetch } = useDeskQuery(
    'consultation:card-medication',
    { encounterId: visit.encounterId, read },
    { version: read ? session.sessionId : 'kept' },
  )
  const cannotAsk =
    visit.exceptionCode !== null ? 'no-card' : !isHere ? 'other-desk' : !isSigned ? 'professional' : null
  return {
    readAt: data?.readAt ?? null,
    drugs: data?.drugs ?? 0,
    obstacle: cannotAsk ?? session?.fault?.code ?? data?.fault?.code ?? null,
    cannotAsk,
    version: data?.readAt ?? 'none',
    readAgain: () => void refetch(),
  }
}
