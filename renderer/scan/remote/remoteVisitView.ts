import type { RemoteVisit } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'

/** How long somebody has been waiting, `0:07` or `12:30`: minutes and seconds. Never negative, whatever the clocks say. */
export const waited = (requestedAt: string, now: number): string => {
  const seconds = Math.max(0, Math.floor((now - Date.parse(requestedAt)) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** What the person at the desk is to do, or to tell the patient; null where the fault's own words say it. */
export const todoOf = ({ state, fault }: Pick<RemoteVisit, 'state' | 'fault'>) => {
  switch (state) {
    case 'waiting':
      return fault === null ? 'waiting' : 'line'
    case 'approved':
      return fault === null ? 'approved' : 'approvedFault'
    case 'silent':
    case 'interrupted':
    case 'presented':
      return state
    case 'refused':
    case 'expired':
    case 'failed':
      return null
  }
}

/** Still on its way: putting it away stops something. */
export const isUnderWay = ({ state }: Pick<RemoteVisit, 'state'>): boolean =>
  state === 'waiting' || state === 'silent' || state === 'approved'

/** The approved request by which this card came to the desk; null for every other card. */
export const requestOf = (items: readonly RemoteVisit[], cardSessionId: CardSessionId | null): RemoteVisit | null =>
  cardSessionId === null ? null : (items.find((item) => item.cardSessionId === cardSessionId) ?? null)

/** The request that a visit under way waits for, or what has come of it; null where its app was not asked, or has brought its card. */
export const requestForVisit = (items: readonly RemoteVisit[], encounterId: EncounterId): RemoteVisit | null =>
  items.findLast((item) => item.encounterId === encounterId && item.state !== 'presented') ?? null
