import { expect, it } from 'vitest'
import { initialsOf } from './nameInitials.ts'

const readings = new Map([
  ['林', 'ㄌ'],
  ['示', 'ㄕ'],
  ['安', 'ㄢ'],
  ['曾', 'ㄗㄘ'],
  ['沈', 'ㄔㄕ'],
  ['樂', 'ㄌㄩ'],
  ['余', 'ㄩ'],
])

it.each([
  ['林示安', ['ㄌㄕㄢ'], ['lsa']],
  ['曾安', ['ㄗㄢ', 'ㄘㄢ'], ['za', 'ca']],
  ['沈樂', ['ㄔㄌ', 'ㄔㄩ', 'ㄕㄌ', 'ㄕㄩ'], ['cl', 'cy', 'sl', 'sy']],
  ['林𡘙安', ['ㄌㄢ'], ['la']],
  ['余', ['ㄩ'], ['y']],
  ['Maria José Wu', [], ['mjw']],
  ['Ｌｅｅ', [], ['l']],
  ['林 Amy', ['ㄌ'], ['l', 'a']],
  ['𡘙', [], []],
  ['', [], []],
])('%s begins %j, %j', (name, zhuyin, pinyin) => {
  expect(initialsOf(name, readings)).toEqual({ zhuyin, pinyin })
})

it('gives a handful of ways at most, however many the characters have', () => {
  expect(initialsOf('樂'.repeat(30), readings).zhuyin).toHaveLength(8)
})
