import { call } from '../../bridge/desk.ts'
import { answered } from '../../bridge/query.ts'
import { dismissRegistered } from './frontDeskStore.ts'

/** The next one, please: a plastic card is pulled, a virtual one has to be put away. Its visit keeps what it needs. */
export const nextPatient = (): void => {
  dismissRegistered()
  const session = answered('card:current', {}) ?? null
  if (session?.medium === 'virtual') void call('virtual-card:put-away', { cardSessionId: session.sessionId })
}
