import { expect, it } from 'vitest'
import { foldText, phoneDigits, withoutMarks } from './searchText.ts'

it.each([
  ['0912-345 678', ['0912345678']],
  ['02-2345-6789#123', ['0223456789', '0223456789123']],
  ['+886 912 345 678', ['0912345678']],
  ['+886-(0)2-2345-6789', ['0223456789']],
  ['＋８８６９１２３４５６７８', ['0912345678']],
  ['', []],
  ['#', []],
])('%j is found by the digits %j', (text, digits) => {
  expect(phoneDigits(text)).toEqual(digits)
})

it('folds what is written in several ways', () => {
  expect(foldText('Ｔ台 北')).toBe('t臺北')
  expect(withoutMarks(foldText('José Đặng'))).toBe('joseđang')
  // Han characters outside the basic plane stay as they are.
  expect(withoutMarks('林𡘙安')).toBe('林𡘙安')
})
