import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { number, parseNumber } from './number.ts'

const dose = { min: 0, max: 99_999, decimals: 2 }

describe('numbers as typed', () => {
  it.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1.', 1],
    ['１２．５', 12.5],
    [' 7 ', 7],
    ['', null],
    ['  ', null],
    ['1.234', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['abc', undefined],
    ['100000', undefined],
  ])('%j is %j', (text, value) => {
    expect(parseNumber(text, dose)).toBe(value)
  })

  it('takes back every number it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (value) => {
        expect(parseNumber(number(value).replaceAll(',', ''), dose)).toBe(value)
      }),
    )
  })
})
