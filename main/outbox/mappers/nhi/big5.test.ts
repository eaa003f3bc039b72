import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { big5Length, decodeBig5, encodeBig5, toBig5Text } from './big5.ts'
import { unknownCharacter, variantSubstitutes, xmlSubstitutes } from './big5Substitutes.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 60 })

describe('toBig5Text', () => {
  it.each([
    ['AC58256100', 'AC58256100', []],
    ['王大明', '王大明', []],
    ['碁銹裏恒粧嫺', '碁銹裏恒粧嫺', []],
    [
      '<a> & "b"',
      '＜a＞ ＆ ”b”',
      [
        ['<', '＜', 'markup'],
        ['>', '＞', 'markup'],
        ['&', '＆', 'markup'],
        ['"', '”', 'markup'],
        ['"', '”', 'markup'],
      ],
    ],
    ["O'Neil", 'O’Neil', [["'", '’', 'markup']]],
    ['王堃', '王坤', [['堃', '坤', 'variant']]],
    ['林𡍼', '林？', [['𡍼', '？', 'missing']]],
    ['造\ue000字', '造？字', [['\ue000', '？', 'missing']]],
    ['é', '？', [['é', '？', 'missing']]],
    ['\uf983', '旅', [['\uf983', '旅', 'compatible']]],
    [
      'a\nb\u0000',
      'a？b？',
      [
        ['\n', '？', 'missing'],
        ['\u0000', '？', 'missing'],
      ],
    ],
  ] as const)('%j is sent as %j', (value, text, changed) => {
    expect(toBig5Text(value)).toEqual({
      text,
      substitutions: changed.map(([from, to, reason]) => ({ from, to, reason })),
    })
  })

  it('gives text that survives the way to Big5 and back, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const { text, substitutions } = toBig5Text(value)
        expect(decodeBig5(encodeBig5(text))).toBe(text)
        expect(text).not.toMatch(/[<>&"'\p{Cc}]/u)
        expect(toBig5Text(text)).toEqual({ text, substitutions: [] })
        expect(substitutions.length === 0).toBe(text === value)
      }),
    )
  })

  it('has substitutes only for what Big5 lacks or XML claims, by something that is sent as it is', () => {
    for (const [from, to] of [...Object.entries(variantSubstitutes), ...Object.entries(xmlSubstitutes)]) {
      expect([from, toBig5Text(to)]).toEqual([from, { text: to, substitutions: [] }])
    }
    for (const from of Object.keys(variantSubstitutes)) expect(decodeBig5(encodeBig5(from))).not.toBe(from)
    expect(toBig5Text(unknownCharacter).substitutions).toEqual([])
  })
})

describe('big5Length', () => {
  it.each([
    ['', 0],
    ['D10', 3],
    ['王A', 3],
    ['PRN', 3],
  ])('%j takes %i bytes', (text, bytes) => {
    expect(big5Length(text)).toBe(bytes)
  })
})

describe('decodeBig5', () => {
  it('refuses bytes that are not Big5', () => {
    expect(decodeBig5(Uint8Array.of(0x41, 0xff, 0xff))).toBeNull()
    expect(decodeBig5(Uint8Array.of(0xa4))).toBeNull()
  })
})
