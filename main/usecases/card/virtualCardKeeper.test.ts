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
