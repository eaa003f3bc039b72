import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { putAnswer } from '../../bridge/query.ts'
import { openVisit } from './consultationStore.ts'

/** Shows a visit as main has just answered it. */
export const showVisit = (visit: VisitDetail): void => {
  putAnswer('visit:detail', { encounterId: visit.encounterId }, visit)
  openVisit(visit.encounterId)
}

const inTurn = (visit: VisitSummary): boolean => visit.state === 'waiting'

/** Who comes next for this doctor (empty: for any), by number. */
export const nextWaiting = (
  visits: readonly VisitSummary[],
  doctor: string,
  except: EncounterId | null,
): VisitSummary | null =>
  visits
    .filter(
      (visit) => inTurn(visit) && visit.encounterId !== except && (doctor === '' || visit.practitionerId === doctor),
    )
    .reduce<VisitSummary | null>(
      (first, visit) => (first === null || visit.queueNumber < first.queueNumber ? visit : first),
      null,
    )
