import { expect, it } from 'vitest'
import { byteSize } from './bytes.ts'

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [1536, '1.5 KB'],
  [15_000_000, '14 MB'],
  [1_500_000_000, '1.4 GB'],
] as const)('%s bytes: %s', (bytes, expected) => {
  expect(byteSize(bytes)).toBe(expected)
})
