import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { type CopaymentFacts, copaymentOf, isPricedCode, selectCopaymentCodes } from './copayment.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const tables = loaded.value
const today = rulesOn(tables, '2026-11-26')

const plain: CopaymentFacts = { drugPoints: 0, totalPoints: 0, isRefill: false, course: null }
const copayment = (code: string, changes: Partial<CopaymentFacts> = {}, day = '2026-11-26') => {
  const found = copaymentOf(rulesOn(tables, day), code, { ...plain, ...changes })
  if (typeof found === 'string') throw new Error(found)
  return found
}
const rehabilitation = (visit: number) => ({ kind: 'rehabilitation', visit }) as const

describe('the copayment, in worked cases', () => {
  it.each([
    // code, drug points, basic, drug, claimed as
    ['D10', 0, 50, 0, 'D10'],
    ['D10', 100, 50, 0, 'D10'],
    ['D10', 101, 50, 20, 'D20'],
    ['D10', 300, 50, 40, 'D20'],
    ['D10', 301, 50, 60, 'D20'],
    ['D10', 401, 50, 80, 'D20'],
    ['D10', 701, 50, 140, 'D20'],
    ['D10', 801, 50, 160, 'D20'],
    ['D10', 1001, 50, 200, 'D20'],
    ['D10', 99_999, 50, 200, 'D20'],
    ['D00', 400, 150, 0, 'D00'],
    ['D13', 150, 50, 20, 'D13'],
    ['D30', 150, 50, 20, 'D30'],
    ['D31', 150, 50, 20, 'D31'],
    ['001', 5000, 0, 0, '001'],
    ['902', 250, 0, 0, '902'],
  ])('%s with %d drug points: %d and %d, claimed as %s', (code, drugPoints, basic, drug, claimed) => {
    expect(copayment(code, { drugPoints })).toMatchObject({ basic, drug, code: claimed })
  })

  it.each([
    ['003', 250, 90],
    ['006', 0, 50],
    ['902', 1200, 250],
    ['904', 100, 50],
    // Waived, but stated nowhere (d43 wants it of 003–006, 901–904, 906 alone).
    ['001', 250, null],
    ['009', 250, null],
    ['D10', 250, null],
  ])('%s with %d drug points has %j stated as paid by an agency', (code, drugPoints, waived) => {
    expect(copayment(code, { drugPoints }).waived).toBe(waived)
  })

  it('lets the drugs of a 慢性病連續處方箋 off, says by which rule, and what would have been due', () => {
    const refill = copayment('D10', { drugPoints: 850, isRefill: true })
    expect(refill).toMatchObject({ code: 'D10', basic: 50, drug: 0 })
    expect(refill.charges[1]).toMatchObject({
      amount: 0,
      ordinarily: 160,
      points: 850,
      rule: { rule: 'copayment-cases.chronic-refill', effectiveFrom: '2023-07-01', edition: '112.07.01' },
    })
  })

  it.each([
    // code, all points, NT$
    ['K00', 0, 0],
    ['K00', 19, 0],
    ['K00', 20, 1],
    ['K00', 1234, 61],
    ['K20', 1239, 61],
    ['L00', 1240, 62],
    ['L20', 99_999_999, 4_999_999],
  ])('%s is five hundredths of %d points, cut to %d, with the drugs in it', (code, totalPoints, amount) => {
    const found = copayment(code, { totalPoints, drugPoints: Math.min(totalPoints, 900), isRefill: true })
    expect(found).toMatchObject({ code, basic: amount, drug: 0, waived: null })
    expect(found.charges[0]?.rule.rule).toBe(`copayment-codes.${code}`)
  })

  it('knows which codes can be priced', () => {
    expect(['D10', 'K20', '009', 'Z00', 'D99'].map((code) => isPricedCode(today, code))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(copaymentOf(today, 'Z00', plain)).toBe('copayment-codes.Z00')
  })

  it.each([1, 2, 6])('takes 50 for visit %d of a course of rehabilitation', (visit) => {
    const found = copayment('D10', { course: rehabilitation(visit) })
    expect(found).toMatchObject({ basic: 50, code: visit === 1 ? 'D10' : 'D20' })
    expect(found.charges[0]?.rule.rule).toBe(
      visit === 1 ? 'copayment-codes.D10' : 'copayment-cases.rehabilitation-course',
    )
  })

  it('lets somebody off a course, too, and keeps the code of whoever has one of their own', () => {
    const facts = { course: rehabilitation(3), drugPoints: 500, isRefill: true }
    expect(copayment('003', facts)).toMatchObject({ basic: 0, code: '003' })
    expect(copayment('D13', facts)).toMatchObject({ basic: 50, code: 'D13' })
  })

  it.each([
    ['another course', { course: { kind: 'other', visit: 2 } }, 'copayment-cases.other-course'],
    ['a seventh visit', { course: rehabilitation(7) }, 'copayment-cases.rehabilitation-course'],
  ] as const)('says which rule is missing for %s, and guesses nothing', (_, changes, missing) => {
    expect(copaymentOf(today, 'D10', { ...plain, ...changes })).toBe(missing)
  })

  it.each(['D10', '001', 'D00'])('has nothing for %s the day before 2023-07-01, and something on it', (code) => {
    expect(copaymentOf(rulesOn(tables, '2023-06-30'), code, plain)).toBe(`copayment-codes.${code}`)
    expect(copaymentOf(rulesOn(tables, '2023-07-01'), code, plain)).toBeTypeOf('object')
  })

  it('takes the amounts of the visit’s own day when the steps change', () => {
    const changed = {
      ...tables,
      copaymentDrugSteps: tables.copaymentDrugSteps.flatMap((step) => [
        { ...step, validTo: IsoDateSchema.parse('2026-12-31') },
        { ...step, amount: step.amount * 2, validFrom: IsoDateSchema.parse('2027-01-01') },
      ]),
    }
    const on = (day: string) => copaymentOf(rulesOn(changed, day), 'D10', { ...plain, drugPoints: 250 })
    expect(on('2026-12-31')).toMatchObject({ drug: 40 })
    expect(on('2027-01-01')).toMatchObject({ drug: 80 })
  })

  const codes = today.copaymentCodes.map(({ code }) => code).filter((code) => isPricedCode(today, code))
  const anyFacts = fc.record({
    drugPoints: fc.nat(3000),
    totalPoints: fc.nat(9000),
    isRefill: fc.boolean(),
    course: fc.constant(null),
  })

  it('is never negative, grows with the drugs, and is the sum of its lines', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), anyFacts, fc.nat(500), (code, facts, more) => {
        const less = copayment(code, facts)
        const greater = copayment(code, { ...facts, drugPoints: facts.drugPoints + more })
        expect(less.basic).toBeGreaterThanOrEqual(0)
        expect(less.drug).toBeGreaterThanOrEqual(0)
        expect(less.drug % 20).toBe(0)
        expect(greater.drug).toBeGreaterThanOrEqual(less.drug)
        expect(less.waived ?? 0).toBeGreaterThanOrEqual(0)
        expect(less.charges.reduce((sum, { amount }) => sum + amount, 0)).toBe(less.basic + less.drug)
      }),
    )
  })
})

describe('the order in which copayment codes are taken', () => {
  it.each([
    [['006', '001', '003'], ['006']],
    [['001', '003'], ['001']],
    // Which of these, a person picks.
    [
      ['001', '009', '902'],
      ['001', '009'],
    ],
    [['902', '003'], ['003']],
    [['904', '902', 'D10'], ['902']],
    [['D10'], ['D10']],
    [['XXX'], []],
  ])('of %j it takes %j', (fitting, taken) => {
    expect(selectCopaymentCodes(today, fitting)).toEqual(taken)
  })

  it('is the one in which registration proposes', () => {
    const proposed = today.copaymentProposals.toSorted((a, b) => a.order - b.order)
    const forced = proposed.filter(({ reason }) => reason !== 'general')
    const ranks = forced.map(({ code }) => today.copaymentCodes.find((entry) => entry.code === code)?.precedence ?? 0)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
  })
})
