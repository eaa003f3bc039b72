import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { ErrorCode } from '../../../../preload/contract/errors.ts'
import { queryClient } from '../../../bridge/query.ts'
import { session } from '../../../dev/scenes/sceneParts.ts'
import { buildScene } from '../../../dev/scenes/scenes.ts'
import { startLanguage } from '../../../i18n/language.ts'
import { FaultCard } from './FaultCard.tsx'

type Props = Parameters<typeof FaultCard>[0]['registration']

const ways = ['fault-retry', 'F4', 'F9', 'fault-way-new-code', 'fault-way-list', 'fault-way-plastic'] as const

/** The ways on that stand on the card after registering has failed so. */
const waysAfter = (code: ErrorCode, card: CardSession | null): readonly string[] => {
  const idle = { error: null, isPending: false, mutate: () => undefined }
  const registration = {
    session: card,
    register: { ...idle, error: { code, retryable: false }, reset: () => undefined },
    readAgain: idle,
    update: idle,
    choices: null,
    options: {},
    subject: { kind: 'nobody' },
    change: () => undefined,
    submit: () => undefined,
    fittingException: null,
    visitToday: null,
  } as unknown as Props
  const markup = renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <FaultCard registration={registration} />
    </QueryClientProvider>,
  )
  expect(markup).toContain(`data-code="${code}"`)
  return ways.filter((way) => markup.includes(`"${way}"`) || markup.includes(`>${way}<`))
}

beforeAll(() => startLanguage())

describe('the ways on from a registration that failed', () => {
  it('are, with a code that has brought its visit, the list and a new code; it is not sent again', () => {
    const virtual = buildScene('virtual').session
    expect(waysAfter('VIRTUAL_CARD_VISIT_USED', virtual)).toEqual(['F9', 'fault-way-new-code', 'fault-way-list'])
  })

  it('are those of its error with any other virtual card', () => {
    const virtual = buildScene('virtual').session
    expect(waysAfter('NHI_TIMEOUT', virtual)).toEqual(['fault-retry', 'F4', 'fault-way-plastic'])
    expect(waysAfter('PHYSICAL_CARD_ONLY', virtual)).toEqual(['fault-way-plastic'])
  })

  it('stay as they were with a plastic card', () => {
    expect(waysAfter('NHI_TIMEOUT', session())).toEqual(['fault-retry', 'F4'])
  })
})
