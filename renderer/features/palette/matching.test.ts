import { expect, it } from 'vitest'
import { matching, type PaletteEntry } from './matching.ts'

const entry = (label: string, group: string, key?: string): PaletteEntry => ({
  id: label,
  group,
  label,
  run: () => undefined,
  ...(key === undefined ? {} : { key }),
})
const entries = [entry('掛號', '畫面', 'Ctrl+1'), entry('異常掛號', '指令', 'F6'), entry('上傳', '畫面', 'Ctrl+4')]

it.each([
  ['', ['掛號', '異常掛號', '上傳']],
  ['掛號', ['掛號', '異常掛號']],
  ['異常 掛', ['異常掛號']],
  ['f6', ['異常掛號']],
  ['畫面 上', ['上傳']],
  ['ｆ６', ['異常掛號']],
  ['zzz', []],
])('%j finds %j', (typed, labels) => {
  expect(matching(entries, typed).map(({ label }) => label)).toEqual(labels)
})
