import { expect, it } from 'vitest'
import { matchingWords } from './matchingWords.ts'

const words = ['QDAM', 'QD', 'QW(1,3)', 'QW(1)', 'PC30M', 'PC'].map((code) => ({ code, name: code }))
const found = (typed: string): readonly string[] => matchingWords(words, typed).map(({ code }) => code)

it('offers what begins as typed, and first what is just that', () => {
  expect(found('QD')).toEqual(['QD', 'QDAM'])
  expect(found('PC')).toEqual(['PC', 'PC30M'])
  expect(found('QW(1')).toEqual(['QW(1,3)', 'QW(1)'])
  expect([found(''), found('X')]).toEqual([[], []])
})

it('offers no more than can be looked through', () => {
  const many = Array.from({ length: 127 }, (_, at) => ({ code: `QW(${at})`, name: '' }))
  expect(matchingWords(many, 'Q')).toHaveLength(20)
  expect(matchingWords(many, 'QW(126)')[0]?.code).toBe('QW(126)')
})
