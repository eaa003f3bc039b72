import { describe, expect, it } from 'vitest'
import { debtBand } from './debtBand.ts'
import { debtFact } from './debtFacts.ts'
import { icd10Chapter } from './icd10Chapter.ts'
import { compareKeys } from './keyOrder.ts'
import { weekdayOf } from './visitFacts.ts'
import { waitFact } from './waitFacts.ts'

it.each([
  ['A00.0', '01'],
  ['B99.9', '01'],
  ['C7A.00', '02'],
  ['D49.9', '02'],
  ['D50', '03'],
  ['E11.9', '04'],
  ['F32.A', '05'],
  ['G43.909', '06'],
  ['H59.9', '07'],
  ['H60.00', '08'],
  ['I10', '09'],
  ['J06.9', '10'],
  ['K95.01', '11'],
  ['L02.91', '12'],
  ['M1A.00X0', '13'],
  ['N39.0', '14'],
  ['O9A.111', '15'],
  ['P07.30', '16'],
  ['Q21.0', '17'],
  ['R50.9', '18'],
  ['S93.401A', '19'],
  ['T88.9XXA', '19'],
  ['V89.2XXA', '20'],
  ['Y99.8', '20'],
  ['Z00.00', '21'],
  ['U07.1', '22'],
  ['', null],
  ['示範', null],
  ['460', null],
])('the chapter of %s is %s', (code, chapter) => {
  expect(icd10Chapter(code)).toBe(chapter)
})

it.each([
  [0, '0-30'],
  [30, '0-30'],
  [31, '31-60'],
  [60, '31-60'],
  [90, '61-90'],
  [91, '91-180'],
  [180, '91-180'],
  [181, '181-365'],
  [365, '181-365'],
  [366, '366+'],
])('a debt of %i days is in %s', (days, band) => {
  expect(debtBand(days)).toBe(band)
})

it('the age of a debt is counted in calendar days until the last of the period', () => {
  const debt = { encounterId: 'v', patientId: 'p', amount: 50, since: '2024-02-28' }
  expect(debtFact(debt, '2024-03-30').key).toEqual(['31-60'])
  expect(debtFact(debt, '2024-03-29').key).toEqual(['0-30'])
})

it.each([
  ['2026-11-23', '1'],
  ['2026-11-26', '4'],
  ['2026-11-29', '7'],
])('%s is weekday %s', (day, weekday) => {
  expect(weekdayOf(day)).toBe(weekday)
})

it('sessions stand in the order of the day, ways of payment in theirs, days by their date', () => {
  const order = (dimension: Parameters<typeof compareKeys>[0][number], keys: readonly string[]) =>
    keys.toSorted((a, b) => compareKeys([dimension], [a], [b]))
  expect(order('session', ['evening', 'morning', 'afternoon'])).toEqual(['morning', 'afternoon', 'evening'])
  expect(order('method', ['mobile', 'none', 'card', 'cash'])).toEqual(['none', 'cash', 'card', 'mobile'])
  expect(order('band', ['91-180', '366+', '0-30'])).toEqual(['0-30', '91-180', '366+'])
  expect(order('day', ['2026-11-02', '2026-10-31'])).toEqual(['2026-10-31', '2026-11-02'])
})

describe('the times of a visit', () => {
  const minute = 60_000
  const at = Date.parse('2026-11-26T01:30:00Z')
  const visit = {
    encounterId: 'v',
    practitionerId: 'd1',
    practitionerName: '許示範',
    registeredAt: at,
    takenAt: at + 12 * minute,
    doneAt: at + 20 * minute,
    paidAt: at + 26 * minute,
  }
  it('are its waiting, consultation, paying and whole stay, by the hour in Taipei', () => {
    const { key, adds } = waitFact('hour', visit)
    expect(key).toEqual(['09'])
    expect([adds.waitMedian, adds.seeMedian, adds.payMedian, adds.stayP90]).toEqual([12, 8, 6, 26])
  })
  it('tell nothing where one is missing or a clock was set back', () => {
    const { key, adds } = waitFact('doctor', { ...visit, takenAt: at - minute, doneAt: null })
    expect(key).toEqual(['d1'])
    expect([adds.visits, adds.waitMedian, adds.seeMedian, adds.payMedian, adds.stayMedian]).toEqual([
      1,
      null,
      null,
      null,
      26,
    ])
  })
})
