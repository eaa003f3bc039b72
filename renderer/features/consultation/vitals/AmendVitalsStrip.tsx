import { type Ref, useCallback } from 'react'
import type { VitalChange } from '../../../../preload/contract/visit/vitals.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { call } from '../../../bridge/desk.ts'
import { putAnswer, useDeskQuery } from '../../../bridge/query.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import type { CommitVitals } from './useVitalTyping.ts'
import { VitalsPlace } from './VitalsPlace.tsx'
import { type VitalsHandle, VitalsStrip } from './VitalsStrip.tsx'

interface AmendVitalsStripProps {
  readonly encounterId: EncounterId
  readonly changes: readonly VitalChange[]
  readonly onChange: (changes: readonly VitalChange[]) => void
  readonly handle: Ref<VitalsHandle>
  readonly onLeave: () => void
}

/** What was measured at a closed visit, to be amended: main judges it, and nothing is written before the amendment is. */
export const AmendVitalsStrip = (props: AmendVitalsStripProps) => {
  const { encounterId, changes, onChange, handle, onLeave } = props
  const standing = useDeskQuery('vitals:of-visit', { encounterId })
  const judged = useDeskQuery(
    'vitals:judge',
    { encounterId, changes: [...changes] },
    { enabled: changes.length > 0, keepPrevious: true },
  )
  const commit: CommitVitals = useCallback(
    async (wishes) => {
      const kinds = new Set(wishes.map(({ kind }) => kind))
      const all = [...changes.filter(({ kind }) => !kinds.has(kind)), ...wishes]
      const answer = await call('vitals:judge', { encounterId, changes: all })
      if (!answer.ok) return answer
      const refused = new Set(answer.value.refused.map(({ kind }) => kind))
      const taken = all.filter(({ kind }) => !refused.has(kind))
      if (refused.size === 0) putAnswer('vitals:judge', { encounterId, changes: all }, answer.value)
      onChange(taken)
      return answer
    },
    [encounterId, changes, onChange],
  )
  const error = standing.error ?? judged.error
  if (error !== null) return <ErrorCard error={error} />
  const vitals = changes.length === 0 ? standing.data : (judged.data?.vitals ?? standing.data)
  return vitals === undefined ? (
    <VitalsPlace />
  ) : (
    <VitalsStrip key={encounterId} vitals={vitals} commit={commit} handle={handle} onLeave={onLeave} />
  )
}
