import { describe, expect, it } from 'vitest'
import { pageWithin } from './uploadsStore.ts'

describe('a page whose rows were sent while somebody looked at it', () => {
  it.each([
    ['stands while it has a row', 2, 201, 2],
    ['gives way to the last one there is', 2, 200, 1],
    ['gives way by more than one', 5, 130, 1],
    ['ends at the first', 3, 0, 0],
    ['is never a later one', 0, 900, 0],
  ] as const)('%s', (_name, page, count, shown) => {
    expect(pageWithin(page, count)).toBe(shown)
  })
})
