import { expect, it } from 'vitest'
import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import { createVirtualCardKeeper } from './virtualCardKeeper.ts'

const hour = 3_600_000
const card = { cardNumber: '000000000001', nationalId: 'A123456789' } as CardIdentity

it('lets a card serve for its hour also when the clock is put right in the middle of it', () => {
  for (const byMs of [12 * hour, -12 * hour]) {
    let now = Date.parse('2026-11-20T01:00:00Z')
    const lapsed: CardIdentity[] = []
    const keeper = createVirtualCardKeeper({ now: () => now, onLapsed: (gone) => lapsed.push(gone) })
    keeper.keep(card, 'token', now)
    keeper.presented(card)
    now += byMs
    keeper.clockCorrected(byMs)
    keeper.sweep()
    expect(keeper.until(card)).toBe(now + hour)
    expect(keeper.seen('token')).toMatchObject({ kind: 'kept' })
    now += hour
    keeper.sweep()
    expect(lapsed).toEqual([card])
    expect(keeper.tokenOf(card)).toBeNull()
    expect(keeper.seen('token')).toEqual({ kind: 'over' })
  }
})

it('lets a card serve by the token before until a new one is presented', () => {
  let now = Date.parse('2026-11-20T01:00:00Z')
  const start = now
  const lapsed: CardIdentity[] = []
  const keeper = createVirtualCardKeeper({ now: () => now, onLapsed: (gone) => lapsed.push(gone) })
  keeper.keep(card, 'first', now)
  keeper.presented(card)
  now += hour / 2
  keeper.keep(card, 'second', now)
  keeper.keep(card, 'third', now)
  expect(keeper.until(card), 'the first').toBe(start + hour)
  expect(keeper.tokenOf(card), 'to be presented next').toBe('third')
  expect(['first', 'second', 'third'].map((text) => keeper.seen(text).kind)).toEqual(['over', 'new', 'kept'])
  now += hour
  keeper.clockCorrected(hour)
  expect(keeper.until(card), 'moved with the clock').toBe(start + 2 * hour)
  keeper.refused(card)
  expect([keeper.tokenOf(card), keeper.until(card), keeper.seen('third').kind]).toEqual([
    'first',
    start + 2 * hour,
    'new',
  ])
  keeper.keep(card, 'fourth', now)
  keeper.presented(card)
  expect([keeper.tokenOf(card), keeper.until(card)]).toEqual(['fourth', now + hour])
  expect(lapsed).toEqual([])
  keeper.refused(card)
  expect(lapsed).toEqual([card])
  expect(keeper.find(card)).toBeNull()
})

it('forgets a card with the token before its last one', () => {
  const now = Date.parse('2026-11-20T01:00:00Z')
  const keeper = createVirtualCardKeeper({ now: () => now, onLapsed: () => undefined })
  keeper.keep(card, 'first', now)
  keeper.presented(card)
  keeper.keep(card, 'second', now)
  keeper.forget(card)
  expect([keeper.find(card), keeper.until(card)]).toEqual([null, null])
})
