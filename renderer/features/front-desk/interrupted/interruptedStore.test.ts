import { describe, expect, it } from 'vitest'
import type { CardSession } from '../../../../preload/contract/card/card.ts'
import { type Interrupted, resumed } from './interruptedStore.ts'

const holder = {
  name: '林示安',
  nationalIdMasked: 'A1******89',
  birthDate: '1984-03-15',
  age: 42,
  sex: 'M',
  cardNumberTail: '0011',
} as unknown as Interrupted['holder']
const stopped = {
  holder,
  input: { cardSessionId: 'first', treatmentItem: '01' },
  error: { code: 'CARD_CHANGED', retryable: true },
  at: 1000,
} as unknown as Interrupted
const session = (change: object = {}): CardSession =>
  ({ sessionId: 'second', phase: 'authenticated', holder, ...change }) as unknown as CardSession

describe('an interrupted registration', () => {
  it('goes on with the same choices when its card is back, as another stay in the reader', () => {
    expect(resumed(stopped, session(), 2000)).toEqual({ cardSessionId: 'second', treatmentItem: '01' })
  })

  it.each<[string, CardSession | null]>([
    ['no card', null],
    ['a card that is still authenticated', session({ phase: 'authenticating' })],
    ['the stay it stopped in', session({ sessionId: 'first' })],
    ['another person', session({ holder: { ...holder, name: '吳範例' } })],
    ['another card of the same person', session({ holder: { ...holder, cardNumberTail: '0022' } })],
  ])('waits with %s', (_, current) => {
    expect(resumed(stopped, current, 2000)).toBeNull()
  })

  it('does not come back after two minutes', () => {
    expect(resumed(stopped, session(), 121_001)).toBeNull()
    expect(resumed(null, session(), 2000)).toBeNull()
  })
})
