import fc from 'fast-check'
import i18next from 'i18next'
import { describe, expect, it, vi } from 'vitest'
import { readDate } from '../../../preload/contract/patient/birthDate.ts'
import { isoToRoc } from '../../../preload/contract/patient/rocDate.ts'
import { changeLanguage, startLanguage } from '../../i18n/language.ts'
import { clockTime, clockTimeWithSeconds, dayOf, dayWords, momentWords, rocDate } from './date.ts'

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
    ['2026-11-21T16:04:09.000Z', '00:04', '00:04:09', '2026-11-22'],
    ['2026-12-31T15:59:59.999Z', '23:59', '23:59:59', '2026-12-31'],
  ])('%s is told in Taipei time', (instant, time, withSeconds, day) => {
    expect([clockTime(instant), clockTimeWithSeconds(instant), dayOf(instant)]).toEqual([time, withSeconds, day])
  })

  it('has the years of the Republic in Chinese and those of the West in English', async () => {
    vi.stubGlobal('document', { documentElement: { lang: '' } })
    startLanguage()
    const midnight = '2026-11-21T16:04:09.000Z'
    const shown = () => [dayWords('1984-01-05', i18next.t), momentWords(midnight, i18next.t)]
    expect(shown()).toEqual(['73/01/05', '115/11/22 00:04'])
    await changeLanguage('en')
    expect(shown()).toEqual(['1984-01-05', '2026-11-22 00:04'])
    vi.unstubAllGlobals()
  })

  it('is read back as the same day, in either language, from the box it stands in', () => {
    const day = fc.date({ min: new Date('1912-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        expect([readDate(rocDate(iso)), readDate(iso)]).toEqual([iso, iso])
      }),
    )
  })
})
