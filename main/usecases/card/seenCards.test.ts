import { expect, it } from 'vitest'
import type { CardSessionId, Instant } from '../../../preload/contract/words.ts'
import { lin, wu } from '../testDesk.ts'
import { type CardProfile, type HeldCard, newSession } from './cardSession.ts'
import { createSeenCards } from './seenCards.ts'

const held = (id: string, profile: CardProfile): HeldCard => ({
  session: newSession(id as CardSessionId, '2026-11-26T01:00:00.000Z' as Instant),
  reader: null,
  profile,
  person: null,
})

it('has each card once, as it was last', () => {
  const seen = createSeenCards()
  seen.keep(held('1', lin))
  seen.keep(held('2', wu))
  seen.keep(held('3', lin))
  expect(seen.find(lin)?.session.sessionId).toBe('3')
  expect(seen.find(wu)?.session.sessionId).toBe('2')
  seen.forget(lin)
  expect(seen.find(lin)).toBeUndefined()
  expect(seen.find(wu)?.session.sessionId).toBe('2')
})

it('takes a card under another number for another', () => {
  const seen = createSeenCards()
  seen.keep(held('1', lin))
  expect(seen.find({ ...lin, cardNumber: wu.cardNumber })).toBeUndefined()
})
