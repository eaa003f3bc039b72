import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import { inForceOn } from '../tables/effectiveDate.ts'
import { ruleFiles, type VitalSignEntry } from '../tables/ruleTables.ts'
import { bodyMassOf, completedMonths, impossibility, limitsOf, markOf } from './vitalSigns.ts'

const entriesOn = (day: string): readonly VitalSignEntry[] => {
  const file = join(import.meta.dirname, '..', '..', '..', 'resources', 'rules', 'vital-signs.json')
  const table = ruleFiles.vitalSigns.read(JSON.parse(readFileSync(file, 'utf8')))
  if (!table.ok) throw new Error(JSON.stringify(table.error))
  return inForceOn(table.value, day)
}
const today = '2026-11-26'
const entries = entriesOn(today)

describe('the limits of vital signs', () => {
  it('are there once for every kind, age and sex, and dangerous lies outside of usual', () => {
    const person = fc.record({
      days: fc.integer({ min: 0, max: 110 * 365 }),
      sex: fc.constantFrom('M' as const, 'F' as const),
    })
    fc.assert(
      fc.property(person, fc.constantFrom(...vitalKinds, 'body-mass' as const), ({ days, sex }, kind) => {
        const birthDate = new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)
        const found = limitsOf(entries, kind, { birthDate, sex }, today)
        if (found === undefined) return false
        const { possible, usual, critical } = found
        const known = [possible.from, critical?.below, usual?.from, usual?.to, critical?.above, possible.to]
        const rising = known.filter((limit) => limit != null)
        return rising.every((limit, index) => index === 0 || (rising[index - 1] ?? limit) <= limit)
      }),
    )
  })

  it.each([
    ['an adult under the guideline of 2022', '2026-11-26', '1984-03-15', 135, 'high'],
    ['the same before it', '2022-05-31', '1984-03-15', 135, null],
    ['a schoolchild', '2026-11-26', '2018-01-01', 135, 'high'],
    ['a schoolchild with an adult’s usual value', '2026-11-26', '2018-01-01', 120, 'high'],
    ['a child in shock', '2026-11-26', '2018-01-01', 81, 'critical-low'],
    ['a crisis', '2026-11-26', '1950-01-01', 182, 'critical-high'],
    ['a collapse', '2026-11-26', '1950-01-01', 70, 'critical-low'],
  ] as const)('tell of %s', (_, day, birthDate, value, mark) => {
    const limits = limitsOf(entriesOn(day), 'systolic', { birthDate, sex: 'F' }, day)
    expect(limits === undefined ? 'none' : markOf(value, limits)).toBe(mark)
  })

  it('know fever at two months for what it is, the meal of a glucose, and the sex of a waist', () => {
    const mark = (
      ...[kind, person, value, meal]: [
        VitalSignEntry['kind'],
        { birthDate: string; sex: 'M' | 'F' },
        number,
        'fasting' | 'after-meal' | null,
      ]
    ) => {
      const limits = limitsOf(entries, kind, person, today, meal)
      return limits === undefined ? 'none' : markOf(value, limits)
    }
    const adult = { birthDate: '1984-03-15', sex: 'F' } as const
    expect(mark('temperature', { birthDate: '2026-10-01', sex: 'M' }, 38, null)).toBe('critical-high')
    expect(mark('temperature', adult, 38, null)).toBe('high')
    expect(mark('glucose', adult, 126, 'fasting')).toBe('high')
    expect(mark('glucose', adult, 126, 'after-meal')).toBe(null)
    expect(mark('waist', adult, 85, null)).toBe('high')
    expect(mark('waist', { ...adult, sex: 'M' }, 85, null)).toBe(null)
  })
})

describe('a value', () => {
  const temperature = limitsOf(entries, 'temperature', { birthDate: '1984-03-15', sex: 'F' }, today)
  it.each([
    [372, 'impossible'],
    [-1, 'impossible'],
    [Number.NaN, 'impossible'],
    [37.25, 'too-precise'],
    [37.2, null],
    [43, null],
  ])('of %d °C is %s', (value, reason) => {
    expect(temperature === undefined ? 'none' : impossibility(value, temperature)).toBe(reason)
  })

  it('of height and weight gives the BMI, and nothing gives none', () => {
    expect(bodyMassOf(170, 70)).toBe(24.2)
    expect(bodyMassOf(undefined, 70)).toBe(null)
    expect(bodyMassOf(0, 70)).toBe(null)
  })
})

it.each([
  ['2026-10-26', '2026-11-26', 1],
  ['2026-10-27', '2026-11-26', 0],
  ['2008-11-27', '2026-11-26', 215],
  ['2008-11-26', '2026-11-26', 216],
  ['2024-02-29', '2025-02-28', 11],
])('months from %s to %s: %d', (birthDate, day, months) => {
  expect(completedMonths(birthDate, day)).toBe(months)
})
