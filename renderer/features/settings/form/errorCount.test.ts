import { describe, expect, it } from 'vitest'
import { errorCount, hasChanges } from './errorCount.ts'

const wrong = { type: 'custom', message: 'invalid' }

describe('errors of a branch', () => {
  it.each([
    [undefined, 0],
    [wrong, 1],
    [{ name: wrong, id: undefined }, 1],
    [[undefined, { id: wrong, name: wrong }, { id: wrong }], 3],
    [{ baseUrls: [{ url: wrong }], caFile: wrong }, 2],
  ])('%j: %d', (branch, count) => {
    expect(errorCount(branch)).toBe(count)
  })
})

describe('changes in a branch', () => {
  it.each([
    [undefined, false],
    [true, true],
    [{ name: false, rows: [{ id: false }] }, false],
    [{ name: false, rows: [{ id: true }] }, true],
  ])('%j: %s', (branch, changed) => {
    expect(hasChanges(branch)).toBe(changed)
  })
})
