import { useMemo } from 'react'
import type { QueuePlace } from '../../preload/contract/visit/queue.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { useDeskQuery } from './query.ts'

const nobody: readonly QueuePlace[] = []

/** Today's queue in the order of turns, and the place of each visit. */
export const useQueue = (): {
  readonly places: readonly QueuePlace[]
  readonly placeOf: (encounterId: EncounterId) => QueuePlace | undefined
} => {
  const places = useDeskQuery('queue:list', {}, { keepPrevious: true }).data ?? nobody
  return useMemo(() => {
    const byVisit = new Map(places.map((place) => [place.encounterId, place]))
    return { places, placeOf: (encounterId) => byVisit.get(encounterId) }
  }, [places])
}
