import fc from 'fast-check'
import { expect, it } from 'vitest'
import { agePartsOn } from './ageParts.ts'
import { ageOn } from './rocDate.ts'

it.each([
  ['2026-11-26', '2026-11-26', { said: 'months-days', months: 0, days: 0 }],
  ['2026-11-20', '2026-11-26', { said: 'months-days', months: 0, days: 6 }],
  ['2026-01-31', '2026-02-28', { said: 'months-days', months: 0, days: 28 }],
  ['2026-01-31', '2026-03-01', { said: 'months-days', months: 1, days: 0 }],
  ['2026-01-31', '2026-03-30', { said: 'months-days', months: 1, days: 29 }],
  ['2025-11-27', '2026-11-26', { said: 'months-days', months: 11, days: 30 }],
  ['2025-11-26', '2026-11-26', { said: 'years-months', years: 1, months: 0 }],
  ['2023-11-27', '2026-11-26', { said: 'years-months', years: 2, months: 11 }],
  ['2023-11-26', '2026-11-26', { said: 'years', years: 3 }],
  ['2024-02-29', '2025-02-28', { said: 'months-days', months: 11, days: 30 }],
  ['2024-02-29', '2025-03-01', { said: 'years-months', years: 1, months: 0 }],
  ['2027-01-01', '2026-11-26', { said: 'years', years: -1 }],
])('born on %s, on %s', (birthDate, day, parts) => {
  expect(agePartsOn(birthDate, day)).toEqual(parts)
})

it('says the years of ageOn, and months and days that a month and a year have', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 1500 }), (born, later) => {
      const birthDate = born.toISOString().slice(0, 10)
      const day = new Date(Date.parse(birthDate) + later * 86_400_000).toISOString().slice(0, 10)
      const parts = agePartsOn(birthDate, day)
      expect('years' in parts ? parts.years : 0).toBe(ageOn(birthDate, day))
      if ('months' in parts) expect(parts.months).toSatisfy((months: number) => months >= 0 && months < 12)
      if ('days' in parts) expect(parts.days).toSatisfy((count: number) => count >= 0 && count < 31)
    }),
  )
})
