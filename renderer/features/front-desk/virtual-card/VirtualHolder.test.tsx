import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CardSession } from '../../../../preload/contract/card/card.ts'
import { queryClient } from '../../../bridge/query.ts'
import { session } from '../../../dev/scenes/sceneParts.ts'
import { buildScene } from '../../../dev/scenes/scenes.ts'
import { startLanguage } from '../../../i18n/language.ts'
import { VirtualHolder } from './VirtualHolder.tsx'

const draw = (card: CardSession | null): string =>
  renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <VirtualHolder session={card} />
    </QueryClientProvider>,
  )
const drawScene = (name: string): string => draw(buildScene(name).session)

beforeAll(() => startLanguage())

describe('who the code says stands at the desk', () => {
  it('is not drawn for a plastic card', () => {
    expect(draw(session())).toBe('')
  })

  it('has the photo, or says plainly that there is none', () => {
    const photo = drawScene('virtual-photo')
    expect(photo).toContain('holder-photo')
    expect(photo).not.toContain('no-photo')
    const none = drawScene('virtual')
    expect(none).toContain('no-photo')
    expect(none).not.toContain('holder-photo')
  })

  it('offers the form for a delegate first for a child, and behind a button else', () => {
    expect(drawScene('virtual-child')).toContain('delegate-form')
    expect(drawScene('virtual-child')).not.toContain('data-testid="delegate"')
    const grown = draw(session({ ...buildScene('virtual').session, holder: { ...session().holder, age: 40 } }))
    expect(grown).not.toContain('delegate-form')
    expect(grown).toContain('data-testid="delegate"')
  })

  it('asks for one more scan when the hour is over', () => {
    expect(drawScene('virtual-lapsed')).toContain('data-testid="scan-again"')
    expect(drawScene('virtual-lapsed')).not.toContain('delegate-form')
    expect(drawScene('virtual')).not.toContain('data-testid="scan-again"')
    expect(drawScene('virtual-session-lapsed'), 'its fault says so below').not.toContain('data-testid="scan-again"')
  })
})
