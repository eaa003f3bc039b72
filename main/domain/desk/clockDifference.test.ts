import { expect, it } from 'vitest'
import { clockState } from './clockDifference.ts'

it.each([
  [0, 'good'],
  [60, 'good'],
  [-61, 'warning'],
  [600, 'warning'],
  [601, 'fault'],
  [-7200, 'fault'],
] as const)('a difference of %d s is %s', (seconds, state) => {
  expect(clockState(seconds)).toBe(state)
})
