import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { workingDaysLeft, workingTerm } from './workingDays.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const years = loaded.value.workingDays

describe('ten working days', () => {
  it.each([
    ['an ordinary fortnight', '2026-11-20', '2026-12-04'],
    ['a Saturday visit', '2026-11-21', '2026-12-04'],
    ['a Sunday visit', '2026-11-22', '2026-12-04'],
    ['Constitution Day and New Year', '2026-12-18', '2027-01-05'],
    ['the Lunar New Year of 2026', '2026-02-13', '2026-03-09'],
    ['the Lunar New Year of 2027', '2027-02-03', '2027-02-24'],
    ['National Day, a Saturday, made up for on the Friday', '2026-10-08', '2026-10-23'],
    ['Retrocession Day, a Sunday, made up for on the Monday', '2026-10-23', '2026-11-09'],
  ])('over %s: %s to %s', (_, from, dueOn) => {
    expect(workingTerm(from, 10, years)).toEqual({ dueOn, unknownYears: [] })
  })

  it('says which years the table does not know, and leaves out their weekends only', () => {
    expect(workingTerm('2027-12-22', 10, years)).toEqual({ dueOn: '2028-01-07', unknownYears: [2028] })
    expect(workingTerm('2028-01-03', 5, years)).toEqual({ dueOn: '2028-01-10', unknownYears: [2028] })
  })

  it('counts a weekend that is worked in exchange', () => {
    const [first] = years
    if (first === undefined) throw new Error('no year')
    const exchanged = [{ ...first, workdays: ['2026-11-21' as (typeof first.workdays)[number]] }]
    expect(workingTerm('2026-11-20', 1, exchanged).dueOn).toBe('2026-11-21')
  })
})

describe('working days left', () => {
  it.each([
    ['2026-11-20', '2026-12-04', 10],
    ['2026-12-04', '2026-12-04', 0],
    ['2026-12-07', '2026-12-04', -1],
    ['2026-12-05', '2026-12-04', -1],
    ['2026-12-09', '2026-12-04', -3],
  ])('on %s until %s: %s', (today, dueOn, left) => {
    expect(workingDaysLeft(today, dueOn, years)).toBe(left)
  })

  it('is the length of every term on its first day', () => {
    const day = fc
      .integer({ min: 0, max: 680 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), (from, length) => {
        expect(workingDaysLeft(from, workingTerm(from, length, years).dueOn, years)).toBe(length)
      }),
    )
  })
})
