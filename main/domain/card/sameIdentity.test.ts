import { describe, expect, it } from 'vitest'
import { sameIdentity } from './sameIdentity.ts'

const profile = { cardNumber: '000012345678', nationalId: 'A123456789', birthDate: '1980-02-29' }

describe('sameIdentity', () => {
  it('finds no difference where all three agree', () => {
    expect(sameIdentity(profile, { ...profile })).toBeNull()
  })

  it.each([
    ['cardNumber', '000012345679'],
    ['nationalId', 'B223456781'],
    ['birthDate', '1980-03-01'],
  ] as const)('names %s when it differs', (field, value) => {
    expect(sameIdentity(profile, { ...profile, [field]: value })).toBe(field)
    expect(sameIdentity({ ...profile, [field]: value }, profile)).toBe(field)
  })
})
