import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { queryClient, queryKey } from '../../../bridge/query.ts'
import { startLanguage } from '../../../i18n/language.ts'
import { RemoteWaits } from './RemoteWaits.tsx'

beforeAll(() => startLanguage())
afterEach(() => queryClient.clear())

const markup = (): string =>
  renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <RemoteWaits />
    </QueryClientProvider>,
  )

it('shows nothing while nobody was asked', () => {
  queryClient.setQueryData(queryKey('remote-visit:list', {}), { items: [] })
  expect(markup()).toBe('')
})

it('says so when the requests cannot be told, with a way to ask again', async () => {
  // Drawn once, the answer must not be asked for anew.
  queryClient.setQueryDefaults(queryKey('remote-visit:list', {}), { retryOnMount: false })
  await queryClient
    .fetchQuery({
      queryKey: queryKey('remote-visit:list', {}),
      queryFn: () => Promise.reject({ code: 'INTERNAL', retryable: false }),
    })
    .catch(() => undefined)
  expect(markup()).toContain('data-code="INTERNAL"')
  expect(markup()).toContain('<button')
})
