import { expect, it } from 'vitest'
import { joinList, splitList } from './textList.ts'

it.each([
  ['', []],
  ['Penicillin', ['Penicillin']],
  ['Penicillin、 Aspirin，海鮮; Penicillin;', ['Penicillin', 'Aspirin', '海鮮']],
  [' 、,', []],
])('%j', (text, texts) => {
  expect(splitList(text)).toEqual(texts)
  for (const mark of ['、', ', ']) expect(splitList(joinList(texts, mark))).toEqual(texts)
})
