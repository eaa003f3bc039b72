import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDose } from './doseText.ts'

it.each([
  ['1', 1],
  ['0.5', 0.5],
  ['１．５', 1.5],
  ['1/2', 0.5],
  ['１／２', 0.5],
  [' 1 / 4 ', 0.25],
  ['½', 0.5],
  ['¾', 0.75],
  ['1 1/2', 1.5],
  ['1½', 1.5],
  ['2¼', 2.25],
  ['1/3', 0.33],
  ['2/3', 0.67],
  ['⅔', 0.67],
  ['4/2', 2],
  ['', null],
])('%j is %s', (text, dose) => {
  expect(parseDose(text)).toBe(dose)
})

it.each(['1/', '/2', '1/0', '1/8', '⅛', '1/2/3', 'a', '1.5/2', '-1/2', '1/2 1', '0.125', '99999 1/2', '½½'])(
  '%j is no dose',
  (text) => {
    expect(parseDose(text)).toBeUndefined()
  },
)

it('says of any other text, too, a dose the record can hold, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9 /½¾.]{1,8}$/)), (text) => {
      const dose = parseDose(text)
      if (typeof dose !== 'number') return
      expect(dose).toBeGreaterThanOrEqual(0)
      expect(dose).toBeLessThanOrEqual(99_999)
      expect(Number(dose.toFixed(2))).toBe(dose)
    }),
  )
})
