import { describe, expect, it } from 'vitest'
import { tableMove } from './tableKeys.ts'

const press = (key: string, change: { ctrlKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  ...change,
})

describe('keys in a table', () => {
  it.each([
    [press('Enter'), false, { kind: 'next' }],
    [press('Enter'), true, { kind: 'next' }],
    [press('ArrowDown'), false, { kind: 'row', by: 1 }],
    [press('ArrowUp'), false, { kind: 'row', by: -1 }],
    [press('ArrowDown'), true, null],
    [press('ArrowDown', { altKey: true }), true, null],
    [press('Delete', { ctrlKey: true }), true, { kind: 'remove' }],
    [press('Delete'), false, null],
    [press('Enter', { ctrlKey: true }), false, null],
    [press('Tab'), false, null],
    [press('a'), false, null],
  ])('%j, in a list: %s', (event, inList, move) => {
    expect(tableMove(event, inList)).toEqual(move)
  })
})
