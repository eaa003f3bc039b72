import fc from 'fast-check'
import { expect, it } from 'vitest'
import { maskName } from './maskName.ts'

it.each([
  ['林示安', '林○安'],
  ['李範', '李○'],
  ['歐陽示範', '歐○○範'],
  ['王', '王○'],
  ['𡘙示安', '𡘙○安'],
])('masks %s as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

it('shows of a masked name no more than its first and last letter', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3, maxLength: 30, unit: 'grapheme' }), (name) => {
      const shown = [...maskName(name)].filter((letter) => letter !== '○')
      expect(shown.length).toBeLessThanOrEqual(2)
    }),
  )
})
