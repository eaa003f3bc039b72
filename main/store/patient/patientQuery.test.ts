import { describe, expect, it } from 'vitest'
import { readPatientQuery } from './patientQuery.ts'

describe('readPatientQuery', () => {
  it.each([
    ['王', { namePart: '王', birthDate: null, nationalIdPrefix: null }],
    ['  林 示安 ', { namePart: '林示安' }],
    ['台', { namePart: '臺' }],
    ['123', { namePart: null, chartNumbers: ['123', '0000123'], birthDate: null }],
    ['0000123', { chartNumbers: ['0000123'] }],
    ['0730315', { birthDate: '1984-03-15', chartNumbers: ['0730315'] }],
    ['730315', { birthDate: '1984-03-15' }],
    ['1130229', { birthDate: '2024-02-29' }],
    ['1120229', { birthDate: null }],
    ['1984-03-15', { birthDate: '1984-03-15' }],
    ['1984/3/5', { birthDate: '1984-03-05' }],
    ['73.3.15', { birthDate: '1984-03-15' }],
    ['1984-02-30', { birthDate: null }],
    ['A1', { nationalIdPrefix: 'A1', namePart: 'a1' }],
    ['a123456789', { nationalIdPrefix: 'A123456789' }],
    ['ＡＢ１２', { nationalIdPrefix: 'AB12' }],
    ['A1234567890', { nationalIdPrefix: null }],
    ['LIN', { nationalIdPrefix: null, namePart: 'lin' }],
    [
      'lm',
      {
        words: [
          { match: 'name', prefix: 'nlm' },
          { match: 'pinyin', prefix: 'plm' },
        ],
      },
    ],
    [
      'L. M.',
      {
        words: [
          { match: 'name', prefix: 'nl.m.' },
          { match: 'pinyin', prefix: 'plm' },
        ],
      },
    ],
    ['l', { words: [{ match: 'name', prefix: 'nl' }] }],
    ['ㄌㄇ', { namePart: null, words: [{ match: 'zhuyin', prefix: 'zㄌㄇ' }] }],
    ['ㄌ', { namePart: null, words: [] }],
    ['ㄌˊㄕˋ', { namePart: null, words: [{ match: 'zhuyin', prefix: 'zㄌㄕ' }] }],
    [
      'ㄌㄧㄣˊㄕˋ ㄢ',
      {
        namePart: null,
        words: [
          { match: 'zhuyin', prefix: 'zㄌㄧㄣㄕㄢ' },
          { match: 'zhuyin', prefix: 'zㄌㄕㄢ' },
        ],
      },
    ],
    ['˙ㄇㄚ', { namePart: null, words: [{ match: 'zhuyin', prefix: 'zㄇㄚ' }] }],
    ['民國 73 年 3 月 15 日', { birthDate: '1984-03-15' }],
    ['民國73年', { birthDate: null, birthSpan: { from: '1984-01-01', to: '1984-12-31' } }],
    ['73年3月', { birthSpan: { from: '1984-03-01', to: '1984-03-31' } }],
    ['73', { birthSpan: null }],
    [
      '0105',
      {
        words: [
          { match: 'birthday', prefix: 'd0105' },
          { match: 'identity', prefix: 'i5010' },
          { match: 'phone', prefix: 't5010' },
        ],
      },
    ],
    ['1/5', { words: [{ match: 'name' }, { match: 'birthday', prefix: 'd0105' }] }],
    ['0229', { words: [{ match: 'birthday', prefix: 'd0229' }, {}, {}] }],
    ['0230', { words: [{ match: 'identity' }, { match: 'phone' }] }],
    ['678', { words: [{ match: 'phone', prefix: 't876' }] }],
    ['+886 912 345 678', { words: [{ match: 'name' }, { match: 'phone', prefix: 't8765432190' }] }],
    ['5-678', { words: [{ match: 'name' }, { match: 'phone', prefix: 't8765' }] }],
    ['', { namePart: null, nationalIdPrefix: null, birthDate: null }],
  ])('reads %j', (text, expected) => {
    expect(readPatientQuery(text)).toMatchObject(expected)
  })
})
