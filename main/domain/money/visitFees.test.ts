import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import {
  type DoctorMonth,
  dailyDrugFeeLine,
  dispensingLine,
  examinationLine,
  isBeyondLimit,
  visitsPerDay,
} from './visitFees.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const tables = loaded.value
const today = rulesOn(tables, '2026-11-26')

const ordinary = {
  visit: 'ordinary',
  isReleased: false,
  age: 40,
  department: null,
  area: 'general',
  doctorMonth: null,
} as const
const examination = (changes: Partial<Parameters<typeof examinationLine>[1]> = {}, day = '2026-11-26') =>
  examinationLine(rulesOn(tables, day), { ...ordinary, ...changes })

describe('the examination fee', () => {
  it.each([
    [1, 1, 1],
    [30, 1, 30],
    [31, 1, 31],
    [60, 2, 30],
    [61, 2, 31],
    [750, 25, 30],
    // Days beyond 25 don't count.
    [751, 27, 31],
    [810, 27, 33],
  ])('%d visits in %d days are %d a day', (visits, days, perDay) => {
    expect(visitsPerDay({ visits, days })).toBe(perDay)
  })

  it.each([
    [30, '00110C', 352],
    [31, '00224C', 250],
    [40, '00224C', 250],
    [41, '00112C', 220],
    [61, '00114C', 160],
    [81, '00116C', 70],
    [150, '00116C', 70],
    [151, '00118C', 50],
  ])('of the %dth visit of a day is %s', (visits, code, points) => {
    expect(examination({ doctorMonth: { visits, days: 1 } })).toMatchObject({
      code,
      points,
      tier: { visits, days: 1, perDay: visits },
      rule: { rule: `examination-fees.${code}`, edition: '106.05.01' },
    })
  })

  it.each([
    ['chronic-refill', false, 40, '00140C', 330],
    ['chronic-refill', true, 40, '00139C', 355],
    ['chronic-refill', false, 41, '00142C', 250],
    ['chronic-refill', false, 200, '00148C', 80],
    ['chronic-refill-28', false, 1, '00159C', 530],
    ['chronic-refill-28', true, 1, '00158C', 555],
    ['chronic-refill-28', false, 61, '00163C', 390],
    ['emergency', false, 99, '01015C', 521],
    ['ordinary', true, 31, '00223C', 250],
  ] as const)('%s, released %s, as visit %d is %s', (visit, isReleased, visits, code, points) => {
    expect(examination({ visit, isReleased, doctorMonth: { visits, days: 1 } })).toMatchObject({ code, points })
  })

  it('names the rule of an addition besides the fee’s own', () => {
    const line = examination({ age: 2 })
    // 352 × 1.2 = 422.4
    expect(line).toMatchObject({ unitPoints: 422.4, points: 422 })
    expect(line?.additions).toMatchObject([{ rule: 'examination-additions.0', effectiveFrom: '2016-05-01' }])
    expect(examination()?.additions).toBeUndefined()
  })

  it.each([
    // department, age, month, unit points, points: 352 × 1.038 and × 1.09
    ['02', 40, null, 365.38, 365],
    ['03', 40, null, 383.68, 384],
    ['05', 40, { visits: 30, days: 1 }, 383.68, 384],
    ['06', 40, null, 352, 352],
    // Only the first tier has it.
    ['03', 40, { visits: 31, days: 1 }, 250, 250],
    // Of two that fit, the greater: 20 % before 9 %, 9 % before 7.5 %, 7.5 % before 3.8 %.
    ['03', 2, null, 422.4, 422],
    ['05', 80, null, 383.68, 384],
    ['02', 80, null, 378.4, 378],
    ['02', 80, { visits: 31, days: 1 }, 268.75, 269],
  ] as const)('of department %s at %d years in %j is %d: %d', (department, age, doctorMonth, unitPoints, points) => {
    expect(examination({ department, age, doctorMonth })).toMatchObject({ unitPoints, points })
  })

  it('has the addition of a department in no other fee than the first tier’s, and names it', () => {
    expect(examination({ department: '03' })?.additions).toMatchObject([{ rule: 'examination-additions.0-03-05' }])
    for (const changes of [{ visit: 'chronic-refill' }, { visit: 'emergency' }, { area: 'mountain-island' }] as const) {
      expect(examination({ ...changes, department: '03' })?.additions).toBeUndefined()
    }
  })

  it.each([
    ['ordinary', true, '00119C', 352],
    ['ordinary', false, '00120C', 352],
    ['chronic-refill', true, '00149C', 355],
    ['chronic-refill', false, '00150C', 330],
    ['chronic-refill-28', true, '00168C', 555],
    ['chronic-refill-28', false, '00169C', 530],
    ['emergency', false, '01015C', 521],
  ] as const)('in the mountains and on islands, %s, released %s, is %s', (visit, isReleased, code, points) => {
    const facts = { visit, isReleased, area: 'mountain-island' } as const
    for (const visits of [1, 50]) {
      expect(examination({ ...facts, doctorMonth: { visits, days: 1 } })).toMatchObject({ code, points })
    }
  })

  it('goes on in the mountains beyond the fiftieth visit a day, with the lower tiers of there', () => {
    expect(examination({ area: 'mountain-island', doctorMonth: { visits: 51, days: 1 } })).toMatchObject({
      code: '00207C',
      points: 220,
    })
  })

  it.each([
    // What the fee was the day before the change of 2017-03-01, and on it.
    ['general', true, '00109C', 332, 352],
    ['general', false, '00110C', 332, 352],
    ['mountain-island', true, '00119C', 300, 352],
    ['mountain-island', false, '00120C', 300, 352],
  ] as const)('in %s, released %s, %s rose from %d to %d', (area, isReleased, code, before, after) => {
    expect(examination({ area, isReleased }, '2017-02-28')).toMatchObject({
      code,
      points: before,
      rule: { effectiveFrom: '2016-05-01' },
    })
    expect(examination({ area, isReleased }, '2017-03-01')).toMatchObject({
      code,
      points: after,
      rule: { effectiveFrom: '2017-03-01' },
    })
  })

  it('has its additions by the points of the day', () => {
    // 332 × 1.09 and 352 × 1.09
    expect(examination({ department: '03' }, '2017-02-28')).toMatchObject({ unitPoints: 361.88, points: 362 })
    expect(examination({ department: '03' }, '2017-03-01')).toMatchObject({ unitPoints: 383.68, points: 384 })
  })

  it('is none before the first edition there is a source for, and never another tier’s', () => {
    expect(examination({}, '2016-05-01')).toMatchObject({ points: 332 })
    expect(examination({}, '2016-04-30')).toBeNull()
    expect(examination({ doctorMonth: { visits: 35, days: 1 } }, '2017-02-28')).toMatchObject({ points: 250 })
  })

  it('never grows with the doctor’s visits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6000 }),
        fc.integer({ min: 1, max: 31 }),
        fc.nat(500),
        (visits, days, more) => {
          const pointsAt = (month: DoctorMonth): number => examination({ doctorMonth: month })?.points ?? -1
          expect(pointsAt({ visits, days })).toBeGreaterThan(0)
          expect(pointsAt({ visits: visits + more, days })).toBeLessThanOrEqual(pointsAt({ visits, days }))
        },
      ),
    )
  })
})

