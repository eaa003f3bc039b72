import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestVersion } from '../migrate.ts'
import { databaseAt } from '../migrations/databaseAt.ts'
import { indexedWords, infixParts, latinWords, typedParts, wordsQuery } from './catalogWords.ts'

describe('words of the catalog', () => {
  it.each([
    ['急性鼻咽炎[感冒]', '急 性 鼻 咽 炎 [ 感 冒 ]'],
    ['Type 2 diabetes', 'type 2 diabetes'],
    ['第２型糖尿病', '第 2 型 糖 尿 病'],
    ['台灣', '臺 灣'],
  ])('%s is indexed as %s', (text, expected) => {
    expect(indexedWords(text)).toBe(expected)
  })

  it.each([
    ['感冒', '"感 冒"'],
    ['diab mell', '"diab"* AND "mell"*'],
    ['糖尿病type2', '"糖 尿 病" AND "type2"*'],
    ['第2型', '"第" AND "2" AND "型"'],
    ['vitamin b', '"vitamin"* AND "b"'],
    ['"OR" NOT (x)', '"or"* AND "not"* AND "x"'],
    ['--- ***', null],
    ['', null],
  ])('%j asks for %j', (text, expected) => {
    expect(wordsQuery(text)).toBe(expected)
  })

  it('asks for the words that hold a part in their middle as well', () => {
    const wordsWith = new Map([['betes', ['diabetes', 'prediabetes']]])
    expect(wordsQuery('betes 第', wordsWith)).toBe('("betes"* OR "diabetes" OR "prediabetes") AND "第"')
    expect(infixParts(typedParts('第二型betes ab 12'))).toEqual(['betes'])
    expect(latinWords('Ｔype 2 diabetes［B12］')).toEqual(['type', 'diabetes', 'b12'])
  })

  it('never lets anything typed break the question', () => {
    const db = databaseAt(newestVersion)
    const find = db.prepare('SELECT rowid FROM catalog_words WHERE catalog_words MATCH ?')
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (text) => {
        const query = wordsQuery(text)
        if (query !== null) expect(() => find.all(query)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: fc.constantFrom(...'"*^:(){}+-糖尿病aＡ台,. \0') }), (text) => {
        const query = wordsQuery(text)
        if (query !== null) expect(() => find.all(query)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })
})
