import type { Result } from '../../../preload/contract/result.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { end, insert, type RemoteOutcome, type RemoteRequestRecord } from '../../store/card/remoteRequestRepository.ts'
import type { Store } from '../../store/handles.ts'
import type { HeldRemoteVisit } from './remoteVisitView.ts'

/** What is written down of a state that a request ends in. */
export const outcomeOf: Readonly<Partial<Record<HeldRemoteVisit['state'], RemoteOutcome>>> = {
  presented: 'approved',
  refused: 'refused',
  expired: 'expired',
  failed: 'failed',
}

/** What stays of requests for remote visits: a row each, and the trail of its beginning and end. */
export interface RemoteVisitTrail {
  begun(request: RemoteRequestRecord): Promise<Result<null>>
  /** Nothing happens to a request that had ended before. */
  ended(request: RemoteRequestRecord, outcome: RemoteOutcome, at: number): Promise<Result<null>>
}

export const createRemoteVisitTrail = (
  store: Store,
  desk: { readonly id: string; readonly person: string },
): RemoteVisitTrail => ({
  begun: (request) =>
    store.write(async (tx) => {
      const { patientId, attendance, consent } = request
      await insert(tx, request)
      await appendAudit(tx, {
        at: consent.at,
        who: desk.person,
        desk: desk.id,
        action: 'remote-visit-requested',
        subject: patientId,
        details: { attendance, consent: consent.how },
      })
      return null
    }),
  ended: (request, outcome, at) =>
    store.write(async (tx) => {
      const { id, patientId, attendance } = request
      if (!(await end(tx, id, outcome, at))) return null
      await appendAudit(tx, {
        at,
        who: desk.person,
        desk: desk.id,
        action: 'remote-visit-ended',
        subject: patientId,
        details: { outcome, attendance },
      })
      return null
    }),
})
