import { type Ref, useCallback } from 'react'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { call } from '../../../bridge/desk.ts'
import { putAnswer, useDeskQuery } from '../../../bridge/query.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import type { CommitVitals } from './useVitalTyping.ts'
import { VitalsPlace } from './VitalsPlace.tsx'
import { type VitalsHandle, VitalsStrip } from './VitalsStrip.tsx'

interface VisitVitalsStripProps {
  readonly encounterId: EncounterId
  readonly handle: Ref<VitalsHandle>
  readonly onLeave: () => void
}

/** What is measured at a visit that is going on: kept at main as it is typed. */
export const VisitVitalsStrip = ({ encounterId, handle, onLeave }: VisitVitalsStripProps) => {
  const { data, error } = useDeskQuery('vitals:of-visit', { encounterId })
  const commit: CommitVitals = useCallback(
    async (changes) => {
      const saved = await call('vitals:save', { encounterId, changes: [...changes] })
      if (saved.ok) putAnswer('vitals:of-visit', { encounterId }, saved.value.vitals)
      return saved
    },
    [encounterId],
  )
  if (error !== null) return <ErrorCard error={error} />
  return data === undefined ? (
    <VitalsPlace />
  ) : (
    <VitalsStrip key={encounterId} vitals={data} commit={commit} handle={handle} onLeave={onLeave} />
  )
}
