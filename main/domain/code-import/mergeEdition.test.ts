import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CodeConcept, ConceptSchema } from '../tables/codeSystem.ts'
import { findOverlap, isInForce } from '../tables/effectiveDate.ts'
import { createCollector } from './collectConcepts.ts'
import { type MergeRules, mergeEdition, withoutCategories } from './mergeEdition.ts'

const concept = (code: string, given: Partial<Record<keyof CodeConcept, unknown>> = {}): CodeConcept =>
  ({
    ...ConceptSchema.parse({ code, displayZh: '', displayEn: code, validFrom: '2020-01-01', validTo: null, ...given }),
  }) as CodeConcept

const byCode = (...rows: readonly CodeConcept[]) => Map.groupBy(rows, ({ code }) => code)

const rules: MergeRules = { validFrom: '2026-11-01', whole: true, presentIsMadeUp: false, absent: new Set() }

const kinds = (present: readonly CodeConcept[], file: readonly CodeConcept[], given: Partial<MergeRules> = {}) =>
  mergeEdition(byCode(...present), byCode(...file), { ...rules, ...given }).changes.map(
    ({ kind, code }) => `${code} ${kind}`,
  )

describe('an edition and the one before', () => {
  it('a new price ends the old row, which stays for visits of its days', () => {
    const old = concept('A', { unitPoints: 2 })
    const fresh = concept('A', { unitPoints: 3, validFrom: '2026-11-01' })
    const merged = mergeEdition(byCode(old), byCode(fresh), rules)
    expect(merged.concepts).toEqual([{ ...old, validTo: '2026-10-31' }, fresh])
    expect(merged.changes).toEqual([{ kind: 'changed', code: 'A', name: 'A', before: 2, after: 3, day: '2026-11-01' }])
  })

  it('what says the same goes on, without a new row', () => {
    const old = concept('A', { unitPoints: 2 })
    const again = concept('A', { unitPoints: 2, validFrom: '2026-11-01' })
    expect(mergeEdition(byCode(old), byCode(again), rules)).toMatchObject({
      concepts: [old],
      changes: [{ kind: 'unchanged' }],
    })
  })

  it('what a drug is made of changes it, and stays where the file has no column for it', () => {
    const old = concept('A', { ingredient: 'STORYMOL', atc: 'N02BE01' })
    expect(kinds([old], [concept('A')])).toEqual(['A changed'])
    expect(kinds([old], [concept('A')], { absent: new Set(['ingredient', 'atc'] as const) })).toEqual(['A unchanged'])
  })

  it('tells new, changed, ended and unchanged apart', () => {
    const present = [concept('A'), concept('B'), concept('C')]
    const file = [concept('A'), concept('B', { displayZh: '新名' }), concept('D', { validFrom: '2026-11-01' })]
    expect(kinds(present, file)).toEqual(['A unchanged', 'B changed', 'D new', 'C ended'])
    expect(kinds(present, file, { whole: false })).toEqual(['A unchanged', 'B changed', 'D new', 'C unchanged'])
  })

  it('a code that gets an end by its row in the file is ended, on that day', () => {
    const file = concept('A', { validTo: '2026-12-31' })
    const { changes } = mergeEdition(byCode(concept('A')), byCode(file), { ...rules, whole: false })
    expect(changes).toMatchObject([{ kind: 'ended', code: 'A', name: 'A', after: null, day: '2026-12-31' }])
    const next = concept('A', { unitPoints: 2, validFrom: '2027-01-01' })
    expect(mergeEdition(byCode(concept('A')), byCode(file, next), rules).changes).toMatchObject([{ kind: 'changed' }])
  })

  it('what had ended long ago is not ended again', () => {
    const old = concept('A', { validTo: '2021-12-31' })
    expect(mergeEdition(byCode(old), byCode(concept('B')), rules).concepts).toContainEqual(old)
    expect(kinds([old], [concept('B')])).toEqual(['B new', 'A unchanged'])
  })

  it('made-up prices are no history', () => {
    const merged = mergeEdition(
      byCode(concept('A', { unitPoints: 1 }), concept('B', { unitPoints: 1 })),
      byCode(concept('A', { unitPoints: 2.5, validFrom: '2026-11-01' })),
      { ...rules, presentIsMadeUp: true },
    )
    expect(merged.concepts.map(({ code, unitPoints }) => [code, unitPoints])).toEqual([['A', 2.5]])
    expect(merged.changes.map(({ kind }) => kind)).toEqual(['changed', 'ended'])
  })

  it('made-up prices do not stay beside official ones, when only changes are imported', () => {
    const present = byCode(concept('A', { unitPoints: 1 }), concept('B', { unitPoints: 1 }))
    const file = byCode(concept('A', { unitPoints: 2.5, validFrom: '2026-11-01' }))
    const merged = mergeEdition(present, file, { ...rules, whole: false, presentIsMadeUp: true })
    expect(merged.concepts.map(({ code, unitPoints }) => [code, unitPoints])).toEqual([
      ['A', 2.5],
      ['B', null],
    ])
    expect(merged.changes.map(({ kind, code }) => `${code} ${kind}`)).toEqual(['A changed', 'B changed'])
    expect(merged.pricesLost).toBe(1)
  })

  it('a price from before what is known is told, and the same one or a price not known until now is none', () => {
    const older = (known: number | null, given: number | null): number =>
      mergeEdition(
        byCode(concept('A', { unitPoints: known, validFrom: '2026-10-01' })),
        byCode(concept('A', { unitPoints: given, validFrom: '2026-07-01' })),
        rules,
      ).pricesOlder
    expect([older(3, 2), older(3, 3), older(null, 2), older(3, null)]).toEqual([1, 0, 0, 0])
    const newer = byCode(concept('A', { unitPoints: 4, validFrom: '2026-11-01' }))
    expect(mergeEdition(byCode(concept('A', { unitPoints: 3 })), newer, rules).pricesOlder).toBe(0)
    const madeUp = { ...rules, presentIsMadeUp: true }
    const starter = byCode(concept('A', { unitPoints: 3, validFrom: '2026-10-01' }))
    expect(mergeEdition(starter, byCode(concept('A', { unitPoints: 2 })), madeUp).pricesOlder).toBe(0)
  })

  it('what the official list does not tell stays known', () => {
    const usual = { dose: 1, frequency: 'TID', route: 'PO', days: 3 }
    const old = concept('A', { displayZh: '範例', unit: '錠', usual, unitPoints: 2 })
    const merged = mergeEdition(byCode(old), byCode(concept('A', { validFrom: '2026-11-01' })), {
      ...rules,
      absent: new Set(['nameZh', 'points', 'unit'] as const),
    })
    expect(merged.concepts.at(-1)).toMatchObject({ displayZh: '範例', unit: '錠', usual, unitPoints: null })
    expect(merged.pricesLost).toBe(1)
  })

  it('has one meaning for each code and day, and that of the file from its days on', () => {
    const day = fc.integer({ min: 0, max: 20 }).map((n) => `2026-10-${String(n + 10).padStart(2, '0')}`)
    const row = fc
      .record({
        code: fc.constantFrom('A', 'B', 'C'),
        from: day,
        to: fc.option(day),
        points: fc.integer({ min: 0, max: 3 }),
      })
      .filter(({ from, to }) => to === null || to >= from)
      .map(({ code, from, to, points }) => concept(code, { unitPoints: points, validFrom: from, validTo: to }))
    const table = fc.array(row, { maxLength: 8 }).map((rows) => {
      const collector = createCollector((cells) => rows[Number(cells[0])] ?? 'code')
      for (const index of rows.keys()) collector.add({ line: index + 1, cells: [String(index)] })
      return collector.collected().concepts
    })
    fc.assert(
      fc.property(table, table, fc.boolean(), fc.boolean(), day, (present, file, whole, presentIsMadeUp, validFrom) => {
        const { concepts, changes } = mergeEdition(present, file, { ...rules, whole, presentIsMadeUp, validFrom })
        expect(findOverlap(concepts, ({ code }) => code)).toBeNull()
        expect(new Set(changes.map(({ code }) => code)).size).toBe(changes.length)
        for (const row of [...file.values()].flat()) {
          const meant = concepts.find(({ code, ...dates }) => code === row.code && isInForce(dates, row.validFrom))
          expect(meant?.unitPoints).toBe(row.unitPoints)
        }
      }),
      { numRuns: 500 },
    )
  })
})

