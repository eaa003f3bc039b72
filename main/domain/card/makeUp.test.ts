import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { lastMakeUpDay, makeUpMark, refundWorkingDays } from './makeUp.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const { makeUpLimits } = rulesOn(loaded.value, '2026-11-25')

describe('makeUpMark', () => {
  it.each([
    ['an adult', '1984-03-15', 'NOCARD00000000000001', '2'],
    ['an adult whose visit has no number', '1984-03-15', null, '4'],
    ['a newborn of 60 days', '2026-09-21', 'NOCARD00000000000001', '2'],
    ['a newborn of 61 days', '2026-09-20', 'NOCARD00000000000001', '3'],
    ['a newborn of 92 days', '2026-08-20', 'NOCARD00000000000001', '3'],
    ['a newborn of 93 days', '2026-08-19', 'NOCARD00000000000001', '2'],
    ['a newborn whose visit has no number', '2026-09-20', null, '4'],
  ] as const)('%s', (_, birthDate, actualTreatmentNumber, mark) => {
    expect(makeUpMark({ actualDay: '2026-11-20', birthDate, actualTreatmentNumber }, makeUpLimits)).toBe(mark)
  })
})

describe('the limits', () => {
  it.each([
    ['2026-11-20', '2027-02-20'],
    ['2026-11-30', '2027-02-28'],
    ['2026-12-31', '2027-03-31'],
  ])('a visit of %s can be made good until %s', (day, until) => {
    expect(lastMakeUpDay(day, makeUpLimits)).toBe(until)
  })

  it('are rules, and nothing is made up where none is in force', () => {
    expect(refundWorkingDays(makeUpLimits)).toBe(10)
    expect(refundWorkingDays([])).toBeNull()
    expect(lastMakeUpDay('2026-11-20', [])).toBeNull()
  })
})
