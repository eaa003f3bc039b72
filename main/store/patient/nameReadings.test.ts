import { describe, expect, it } from 'vitest'
import { initialsOf } from '../../domain/patient/nameInitials.ts'
import { nameReadings } from './nameReadings.ts'

/** The fifty most frequent surnames, and how they begin. */
const surnames =
  '陳ㄔ林ㄌ黃ㄏ張ㄓ李ㄌ王ㄨ吳ㄨ劉ㄌ蔡ㄘ楊ㄧ許ㄒ鄭ㄓ謝ㄒ郭ㄍ洪ㄏ邱ㄑ曾ㄗ廖ㄌ賴ㄌ徐ㄒ周ㄓ葉ㄧ蘇ㄙ莊ㄓ江ㄐ呂ㄌ何ㄏ羅ㄌ高ㄍ蕭ㄒ潘ㄆ簡ㄐ朱ㄓ鍾ㄓ彭ㄆ游ㄧ詹ㄓ胡ㄏ施ㄕ沈ㄕ余ㄩ盧ㄌ趙ㄓ梁ㄌ顏ㄧ柯ㄎ翁ㄨ魏ㄨ孫ㄙ戴ㄉ'

describe('the readings of names', () => {
  it.each(surnames.match(/../gu) ?? [])('%s', (pair) => {
    expect(nameReadings().get(pair.charAt(0))).toContain(pair.charAt(1))
  })

  it.each([
    ['單', 'ㄕ'],
    ['仇', 'ㄑ'],
    ['解', 'ㄒ'],
    ['區', 'ㄡ'],
    ['查', 'ㄓ'],
    ['翟', 'ㄓ'],
    ['覃', 'ㄑ'],
    ['樂', 'ㄩ'],
    ['尉', 'ㄩ'],
    ['繆', 'ㄇ'],
    ['任', 'ㄖ'],
  ])('know how %s is read as a name', (character, sign) => {
    expect(nameReadings().get(character)).toContain(sign)
  })

  it('begin the names of people', () => {
    expect(initialsOf('歐陽雲永', nameReadings()).pinyin).toEqual(['oyyy'])
    expect(initialsOf('阮玉兒', nameReadings()).zhuyin).toContain('ㄖㄩㄦ')
  })
})
