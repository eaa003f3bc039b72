import { useCallback, useState } from 'react'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { call } from '../../bridge/desk.ts'
import { putAnswer, useDeskQuery } from '../../bridge/query.ts'
import { useQueue } from '../../bridge/queue.ts'
import { endDraft, finishDraft, openVisit, setFinishing, useConsultation } from './consultationStore.ts'
import { useDoctorFilter } from './doctorFilter.ts'
import { endHalfTyped } from './halfTyped.ts'
import { nextWaiting, showVisit, waitingFor } from './visitActions.ts'

type Finish = ChannelOutput<'consultation:finish'>
/** Why the visit could not be ended; `null` once it was. */
type Obstacle = { readonly error: AppError | null } & Pick<Finish, 'problems' | 'missing' | 'unbillable' | 'alerts'>

const noVisits: readonly VisitSummary[] = []
const noObstacle: Obstacle = { error: null, problems: [], missing: [], unbillable: [], alerts: [] }

/**
 * Ends the visit with the draft as it stands and takes the next patient in. A plain function, so that it comes to its end even
 * when the screen is left meanwhile.
 */
const finishVisit = async (visit: VisitDetail, next: VisitSummary | null): Promise<Obstacle> => {
  const { encounterId } = visit
  const draft = useConsultation.getState().drafts[encounterId]
  if (draft === undefined) return noObstacle
  const result = await finishDraft(encounterId, draft)
  if (!result.ok) return { ...noObstacle, error: result.error }
  const { visit: finished, problems, missing, unbillable, alerts } = result.value
  if (finished === null) return { error: null, problems, missing, unbillable, alerts }
  const started = next === null ? null : await call('consultation:start', { encounterId: next.encounterId })
  endDraft(encounterId)
  endHalfTyped(encounterId)
  putAnswer('visit:detail', { encounterId }, finished)
  if (started?.ok === true) showVisit(started.value)
  else openVisit(null)
  return noObstacle
}

export const useFinish = (visit: VisitDetail) => {
  const visits = useDeskQuery('visit:list', { day: null }).data ?? noVisits
  const { chosen } = useDoctorFilter(visits)
  const finishing = useConsultation(({ finishing }) => finishing)
  const [obstacle, setObstacle] = useState<Obstacle>(noObstacle)
  const { encounterId, practitionerId } = visit
  const { placeOf } = useQueue()
  const doctor = chosen === '' ? practitionerId : chosen
  const next = nextWaiting(visits, doctor, encounterId, placeOf)

  const run = async (onMissing: () => void, onAlerts: () => void): Promise<void> => {
    if (useConsultation.getState().finishing !== null) return
    setFinishing(encounterId)
    const met = await finishVisit(visit, next)
    setFinishing(null)
    setObstacle(met)
    if (met.missing.length > 0 || met.unbillable.length > 0) onMissing()
    else if (met.alerts.length > 0) onAlerts()
  }
  /** What has been typed since may have cured it. */
  const clear = useCallback(() => setObstacle(noObstacle), [])
  return {
    run,
    obstacle,
    next,
    waiting: waitingFor(visits, doctor, encounterId),
    isPending: finishing !== null,
    clear,
  }
}
