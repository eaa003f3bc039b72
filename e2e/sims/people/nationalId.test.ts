import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNationalId, withCheckDigit } from './nationalId.ts'
import { populationAt } from './population.ts'

describe('national ID check digit', () => {
  it('accepts what it makes and refuses every other last digit', () => {
    const firstNine = fc
      .tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), fc.constantFrom('1', '2', '8', '9'), fc.nat(9_999_999))
      .map(([letter, kind, digits]) => `${letter}${kind}${String(digits).padStart(7, '0')}`)
    fc.assert(
      fc.property(firstNine, fc.integer({ min: 1, max: 9 }), (nine, step) => {
        const full = withCheckDigit(nine)
        expect(isNationalId(full)).toBe(true)
        expect(isNationalId(`${nine}${(Number(full[9]) + step) % 10}`)).toBe(false)
      }),
    )
  })

  it('fits the publicly documented specimen number', () => {
    expect(withCheckDigit('A12345678').endsWith('9')).toBe(true)
  })
})

describe('population', () => {
  const people = populationAt(Date.parse('2026-01-15T00:00:00Z'))

  it('has unique, valid identifiers and card numbers', () => {
    expect(people.every((person) => isNationalId(person.nationalId))).toBe(true)
    expect(people.every((person) => /^\d{12}$/.test(person.nhiCardNumber))).toBe(true)
    expect(new Set(people.map((person) => person.nationalId)).size).toBe(people.length)
    expect(new Set(people.map((person) => person.nhiCardNumber)).size).toBe(people.length)
  })
})
