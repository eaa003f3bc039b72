import { beforeEach, describe, expect, it } from 'vitest'
import { decideRemoteRequest } from './teleMedicineRoutes.ts'
import { personOf, testCentre } from './testCentre.ts'
import {
  CARD_LIFE_MS,
  findToken,
  findTokenToPresent,
  isVirtualCardOver,
  isVirtualCardSpent,
  makeVirtualCardToken,
  QR_LIFE_MS,
  spendVirtualCard,
} from './virtualCards.ts'

const NOW = Date.parse('2026-01-15T10:00:00+08:00')
let centre: ReturnType<typeof testCentre>

beforeEach(() => {
  centre = testCentre(NOW)
})

function verified(text: string): void {
  const token = findToken(centre, text)
  if (typeof token === 'number') throw new Error(`status ${token}`)
  token.verifiedAt = centre.clock.now()
}

describe('virtual card QR', () => {
  it('is opaque, fits 400 characters, and is another one each time', () => {
    const tokens = Array.from({ length: 20 }, () => makeVirtualCardToken(centre, 'lin-adult', 'V'))
    expect(new Set(tokens).size).toBe(20)
    expect(tokens.every((token) => token.length <= 400)).toBe(true)
  })

  it('lives five minutes', () => {
    const text = makeVirtualCardToken(centre, 'lin-adult', 'V')
    centre.setNow(NOW + QR_LIFE_MS)
    expect(findToken(centre, text)).toMatchObject({ personId: 'lin-adult' })
    centre.setNow(NOW + QR_LIFE_MS + 1)
    expect(findToken(centre, text)).toBe(1018)
  })

  it('is known, and used once', () => {
    expect(findToken(centre, 'nonsense')).toBe(1019)
    const text = makeVirtualCardToken(centre, 'lin-adult', 'V')
    verified(text)
    expect(findToken(centre, text)).toBe(1020)
  })

  it('brings one visit, and the next QR another', () => {
    expect(isVirtualCardSpent(centre, 'lin-adult')).toBe(true)
    verified(makeVirtualCardToken(centre, 'lin-adult', 'V'))
    expect(isVirtualCardSpent(centre, 'lin-adult')).toBe(false)
    expect(spendVirtualCard(centre, 'lin-adult')).toBe('V')
    expect(isVirtualCardSpent(centre, 'lin-adult')).toBe(true)
    centre.setNow(NOW + 1000)
    verified(makeVirtualCardToken(centre, 'lin-adult', 'M'))
    expect(spendVirtualCard(centre, 'lin-adult')).toBe('M')
  })
})

describe('a virtual card that was presented', () => {
  it('is refused a second time, or comes back within its hour where the switch says so', () => {
    const text = makeVirtualCardToken(centre, 'lin-adult', 'V')
    verified(text)
    expect(findTokenToPresent(centre, text)).toBe(1020)
    centre.file.value.virtualCardsReturn = true
    centre.setNow(NOW + CARD_LIFE_MS)
    expect(findTokenToPresent(centre, text)).toMatchObject({ personId: 'lin-adult' })
    expect(isVirtualCardOver(centre, 'lin-adult')).toBe(false)
    centre.setNow(NOW + CARD_LIFE_MS + 1)
    expect(findTokenToPresent(centre, text)).toBe(3238)
    expect(isVirtualCardOver(centre, 'lin-adult')).toBe(true)
    expect(findTokenToPresent(centre, 'nonsense')).toBe(1019)
  })
})

describe('remote request', () => {
  const ask = (accessToken: string) =>
    centre.file.value.remoteRequests.push({
      accessToken,
      nationalId: personOf(centre, 'lin-adult').nationalId,
      requestedAt: NOW,
      decision: 'pending',
      virtualCardToken: null,
    })

  it('is decided once, and brings a token only when approved', () => {
    ask('one')
    ask('two')
    expect(decideRemoteRequest(centre, 'one', false)).toBe(true)
    expect(decideRemoteRequest(centre, undefined, true)).toBe(true)
    expect(decideRemoteRequest(centre, undefined, true)).toBe(false)
    const [one, two] = centre.file.value.remoteRequests
    expect(one).toMatchObject({ decision: 'refused', virtualCardToken: null })
    expect(findToken(centre, two?.virtualCardToken ?? '')).toMatchObject({ serialLetter: 'W' })
  })
})
