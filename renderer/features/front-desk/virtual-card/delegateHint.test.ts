import { describe, expect, it } from 'vitest'
import { isOftenDelegated } from './delegateHint.ts'

describe('for whom a delegate is offered first', () => {
  it.each([
    [0, true],
    [14, true],
    [15, false],
    [64, false],
    [65, true],
    [101, true],
  ])('at %i years: %s', (age, offered) => {
    expect(isOftenDelegated(age)).toBe(offered)
  })
})
