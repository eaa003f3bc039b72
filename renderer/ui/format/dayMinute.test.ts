import { expect, it } from 'vitest'
import { dayMinute, readDayMinute } from './dayMinute.ts'

it.each([
  ['9', 540],
  ['930', 570],
  ['0930', 570],
  ['9:30', 570],
  ['９：３０', 570],
  ['24:00', 1440],
  ['24:01', null],
  ['9:75', null],
  ['', null],
  ['nine', null],
])('reads %s', (text, minute) => {
  expect(readDayMinute(text)).toBe(minute)
})

it('reads what it writes', () => {
  for (let minute = 0; minute <= 1440; minute += 1) expect(readDayMinute(dayMinute(minute))).toBe(minute)
})
