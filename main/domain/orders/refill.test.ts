import { expect, it } from 'vitest'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { refillStanding } from './refill.ts'

const standingAfter = (dispensing: number, suppliedOn: string, days = 28) =>
  refillStanding({
    issuedOn: '2028-02-01' as IsoDate,
    dispensings: 3,
    daysEach: 28,
    last: { dispensing, suppliedOn: suppliedOn as IsoDate, days },
  })

it.each([
  [1, '2028-02-01', 2, '2028-02-28', '2028-02-19'],
  // Over a leap day.
  [2, '2028-02-20', 3, '2028-03-18', '2028-03-09'],
])('after dispensing %d on %s comes %d: supplied until %s, due from %s', (dispensing, on, next, until, from) => {
  expect(standingAfter(dispensing, on)).toEqual({
    next,
    suppliedUntil: until,
    dueFrom: from,
    lapsesOn: '2028-04-24',
  })
})

it('has nothing to come after the last dispensing, nor after all of it at once', () => {
  expect(standingAfter(3, '2028-03-20')).toBeNull()
  expect(standingAfter(3, '2028-02-01', 84)).toBeNull()
})
