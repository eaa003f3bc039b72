import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IsoDateSchema } from '../../../../preload/contract/words.ts'
import { rocDate } from '../../../ui/format/date.ts'
import { laterDay } from '../../../ui/format/weekday.ts'
import { readReturnDay } from './returnDay.ts'

const visitedOn = IsoDateSchema.parse('2026-11-26')

it.each([
  ['7', '2026-12-03'],
  [' ７ ', '2026-12-03'],
  ['28', '2026-12-24'],
  ['115/12/3', '2026-12-03'],
  ['1151203', '2026-12-03'],
  ['2027-01-02', '2027-01-02'],
  ['', null],
  ['0', null],
  ['731', null],
  ['115/11/26', null],
  ['115/11/25', null],
  ['215/12/3', null],
  ['115/2/30', null],
  ['next week', null],
])('reads %s', (text, day) => {
  expect(readReturnDay(text, visitedOn)).toBe(day)
})

it('reads the same day however it is typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 730 }), (days) => {
      const day = laterDay(visitedOn, days)
      for (const text of [String(days), day, rocDate(day)]) expect(readReturnDay(text, visitedOn)).toBe(day)
    }),
  )
})
