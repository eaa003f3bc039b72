import { describe, expect, it } from 'vitest'
import type { CardSession } from '../../preload/contract/card/card.ts'
import type { AppError } from '../../preload/contract/result.ts'
import { isStoppedByCard, stopAsOfNow } from './cardReturn.ts'

const error = (code: AppError['code']): AppError => ({ code, retryable: true })
const session = { sessionId: 's' } as unknown as CardSession

describe('an action stopped by the card', () => {
  it.each(['CARD_CHANGED', 'CARD_ABSENT', 'CARD_REMOVED'] as const)(
    '%s is said of what is in the reader now',
    (code) => {
      expect(isStoppedByCard(error(code))).toBe(true)
      expect(stopAsOfNow(error(code), null).code).toBe('CARD_ABSENT')
      expect(stopAsOfNow(error(code), session).code).toBe('CARD_CHANGED')
    },
  )

  it('leaves every other failure as it is', () => {
    expect(isStoppedByCard(null)).toBe(false)
    expect(isStoppedByCard(error('NHI_UNREACHABLE'))).toBe(false)
    expect(stopAsOfNow(error('NHI_UNREACHABLE'), null).code).toBe('NHI_UNREACHABLE')
  })
})
