import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { type RuleTables, rulesOn } from '../tables/ruleTables.ts'
import { copaymentOf } from './copayment.ts'
import { dailyDrugFeeLine, dispensingLine, examinationLine } from './visitFees.ts'

/**
 * Every row of the tables of facts/outpatient.md §2 and §4, typed from there and not from the rules: at both ends of each step, and on the
 * days before and after a change.
 */

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const tables: RuleTables = loaded.value
const on = (day: string) => rulesOn(tables, day)
const today = on('2026-11-26')

describe('§2.1 drug copayment of a clinic', () => {
  it.each([
    // From, to, NT$
    [1, 100, 0],
    [101, 200, 20],
    [201, 300, 40],
    [301, 400, 60],
    [401, 500, 80],
    [501, 600, 100],
    [601, 700, 120],
    [701, 800, 140],
    [801, 900, 160],
    [901, 1000, 180],
    [1001, 99_999_999, 200],
  ])('%d to %d points: %d', (from, to, drug) => {
    for (const drugPoints of [from, Math.floor((from + to) / 2), to]) {
      const facts = { drugPoints, totalPoints: drugPoints, isRefill: false, course: null }
      expect(copaymentOf(today, 'D10', facts)).toMatchObject({ basic: 50, drug, code: drug === 0 ? 'D10' : 'D20' })
      expect(copaymentOf(today, 'D10', { ...facts, isRefill: true })).toMatchObject({ basic: 50, drug: 0, code: 'D10' })
    }
  })
})

describe('§2.3 and §2.4 copayment codes', () => {
  const facts = { drugPoints: 450, totalPoints: 1000, isRefill: false, course: null }

  it.each([
    // Basic and drug copayment beside 450 points of drugs.
    ['D00', 150, 0],
    ['D10', 50, 80],
    ['D13', 50, 80],
    ['D30', 50, 80],
    ['D31', 50, 80],
    ['K00', 50, 0],
    ['K20', 50, 0],
    ['L00', 50, 0],
    ['L20', 50, 0],
  ])('%s: %d and %d', (code, basic, drug) => {
    expect(copaymentOf(today, code, facts)).toMatchObject({ basic, drug, waived: null })
  })

  const statedInD43 = ['003', '004', '005', '006', '901', '902', '903', '904', '906']
  const others = '001 002 007 008 009 801 802 905 907 908 909 910 911 912 913 914 915'
  it.each([...statedInD43, ...others.split(' ')])(
    '%s lets the patient off, and says who pays where d43 wants it',
    (code) => {
      expect(copaymentOf(today, code, facts)).toMatchObject({
        code,
        basic: 0,
        drug: 0,
        waived: statedInD43.includes(code) ? 130 : null,
      })
    },
  )

  it('has no other code than these', () => {
    const known = ['D00', 'D10', 'D13', 'D20', 'D30', 'D31', 'K00', 'K20', 'L00', 'L20', 'Z00']
    expect(today.copaymentCodes.map(({ code }) => code).toSorted()).toEqual(
      [...known, ...statedInD43, ...others.split(' ')].toSorted(),
    )
  })
})

