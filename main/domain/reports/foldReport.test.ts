import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReportColumn, reportColumns } from '../../../preload/contract/paper/reportColumns.ts'
import {
  groupingsOf,
  layoutOf,
  type ReportGrouping,
  type ReportKind,
  ReportKindSchema,
} from '../../../preload/contract/paper/reportLayouts.ts'
import { behindNumber } from './behindNumber.ts'
import type { Fact } from './fact.ts'
import { nearestRank } from './foldCell.ts'
import { createFold } from './foldReport.ts'

const words = ['a', 'b', 'c', 'd', 'e', 'f'] as const

/** Facts of a layout: numbers for what is summed up or sampled, ids for what is counted once. */
const factOf = (kind: ReportKind, by: ReportGrouping): fc.Arbitrary<Fact> => {
  const { dimensions, columns } = layoutOf({ kind, by })
  const added = (column: ReportColumn): fc.Arbitrary<number | string | null> => {
    const { fold } = reportColumns[column]
    if (fold === 'distinct') return fc.constantFrom('p1', 'p2', 'p3')
    if (fold === 'sum') return fc.integer({ min: -500, max: 500 })
    return fc.option(fc.integer({ min: 0, max: 300 }))
  }
  return fc.record({
    encounterId: fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'),
    key: fc.tuple(...dimensions.map(() => fc.constantFrom(...words))),
    name: fc.constant(null),
    adds: fc.record(Object.fromEntries(columns.map((column) => [column, added(column)]))),
  })
}

const everyReport = ReportKindSchema.options.flatMap((kind) => groupingsOf(kind).map((by) => [kind, by] as const))

describe.each(everyReport)('report %s by %s', (kind, by) => {
  const layout = layoutOf({ kind, by })
  const facts = fc.array(factOf(kind, by), { maxLength: 60 })

  it('has totals that are the sum of its rows and of the rest', () => {
    fc.assert(
      fc.property(facts, fc.option(fc.integer({ min: 1, max: 5 })), (given, top) => {
        const fold = createFold(layout)
        for (const fact of given) fold.add(fact)
        const { rows, others, totals, rowCount } = fold.folded(top)
        expect(rowCount).toBe(rows.length)
        for (const [index, column] of layout.columns.entries()) {
          if (reportColumns[column].fold !== 'sum') continue
          const parts = [...rows.map(({ values }) => values[index] ?? 0), others?.[index] ?? 0]
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(totals[index])
        }
      }),
    )
  })

  it('has behind each number the visits whose parts make it up', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const fold = createFold(layout)
        for (const fact of given) fold.add(fact)
        const { rows, totals } = fold.folded(null)
        const lines = [...rows.map(({ key, values }) => ({ key, values })), { key: null, values: totals }]
        for (const { key, values } of lines) {
          for (const [index, column] of layout.columns.entries()) {
            if (reportColumns[column].fold !== 'sum') continue
            const behind = behindNumber({ key: key === null ? null : [...key], column })
            for (const fact of given) behind.add(fact)
            expect([...behind.parts.values()].reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(values[index])
          }
        }
      }),
    )
  })
})

describe('the rest beyond the largest rows', () => {
  const layout = layoutOf({ kind: 'diagnosis', by: 'code' })
  const fact = (code: string, patient: string): Fact => ({
    encounterId: patient,
    key: [code],
    name: { zh: code, en: code },
    adds: { main: 1, mentions: 1, patients: patient },
  })
  const fold = createFold(layout)
  for (const [code, patient] of ['A1', 'A2', 'A3', 'B1', 'B2', 'C1'].map((one) => [one.charAt(0), one] as const))
    fold.add(fact(code, patient))
  fold.add(fact('B', 'A1'))
  fold.add(fact('C', 'A1'))

  it('tells the largest first and counts a patient of several rows once', () => {
    const { rows, others, totals, rowCount } = fold.folded(1)
    expect(rows).toEqual([{ key: ['A'], name: { zh: 'A', en: 'A' }, values: [3, 3, 3] }])
    // B1, B2, A1 and C1, A1 again.
    expect(others).toEqual([5, 5, 4])
    expect(totals).toEqual([8, 8, 6])
    expect(rowCount).toBe(1)
  })

  it('gives out no more rows than it is asked for, and says how many there are', () => {
    const { rows, others, rowCount } = fold.folded(null, 2)
    expect(rows.map(({ key }) => key[0])).toEqual(['A', 'B'])
    expect([rowCount, others]).toEqual([3, null])
  })
})

describe('medians and ninetieth percentiles', () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.9, 7],
    [[1, 2, 3, 4], 0.5, 2],
    [[5, 1, 3], 0.5, 3],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
  ])('of %j at %d is %s', (sample, share, value) => {
    expect(nearestRank(sample, share)).toBe(value)
  })

  it('is always one of the sample, with at least the share at or below it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), fc.constantFrom(0.5, 0.9), (sample, share) => {
        const value = nearestRank(sample, share) ?? -1
        expect(sample).toContain(value)
        expect(sample.filter((one) => one <= value).length).toBeGreaterThanOrEqual(sample.length * share)
      }),
    )
  })
})

it('a ratio is of the sums of its row, and of all for the totals', () => {
  const layout = layoutOf({ kind: 'doctor', by: 'doctor' })
  const fold = createFold(layout)
  const add = (doctor: string, day: string, points: number): void =>
    fold.add({ encounterId: day, key: [doctor], name: null, adds: { visits: 1, days: day, points } })
  add('d1', '2026-11-01', 500)
  add('d1', '2026-11-01', 300)
  add('d2', '2026-11-02', 100)
  const { rows, totals } = fold.folded(null)
  const at = (column: ReportColumn): number => layout.columns.indexOf(column)
  expect(rows.map(({ values }) => [values[at('perDay')], values[at('pointsPerVisit')]])).toEqual([
    [2, 400],
    [1, 100],
  ])
  expect([totals[at('perDay')], totals[at('pointsPerVisit')]]).toEqual([1.5, 300])
})

it('the name of a row is its newest, and quantities of different units have no sum', () => {
  const fold = createFold(layoutOf({ kind: 'drug', by: 'code' }))
  const add = (code: string, name: string): void =>
    fold.add({
      encounterId: name,
      key: [code],
      name: { zh: name, en: name },
      adds: { lines: 1, quantity: 0.1, points: 1, patients: 'p' },
    })
  for (const name of ['old', 'older', 'new']) add('AC1', name)
  add('AC2', 'syrup')
  const { rows, totals } = fold.folded(null)
  expect(rows[0]).toEqual({ key: ['AC1'], name: { zh: 'new', en: 'new' }, values: [3, 0.3, 3, 1] })
  expect(totals).toEqual([4, null, 4, 1])
})
