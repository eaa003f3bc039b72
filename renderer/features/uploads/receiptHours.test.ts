import { expect, it } from 'vitest'
import { receiptHours } from './receiptHours.ts'

it('counts the receipts of the day by the hour of Taipei', () => {
  const counts = receiptHours(
    [
      '2026-11-21T16:00:00.000Z',
      '2026-11-22T01:30:00.000Z',
      '2026-11-22T01:59:59.999Z',
      '2026-11-22T16:00:00.000Z',
      null,
    ],
    '2026-11-22',
  )
  expect(counts).toHaveLength(24)
  expect(counts[0]).toBe(1)
  expect(counts[9]).toBe(2)
  expect(counts.reduce((sum, count) => sum + count)).toBe(3)
})
