import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import { queryClient, queryKey } from '../../bridge/query.ts'
import { visit } from '../../dev/answers/visits.ts'
import { session } from '../../dev/scenes/sceneParts.ts'
import { startLanguage } from '../../i18n/language.ts'
import { ScanProgress } from './ScanProgress.tsx'

const doing = { kind: 'asking', text: 'a code', scanned: { source: 'wedge', length: 6, at: Date.now() } } as const
const draw = (card: CardSession | null, visits = [visit(90, 'closed')]): string => {
  queryClient.setQueryData(queryKey('card:current', {}), card)
  queryClient.setQueryData(queryKey('visit:list', { day: null }), visits)
  return renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <ScanProgress doing={doing} />
    </QueryClientProvider>,
  )
}

beforeAll(() => startLanguage())
afterEach(() => queryClient.clear())

it('a scanned code asks about whoever is on the screen now, and once they have gone keeps nobody', () => {
  const here = session()
  const asked = draw(here)
  expect(asked).toContain('data-person="here"')
  expect(asked).toContain(here.holder?.name)
  const first = asked.slice(asked.indexOf('<button'))
  expect(first.slice(0, first.indexOf('</button>'))).toContain('switch-keep')

  const other = { ...here, holder: here.holder === null ? null : { ...here.holder, name: '吳範例' }, patient: null }
  expect(draw(other)).toContain('吳範例')

  const gone = draw(null)
  expect(gone).toContain('data-person="gone"')
  expect(gone).not.toContain('switch-keep')
  for (const mark of ['switch-change', 'switch-leave']) expect(gone).toContain(mark)
  expect(gone).not.toContain(here.holder?.name)
})
