import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoToRoc } from '../../../preload/contract/patient/rocDate.ts'
import { clockTime, clockTimeWithSeconds, dayOf, rocDate, rocDateTime } from './date.ts'

describe('dates as the screens show them', () => {
  it.each([
    ['2026-11-22', '115/11/22'],
    ['1912-01-01', '1/01/01'],
    ['1911-10-10', '1911-10-10'],
    ['2010-12-31', '99/12/31'],
  ])('%s is %s', (iso, shown) => {
    expect(rocDate(iso)).toBe(shown)
  })

  it('agrees with the seven digits of the card on every day since 民國 1', () => {
    const day = fc.date({ min: new Date('1912-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        expect(rocDate(iso).replaceAll('/', '').padStart(7, '0')).toBe(isoToRoc(iso))
      }),
    )
  })

  it.each([
    ['2026-11-21T16:04:09.000Z', '00:04', '00:04:09', '2026-11-22', '115/11/22 00:04'],
    ['2026-12-31T15:59:59.999Z', '23:59', '23:59:59', '2026-12-31', '115/12/31 23:59'],
  ])('%s is told in Taipei time', (instant, time, withSeconds, day, both) => {
    expect([clockTime(instant), clockTimeWithSeconds(instant), dayOf(instant), rocDateTime(instant)]).toEqual([
      time,
      withSeconds,
      day,
      both,
    ])
  })
})
