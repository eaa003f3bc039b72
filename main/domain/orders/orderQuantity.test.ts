import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { givesTotal, orderQuantity, timesPerDay, withRuledTotal } from './orderQuantity.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const { frequencies } = rulesOn(loaded.value, '2026-11-22')

describe('orderQuantity', () => {
  it.each([
    [1, 'TID', 3, 9],
    [0.5, 'BID', 3, 3],
    [1, 'QD', 28, 28],
    [10, 'QID', 3, 120],
    [1, 'QAM&HS', 7, 14],
    [1, 'TID&HS', 7, 28],
    [1, 'Q6H', 3, 12],
    [1, 'Q8H', 3, 9],
    [1, 'QOD', 7, 3.5],
    [1, 'QOD', 3, 1.5],
    [1, 'BIW', 28, 8],
    [1, 'TIW', 28, 12],
    [1, 'Q1W', 28, 4],
    [1, 'QW(1,3,5)', 28, 12],
    [1, 'QW(1,3)', 28, 8],
    [1, 'QW(1,2,3,4,5,6,7)', 28, 28],
    [1, 'Q6W', 84, 2],
    [1, '2W3D', 28, 6],
    [1, 'Q48H', 28, 14],
    [1, 'Q5H', 5, 24],
    // 0.25 × 3 × 3 = 2.25, and 1 × 2 ⁄ 7 × 3 = 0.857…
    [0.25, 'TID', 3, 2.3],
    [1, 'BIW', 3, 0.9],
    [0.33, 'TID', 3, 3],
    // Given once, whatever the days.
    [1, 'STAT', 1, 1],
    [1, 'STAT', 3, 1],
    [0.25, 'ONCE', 1, 0.3],
  ])('%d %s for %d days makes %d', (dose, frequency, days, total) => {
    expect(orderQuantity(dose, frequency, days, frequencies)).toBe(total)
  })

  it.each(['PRN', 'ASORDER', 'Q6HPRN', 'HSPRN', 'Q1M', 'MCD1D5', 'AC', 'PC30M', 'TWICE', ''])(
    '%s needs a typed total',
    (frequency) => {
      expect(orderQuantity(1, frequency, 3, frequencies)).toBeNull()
    },
  )

  const regular = frequencies.filter((entry) => entry.use.kind === 'regular')
  const order = fc.record({
    hundredths: fc.integer({ min: 1, max: 9_999_900 }),
    frequency: fc.constantFrom(...regular),
    days: fc.integer({ min: 1, max: 90 }),
  })

  it('is the exact total to within half a tenth, and has one decimal', () => {
    fc.assert(
      fc.property(order, ({ hundredths, frequency, days }) => {
        const total = orderQuantity(hundredths / 100, frequency.code, days, frequencies)
        if (total === null || frequency.use.kind !== 'regular') return false
        const exact = (hundredths * frequency.use.times * days) / (100 * frequency.use.perDays)
        expect(Math.abs(total - exact)).toBeLessThanOrEqual(0.05 + 1e-6)
        expect(Number.isInteger(Math.round(total * 1e6) / 1e5)).toBe(true)
        return true
      }),
    )
  })

  it('never falls when dose or days rise', () => {
    fc.assert(
      fc.property(order, fc.integer({ min: 0, max: 500 }), ({ hundredths, frequency, days }, more) => {
        const total = (extra: number, extraDays: number): number =>
          orderQuantity((hundredths + extra) / 100, frequency.code, days + extraDays, frequencies) ?? -1
        expect(total(more, 0)).toBeGreaterThanOrEqual(total(0, 0))
        expect(total(0, 1)).toBeGreaterThanOrEqual(total(0, 0))
      }),
    )
  })
})

it.each(['QW(1,3)', 'Q6W', 'Q1M', 'Q6M', '2W1D', 'MCD1D5', 'AC', 'AC1H', 'PC', 'PC2H', 'Q3HPRN', 'Q48H'])(
  'lets a doctor order %s, which the claim format knows (註31)',
  (code) => {
    expect(frequencies.filter((entry) => entry.code === code)).toHaveLength(1)
  },
)

describe('timesPerDay', () => {
  it.each([
    ['TID', 3],
    ['QOD', 0.5],
    ['BIW', 2 / 7],
    ['STAT', null],
    ['PRN', null],
  ])('%s is %s', (code, times) => {
    const entry = frequencies.find((frequency) => frequency.code === code)
    expect(entry && timesPerDay(entry)).toBe(times)
  })
})

it('says of every frequency whether it gives a total, as the rule itself does', () => {
  for (const entry of frequencies) {
    expect([entry.code, givesTotal(entry)]).toEqual([entry.code, orderQuantity(1, entry.code, 3, frequencies) !== null])
  }
  expect(frequencies.filter((entry) => !givesTotal(entry)).map(({ code }) => code)).toContain('PRN')
})

describe('withRuledTotal', () => {
  const earlier = {
    kind: 'drug',
    code: 'AC12345100',
    dose: 1,
    frequency: 'TID',
    route: 'PO',
    days: 3,
    quantity: 9,
    site: '',
  } as const
  it.each([
    [{}, null],
    [{ quantity: null }, null],
    // Typed: one tube, and a total that no rule gives.
    [{ quantity: 1 }, 1],
    [{ frequency: 'PRN' }, 9],
    [{ frequency: 'STAT', quantity: 1 }, null],
    [{ dose: null }, 9],
    [{ kind: 'procedure', dose: null, frequency: null, days: null, quantity: 1 }, 1],
    [{ kind: 'material', dose: null, frequency: null, days: null, quantity: 2 }, 2],
  ] as const)('of %j leaves %s', (change, quantity) => {
    const order = { ...earlier, ...change }
    expect(withRuledTotal(order, frequencies)).toEqual({ ...order, quantity })
  })
})
