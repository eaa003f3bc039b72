import type { QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { putAnswer } from '../../bridge/query.ts'
import { isLeftBehind } from '../../ui/visit/leftBehind.ts'
import { openVisit } from './consultationStore.ts'

/** Shows a visit as main has just answered it. */
export const showVisit = (visit: VisitDetail): void => {
  putAnswer('visit:detail', { encounterId: visit.encounterId }, visit)
  openVisit(visit.encounterId)
}

const lastTurn = Number.MAX_SAFE_INTEGER

/** Where a visit stands among those who wait: its turn, and last where it has none (skipped, held). */
export const turnOf = (visit: VisitSummary, placeOf: (id: EncounterId) => QueuePlace | undefined): number => {
  const place = placeOf(visit.encounterId)
  // A visit that has just been registered is in the list before the queue was asked again.
  return place === undefined ? lastTurn - 1 : (place.turn ?? lastTurn)
}

/** How many wait for this doctor (empty: for any) beside a visit; who was left behind on an earlier day isn't there. */
export const waitingFor = (visits: readonly VisitSummary[], doctor: string, except: EncounterId | null): number =>
  visits.filter(
    (visit) =>
      visit.state === 'waiting' &&
      !isLeftBehind(visit) &&
      visit.encounterId !== except &&
      (doctor === '' || visit.practitionerId === doctor),
  ).length

/**
 * Who comes next for this doctor (empty: for any), by turn, then by number; nobody who was skipped, is held, or was left behind on an
 * earlier day.
 */
export const nextWaiting = (
  visits: readonly VisitSummary[],
  doctor: string,
  except: EncounterId | null,
  placeOf: (id: EncounterId) => QueuePlace | undefined,
): VisitSummary | null =>
  visits
    .filter(
      (visit) =>
        visit.state === 'waiting' &&
        !isLeftBehind(visit) &&
        visit.encounterId !== except &&
        (doctor === '' || visit.practitionerId === doctor) &&
        turnOf(visit, placeOf) < lastTurn,
    )
    .toSorted(
      (one, other) => turnOf(one, placeOf) - turnOf(other, placeOf) || one.queueNumber - other.queueNumber,
    )[0] ?? null
