import { onEvent } from './events.ts'
import { recordResolved } from './journal.ts'
import { recordProgress } from './progress.ts'
import { queryClient, queryKey } from './query.ts'

const again = (name: string, about?: { readonly encounterId: string }): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: about === undefined ? [name] : [name, about] })

const visitsMoved = async (encounterIds: readonly string[]): Promise<void> => {
  await Promise.all([
    again('visit:list'),
    again('registration:options'),
    again('patient:search'),
    again('make-up:list'),
    again('home-route:show'),
    ...encounterIds.map((encounterId) => again('visit:detail', { encounterId })),
  ])
}

/** Ties main's events to the cache: states are put in directly, changes make the question be asked again. */
export const syncCache = (): void => {
  onEvent('card:changed', (session) => queryClient.setQueryData(queryKey('card:current', {}), session))
  onEvent('status:changed', (status) => queryClient.setQueryData(queryKey('status:current', {}), status))
  onEvent('visit:changed', ({ encounterId }) => void visitsMoved([encounterId]))
  onEvent('outbox:changed', ({ encounterIds }) => {
    void again('outbox:list')
    void visitsMoved(encounterIds)
  })
  onEvent('journal:changed', () => {
    void again('journal:unresolved')
    // A serial that may have been taken changes which exception codes fit.
    void again('registration:options')
  })
  onEvent('remote-visit:changed', () => void again('remote-visit:list'))
  onEvent('home-route:changed', () => void again('home-route:show'))
  onEvent('journal:resolved', recordResolved)
  onEvent('visit:progress', recordProgress)
}
