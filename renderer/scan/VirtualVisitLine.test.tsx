import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { InstantSchema } from '../../preload/contract/words.ts'
import { queryClient } from '../bridge/query.ts'
import { visit } from '../dev/answers/visits.ts'
import { startLanguage } from '../i18n/language.ts'
import { Refusal } from './redeem/Refusal.tsx'
import { VirtualVisitLine } from './VirtualVisitLine.tsx'

const draw = (node: ReactNode): string =>
  renderToStaticMarkup(<QueryClientProvider client={queryClient}>{node}</QueryClientProvider>)
const inMinutes = (minutes: number) => InstantSchema.parse(new Date(Date.now() + minutes * 60_000).toISOString())
const delegate = { relation: 'carer', name: '林示範' } as const

beforeAll(() => startLanguage())

describe('the virtual card under a visit', () => {
  it('is not spoken of where the visit stands on a plastic one', () => {
    expect(draw(<VirtualVisitLine visit={visit(1, 'waiting')} />)).toBe('')
  })

  it.each([
    [inMinutes(40.5), 'calm', false],
    [inMinutes(5), 'near', false],
    [inMinutes(-1), 'lapsed', true],
    [null, 'lapsed', true],
  ])('until %s: %s', (virtualUntil, state, offersScan) => {
    const drawn = draw(<VirtualVisitLine visit={visit(1, 'to-pay', { medium: 'virtual', virtualUntil })} />)
    expect(drawn).toContain(`data-state="${state}"`)
    expect(drawn.includes('scan-again-visit')).toBe(offersScan)
    // What is told around it is not read out anew at each minute.
    expect(drawn.includes('role="timer"')).toBe(state !== 'lapsed')
  })

  it('offers to ask the app again where the patient is not here', () => {
    const lapsed = { medium: 'virtual', virtualUntil: null } as const
    expect(draw(<VirtualVisitLine visit={visit(1, 'to-pay', lapsed)} />)).not.toContain('ask-app-again')
    const byVideo = draw(<VirtualVisitLine visit={visit(1, 'to-pay', { ...lapsed, attendance: 'video' })} />)
    for (const mark of ['scan-again-visit', 'ask-app-again']) expect(byVideo).toContain(mark)
  })

  it('says once that the hour is over: not beside an error card that says it, too', () => {
    const lapsed = visit(1, 'to-pay', { medium: 'virtual', virtualUntil: null, delegate })
    const drawn = draw(<VirtualVisitLine visit={lapsed} isToldElsewhere />)
    expect(drawn).not.toContain('scan-again-visit')
    expect(drawn).toContain('林示範')
  })

  it('keeps the delegate’s name after the visit has ended, and asks for nothing more', () => {
    const drawn = draw(<VirtualVisitLine visit={visit(1, 'closed', { medium: 'virtual', delegate })} />)
    expect(drawn).toContain('林示範')
    expect(drawn).not.toContain('scan-again-visit')
  })
})

describe('a refusal', () => {
  const scanned = { source: 'camera', length: 64, at: Date.now() } as const
  it('says how long a code that was not sent is good, and offers the exception', () => {
    const error = { code: 'VIRTUAL_CARD_NOT_REDEEMED', retryable: true } as const
    const drawn = draw(<Refusal error={error} scanned={scanned} visit={null} />)
    expect(drawn).toMatch(/<p role="timer"[^>]*data-testid="code-time"/)
    for (const mark of ['code-time', 'way-same-code', 'way-exception']) expect(drawn).toContain(mark)
  })

  it('gives a used code no time, and leads to the list', () => {
    const drawn = draw(
      <Refusal error={{ code: 'VIRTUAL_CARD_USED', retryable: false }} scanned={scanned} visit={null} />,
    )
    expect(drawn).not.toContain('code-time')
    expect(drawn).toContain('way-list')
  })
})