describe('§4.1 examination fee of a clinic', () => {
  const fee =
    (visit: 'ordinary' | 'chronic-refill' | 'chronic-refill-28' | 'emergency', isReleased: boolean) =>
    (visits: number, area: 'general' | 'mountain-island' = 'general', day = '2026-11-26') =>
      examinationLine(on(day), { visit, isReleased, age: 40, department: '01', area, doctorMonth: { visits, days: 1 } })

  it.each([
    // First and last visit of the tier; released, own or none: ordinary; refill; refill of 28 days and more.
    [1, 30, '00109C', 352, '00110C', 352, '00139C', 355, '00140C', 330, '00158C', 555, '00159C', 530],
    [31, 40, '00223C', 250, '00224C', 250, '00139C', 355, '00140C', 330, '00158C', 555, '00159C', 530],
    [41, 60, '00111C', 220, '00112C', 220, '00141C', 275, '00142C', 250, '00160C', 475, '00161C', 450],
    [61, 80, '00113C', 160, '00114C', 160, '00143C', 215, '00144C', 190, '00162C', 415, '00163C', 390],
    [81, 150, '00115C', 70, '00116C', 70, '00145C', 125, '00146C', 100, '00164C', 325, '00165C', 300],
    // Their own dispensing is in the fee schedule of 2017-05 alone: 80 and 280.
    [151, 400, '00117C', 50, '00118C', 50, '00147C', 105, '00148C', 80, '00166C', 305, '00167C', 280],
  ] as const)('visits %d to %d a day', (from, to, ...fees) => {
    const ways = (['ordinary', 'chronic-refill', 'chronic-refill-28'] as const).flatMap((visit) => [
      fee(visit, true),
      fee(visit, false),
    ])
    for (const visits of [from, to]) {
      expect(ways.flatMap((way) => [way(visits)?.code, way(visits)?.points])).toEqual(fees)
      expect(fee('emergency', false)(visits)).toMatchObject({ code: '01015C', points: 521 })
    }
  })

  it.each([
    ['ordinary', true, '00119C', 352],
    ['ordinary', false, '00120C', 352],
    ['chronic-refill', true, '00149C', 355],
    ['chronic-refill', false, '00150C', 330],
    ['chronic-refill-28', true, '00168C', 555],
    ['chronic-refill-28', false, '00169C', 530],
  ] as const)('in the mountains and on islands, %s, released %s: %s', (visit, isReleased, code, points) => {
    for (const visits of [1, 50])
      expect(fee(visit, isReleased)(visits, 'mountain-island')).toMatchObject({ code, points })
  })

  it.each([
    // Of the fee schedule of 2017-05 alone (106.05.01).
    [51, 70, '00205C', 220, '00207C', 220, '00206C', 275, '00208C', 250, '00209C', 475, '00210C', 450],
    [71, 150, '00211C', 160, '00213C', 160, '00212C', 215, '00214C', 190, '00215C', 415, '00216C', 390],
    [151, 400, '00217C', 90, '00219C', 90, '00218C', 145, '00220C', 120, '00221C', 345, '00222C', 320],
  ] as const)('in the mountains and on islands, visits %d to %d a day', (from, to, ...fees) => {
    const ways = (['ordinary', 'chronic-refill', 'chronic-refill-28'] as const).flatMap((visit) => [
      fee(visit, true),
      fee(visit, false),
    ])
    for (const visits of [from, to]) {
      expect(
        ways.flatMap((way) => [way(visits, 'mountain-island')?.code, way(visits, 'mountain-island')?.points]),
      ).toEqual(fees)
    }
  })

  it.each([
    ['2017-02-28', 332, 300],
    ['2017-03-01', 352, 352],
  ])('on %s the first tier is %d, and %d in the mountains', (day, general, mountain) => {
    for (const isReleased of [true, false]) {
      expect(fee('ordinary', isReleased)(1, 'general', day)?.points).toBe(general)
      expect(fee('ordinary', isReleased)(1, 'mountain-island', day)?.points).toBe(mountain)
    }
  })
})

describe('§4.2 dispensing fee', () => {
  it.each([
    // Days, by the clinic’s pharmacist, by the doctor.
    [1, false, '05203C', 33, '05204D', 14],
    [7, false, '05203C', 33, '05204D', 14],
    [1, true, '05224C', 33, '05225D', 14],
    [8, false, '05224C', 33, '05225D', 14],
    [13, true, '05224C', 33, '05225D', 14],
    [14, true, '05207C', 35, '05208D', 24],
    [27, true, '05207C', 35, '05208D', 24],
    [28, true, '05211C', 45, '05212D', 35],
    [90, true, '05211C', 45, '05212D', 35],
  ] as const)('of %d days (refill %s)', (days, isRefill, ...fees) => {
    const of = (dispenser: 'clinic-pharmacist' | 'doctor') =>
      dispensingLine(today, { days, isRefill, dispenser, number: 80, area: 'general' })
    expect([of('clinic-pharmacist'), of('doctor')].flatMap((line) => [line?.code, line?.points])).toEqual(fees)
  })
})

describe('§4.3 daily drug fee', () => {
  it.each([
    ['MA1', 22, 13, 3],
    ['MA1', 22, 12, 0],
    ['MA2', 31, 12, 1],
    ['MA3', 37, 12, 2],
    ['MA4', 41, 12, 3],
    ['MA4', 41, 0, 9],
  ])('%s, %d a day, at %d years with %d liquids', (code, perDay, age, liquids) => {
    for (const days of [1, 2, 3]) {
      expect(dailyDrugFeeLine(today, { days, age, liquids })).toMatchObject({ code, points: perDay * days })
    }
    expect(dailyDrugFeeLine(today, { days: 4, age, liquids })).toBeNull()
  })
})
