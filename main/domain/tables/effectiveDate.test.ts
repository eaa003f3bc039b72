import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOverlap, inForceOn, isInForce } from './effectiveDate.ts'

const entry = (key: string, validFrom: string, validTo: string | null) => ({ key, validFrom, validTo })

describe('isInForce', () => {
  it.each([
    ['the day before', '2023-06-30', false],
    ['the first day', '2023-07-01', true],
    ['the last day', '2023-12-31', true],
    ['the day after', '2024-01-01', false],
  ])('%s', (_, day, expected) => {
    expect(isInForce(entry('a', '2023-07-01', '2023-12-31'), day)).toBe(expected)
  })

  it('lasts for ever without an end', () => {
    expect(isInForce(entry('a', '2023-07-01', null), '2999-01-01')).toBe(true)
  })
})

describe('findOverlap', () => {
  it.each([
    ['nothing', [], null],
    ['different keys on one day', [entry('a', '2023-01-01', null), entry('b', '2023-01-01', null)], null],
    ['one after the other', [entry('a', '2024-01-01', null), entry('a', '2023-01-01', '2023-12-31')], null],
    ['both without end', [entry('a', '2023-01-01', null), entry('a', '2024-01-01', null)], 'a'],
    ['a shared day', [entry('a', '2023-01-01', '2024-01-01'), entry('a', '2024-01-01', null)], 'a'],
    ['an end before the beginning', [entry('a', '2024-01-02', '2024-01-01')], 'a'],
  ])('%s', (_, entries, expected) => {
    expect(findOverlap(entries, ({ key }) => key)).toBe(expected)
  })

  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-01-${String(number).padStart(2, '0')}`)
  it('finds none exactly when no day has two entries of one key', () => {
    const spans = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), validFrom: day, validTo: fc.option(day) }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(spans, (entries) => {
        fc.pre(entries.every((span) => span.validTo === null || span.validFrom <= span.validTo))
        const days = Array.from({ length: 31 }, (_, index) => `2026-01-${String(index + 1).padStart(2, '0')}`)
        const isDouble = days.some((one) =>
          ['a', 'b'].some((key) => inForceOn(entries, one).filter((span) => span.key === key).length > 1),
        )
        expect(findOverlap(entries, ({ key }) => key) !== null).toBe(isDouble)
      }),
    )
  })
})
