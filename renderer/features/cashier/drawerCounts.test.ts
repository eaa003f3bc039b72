import { expect, it } from 'vitest'
import { readCounts } from './drawerCounts.ts'

it.each([
  [{}, {}, 0],
  [{ '1000': '2', '50': '３', '1': '0', '5': '' }, { '1000': 2, '50': 3 }, 2150],
  [{ '2000': '1', '200': '1', '20': '1' }, { '2000': 1, '200': 1, '20': 1 }, 2220],
])('counts %j', (texts, counts, total) => {
  expect(readCounts(texts)).toEqual({ counts, total })
})

it.each(['x', '1.5', '-1', '100001'])('takes %j for no count', (text) => {
  expect(readCounts({ '1000': '1', '100': text })).toBeNull()
})
