import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { isLeftBehind } from '../../../ui/visit/leftBehind.ts'

type Waiting = Pick<VisitSummary, 'encounterId' | 'practitionerId' | 'roomName' | 'state' | 'earlier'>

/** Everybody who waits for the doctor of this visit; who was left behind on an earlier day is in nobody's line. */
export const waitingWith = (visit: Waiting, visits: readonly Waiting[]): readonly EncounterId[] =>
  visits
    .filter((one) => one.state === 'waiting' && one.practitionerId === visit.practitionerId && !isLeftBehind(one))
    .map(({ encounterId }) => encounterId)

interface Session {
  readonly practitionerId: string
  readonly roomName: string
  readonly off: string | null
}

interface Room {
  readonly roomId: string
  readonly name: string
}

/**
 * The room in which a doctor is likely to be: where the newest of today's visits is seen, else by the day's plan; null where neither
 * tells. `visits` by their numbers.
 */
export const roomOfDoctor = (
  practitionerId: string,
  visits: readonly Pick<Waiting, 'practitionerId' | 'roomName'>[],
  sessions: readonly Session[],
  rooms: readonly Room[],
): string | null => {
  const name =
    visits.findLast((visit) => visit.practitionerId === practitionerId)?.roomName ??
    sessions.find((session) => session.practitionerId === practitionerId && session.off === null)?.roomName
  return rooms.find((room) => room.name === name)?.roomId ?? null
}
