import type { ChannelOutput } from '../../preload/contract/index.ts'
import { recordAlarms } from './alarms.ts'
import { dayMoved } from './dayChange.ts'
import { onEvent } from './events.ts'
import { recordResolved } from './journal.ts'
import { recordProgress } from './progress.ts'
import { answered, queryClient, queryKey } from './query.ts'

const again = (name: string, about?: { readonly encounterId: string }): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: about === undefined ? [name] : [name, about] })

/** A request for a visit that has ended is over, too. */
const requestsMoved = (encounterIds: readonly string[]): boolean =>
  answered('remote-visit:list', {})?.items.some((each) => encounterIds.some((id) => id === each.encounterId)) === true

const visitsMoved = async (encounterIds: readonly string[]): Promise<void> => {
  if (requestsMoved(encounterIds)) void again('remote-visit:list')
  await Promise.all([
    again('visit:list'),
    again('queue:list'),
    again('registration:options'),
    again('patient:search'),
    again('make-up:list'),
    again('home-route:show'),
    again('signature:unsigned'),
    again('amendment:begun'),
    again('visit:history'),
    ...encounterIds.flatMap((encounterId) => [
      again('visit:detail', { encounterId }),
      again('amendment:versions', { encounterId }),
      again('amendment:kept', { encounterId }),
    ]),
  ])
}

/** Ties main's events to the cache: states are put in directly, changes make the question be asked again. */
export const syncCache = (): void => {
  onEvent('card:changed', (session) => queryClient.setQueryData(queryKey('card:current', {}), session))
  onEvent('status:changed', (status) => queryClient.setQueryData(queryKey('status:current', {}), status))
  onEvent('care:changed', (status) => {
    queryClient.setQueryData(queryKey('care:status', {}), status)
    // The desk is closed for damage: the start screen takes its place.
    const startup = queryClient.getQueryData<ChannelOutput<'app:startup'>>(queryKey('app:startup', {}))
    if (status.damage !== null && startup?.failure == null) void again('app:startup')
  })
  onEvent('patient:changed', ({ patientId }) => {
    void again('patient:search')
    void again('patient:similar')
    void again('patient:chart')
    void queryClient.invalidateQueries({ queryKey: ['patient:details', { patientId }] })
    void again('visit:list')
  })
  onEvent('scanner-port:changed', (link) => queryClient.setQueryData(queryKey('scanner-port:current', {}), link))
  onEvent('day:changed', ({ day }) => void dayMoved(day))
  onEvent('visit:changed', ({ encounterId }) => void visitsMoved([encounterId]))
  onEvent('outbox:changed', ({ encounterIds }) => {
    void again('outbox:list')
    void again('outbox:count')
    void again('outbox:today')
    void again('outbox:days')
    void again('outbox:tries')
    void again('outbox:cloud-findings')
    void visitsMoved(encounterIds)
  })
  // A row that has become late has not moved by itself.
  onEvent('deadline:alarm', ({ alarms, encounterIds }) => {
    recordAlarms(alarms)
    void again('outbox:list')
    void again('outbox:count')
    void again('outbox:today')
    void again('outbox:days')
    void visitsMoved(encounterIds)
  })
  onEvent('journal:changed', () => {
    void again('journal:unresolved')
    // A serial that may have been taken changes which exception codes fit.
    void again('registration:options')
  })
  onEvent('appointment:changed', () => {
    for (const name of ['appointment:day', 'appointment:week', 'appointment:count', 'appointment:todos'])
      void again(name)
    void again('registration:options')
  })
  onEvent('drug-notes:changed', () => void again('print:drug-notes'))
  onEvent('record-templates:changed', () => void again('record-template:list'))
  onEvent('vitals:changed', (about) => void again('vitals:of-visit', about))
  onEvent('roster:changed', () => void again('roster:show'))
  onEvent('queue:changed', () => void again('queue:list'))
  onEvent('display:changed', (display) => queryClient.setQueryData(queryKey('display:current', {}), display))
  onEvent('money:changed', () => {
    for (const name of ['money:of-visit', 'money:debts', 'drawer:current', 'drawer:reports']) void again(name)
  })
  onEvent('print:changed', ({ encounterId }) => {
    void again('print:documents', { encounterId })
    void again('print:jobs')
    void again('print:by-itself')
  })
  onEvent('remote-visit:changed', () => void again('remote-visit:list'))
  onEvent('code-tables:changed', () => {
    void again('code-tables:list')
    void again('catalog:search-diagnoses')
    void again('catalog:search-orders')
  })
  onEvent('order-sets:changed', () => void again('order-set:list'))
  onEvent('home-route:changed', () => void again('home-route:show'))
  onEvent('journal:resolved', recordResolved)
  onEvent('visit:progress', recordProgress)
}
