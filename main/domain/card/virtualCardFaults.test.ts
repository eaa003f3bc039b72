import { expect, it } from 'vitest'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { endsVirtualCard } from './virtualCardFaults.ts'

it.each([
  'VIRTUAL_CARD_EXPIRED',
  'VIRTUAL_CARD_USED',
  'VIRTUAL_CARD_MISMATCH',
  'VIRTUAL_CARD_NOT_ENROLLED',
  'PHYSICAL_CARD_ONLY',
] as const)('%s is the last word', (code) => {
  expect(endsVirtualCard(code)).toBe(true)
})

it('nothing else is: neither what was not decided nor what is not about the card', () => {
  const others = errorCodes.filter((code) => !/^(VIRTUAL|PHYSICAL)_CARD_/.test(code))
  expect(others).toContain('CARD_CHANGED')
  const undecided = ['VIRTUAL_CARD_NOT_REDEEMED', 'VIRTUAL_CARD_UNCERTAIN', 'VIRTUAL_CARD_BUSY'] as const
  expect([...others, ...undecided].filter(endsVirtualCard)).toEqual([])
})
