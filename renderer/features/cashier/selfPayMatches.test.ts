import { expect, it } from 'vitest'
import type { SelfPayItem } from '../../../preload/contract/desk/settings.ts'
import { selfPayMatches } from './selfPayMatches.ts'

const item = (name: string): SelfPayItem => ({ name, amount: 100, kind: 'other' })
const items = [item('英文診斷證明書'), item('診斷證明書'), item('Vitamin C'), item('病歷影本')]

it.each([
  ['診斷', ['診斷證明書', '英文診斷證明書']],
  [' ＶＩＴ ', ['Vitamin C']],
  ['證明', ['英文診斷證明書', '診斷證明書']],
  ['口罩', []],
  ['  ', []],
])('for %j finds %j', (typed, names) => {
  expect(selfPayMatches(items, typed).map(({ name }) => name)).toEqual(names)
})

it('shows no more than can be looked through', () => {
  expect(
    selfPayMatches(
      Array.from({ length: 20 }, (_, at) => item(`口罩 ${at}`)),
      '口罩',
    ),
  ).toHaveLength(8)
})