it('rows are collected or refused, the first of these with their lines', () => {
  const collector = createCollector(([code = '']) => (code === '' ? 'code' : concept(code)))
  for (const [index, code] of ['A', '', 'A', 'B'].entries()) collector.add({ line: index + 2, cells: [code] })
  expect(collector.collected()).toMatchObject({
    refused: 2,
    refusals: [
      { line: 3, code: '', reason: 'code' },
      { line: 4, code: 'A', reason: 'twice' },
    ],
    tooMany: false,
  })
})

it('more rows than there is room for are too many', () => {
  const collector = createCollector(([code = '']) => concept(code), 2)
  const taken = ['A', 'B', 'B', 'C'].map((code, index) => collector.add({ line: index + 1, cells: [code] }))
  expect(taken).toEqual([true, true, true, false])
  expect(collector.collected()).toMatchObject({ refused: 1, tooMany: true })
})

it('diagnoses that are divided further can not be claimed', () => {
  const claimable = withoutCategories(byCode(concept('E11'), concept('E11.6'), concept('E11.65'), concept('J00')))
  expect([...claimable.values()].flat().map(({ code, billable }) => `${code} ${billable}`)).toEqual([
    'E11 false',
    'E11.6 false',
    'E11.65 true',
    'J00 true',
  ])
})