describe('the daily drug fee', () => {
  it.each([
    [1, 40, null, 'MA1', 22],
    [3, 40, null, 'MA1', 66],
    // A grown-up's liquids raise nothing.
    [3, 13, 2, 'MA1', 66],
    [3, 12, 0, 'MA1', 66],
    [3, 12, 1, 'MA2', 93],
    [2, 5, 2, 'MA3', 74],
    [3, 0, 3, 'MA4', 123],
    [1, 0, 7, 'MA4', 41],
  ])('of %d days at %d years with %j liquids is %s', (days, age, liquids, code, points) => {
    expect(dailyDrugFeeLine(today, { days, age, liquids })).toMatchObject({ code, points, quantity: days })
  })

  it.each([
    ['no drug', 0, 40, null],
    ['a fourth day', 4, 40, null],
    ['a child whose liquids are not known', 3, 12, null],
  ])('is none for %s', (_, days, age, liquids) => {
    expect(dailyDrugFeeLine(today, { days, age, liquids })).toBeNull()
  })
})

describe('the dispensing fee', () => {
  it.each([
    [7, false, 'doctor', '05204D', 14],
    [7, true, 'doctor', '05225D', 14],
    [13, true, 'doctor', '05225D', 14],
    [14, true, 'doctor', '05208D', 24],
    [27, false, 'doctor', '05208D', 24],
    [28, true, 'clinic-pharmacist', '05211C', 45],
    [7, true, 'clinic-pharmacist', '05224C', 33],
  ] as const)('of %d days (refill %s) by the %s is %s', (days, isRefill, dispenser, code, points) => {
    expect(dispensingLine(today, { days, isRefill, dispenser, number: 1, area: 'general' })).toMatchObject({
      code,
      points,
    })
  })

  it.each([
    ['general', 'clinic-pharmacist', 80, '05203C'],
    ['general', 'clinic-pharmacist', 81, '05234D'],
    ['general', 'clinic-pharmacist', 100, '05234D'],
    ['general', 'clinic-pharmacist', 101, null],
    ['mountain-island', 'clinic-pharmacist', 100, '05203C'],
    ['mountain-island', 'clinic-pharmacist', 101, '05234D'],
    ['mountain-island', 'clinic-pharmacist', 120, '05234D'],
    ['mountain-island', 'clinic-pharmacist', 121, null],
    ['general', 'doctor', 101, '05204D'],
  ] as const)('in a %s area, of the %s, of the %d. of the day is %s', (area, dispenser, number, code) => {
    const facts = { days: 3, isRefill: false, dispenser, number, area }
    expect(isBeyondLimit(today, facts) ? null : dispensingLine(today, facts)?.code).toBe(code)
    // However long the drugs last, the reduced fee is one.
    if (code === '05234D') expect(dispensingLine(today, { ...facts, days: 28 })).toMatchObject({ code, points: 18 })
  })

  it('is none before the table begins', () => {
    const facts = { days: 3, isRefill: false, dispenser: 'doctor', number: 1, area: 'general' } as const
    expect(dispensingLine(rulesOn(tables, '2015-01-31'), facts)).toBeNull()
    expect(dispensingLine(rulesOn(tables, '2015-02-01'), facts)).not.toBeNull()
  })
})
