import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonicalJson.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, shuffled(member)]),
  )
}

const anyJson = fc.jsonValue({ stringUnit: 'binary' })

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0] },
      '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}',
    ],
    [
      { '\u20ac': 'Euro', '\r': 'CR', '1': 'One', '\ud83d\ude00': 'Smiley', '\ufb33': 'Dalet' },
      '{"\\r":"CR","1":"One","\u20ac":"Euro","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}',
    ],
    [{ kept: 1, left: undefined }, '{"kept":1}'],
    ['a"\\\u000f\n中', '"a\\"\\\\\\u000f\\n中"'],
    [{}, '{}'],
    [[], '[]'],
  ])('writes %j canonically', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('holds the same value, and does not depend on the order of names', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(shuffled(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [() => 1], [10n], [Symbol('x')], [[undefined]]])(
    'refuses %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError)
    },
  )
})
