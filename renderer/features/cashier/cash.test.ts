import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cashOf, withNote } from './cash.ts'

describe('cash', () => {
  it.each([
    ['', 200, { kind: 'enough', received: 200, change: 0, owed: 0 }],
    ['500', 200, { kind: 'enough', received: 500, change: 300, owed: 0 }],
    ['１０００', 200, { kind: 'enough', received: 1000, change: 800, owed: 0 }],
    ['1,000', 200, { kind: 'enough', received: 1000, change: 800, owed: 0 }],
    ['150', 200, { kind: 'short', by: 50 }],
    ['', 0, { kind: 'enough', received: 0, change: 0, owed: 0 }],
    ['12.5', 200, { kind: 'invalid' }],
    ['abc', 200, { kind: 'invalid' }],
    ['99999999', 200, { kind: 'invalid' }],
  ])('%j of %i', (typed, due, cash) => {
    expect(cashOf(typed, due)).toEqual(cash)
  })

  it.each([
    ['', 200, { kind: 'enough', received: 0, change: 0, owed: 200 }],
    ['150', 200, { kind: 'enough', received: 150, change: 0, owed: 50 }],
    ['500', 200, { kind: 'enough', received: 500, change: 300, owed: 0 }],
    ['abc', 200, { kind: 'invalid' }],
    ['', -10, { kind: 'over', by: 10 }],
  ])('%j of %i, the rest later', (typed, due, cash) => {
    expect(cashOf(typed, due, true)).toEqual(cash)
  })

  it('gives back what is too much, to the dollar', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (due, more) => {
        expect(cashOf(String(due + more), due)).toEqual({ kind: 'enough', received: due + more, change: more, owed: 0 })
      }),
    )
  })

  it('adds notes', () => {
    expect(withNote(withNote('', 500), 100)).toBe('600')
    expect(withNote('abc', 100)).toBe('100')
    expect(withNote('999999', 1000)).toBe('1000000')
  })
})
