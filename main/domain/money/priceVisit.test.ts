import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Price, PriceSchema } from '../../../preload/contract/money/pricing.ts'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { ordinaryPrescription, type Prescription } from '../../../preload/contract/orders/prescription.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import type { PricedConcept } from '../orders/checkOrder.ts'
import { type PriceVisitInput, priceVisit } from './priceVisit.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const tables = loaded.value

const concept = (code: string, unitPoints: number | null, changes: Partial<PricedConcept> = {}) =>
  [
    code,
    {
      system: code.length === 10 ? 'nhi-drug' : code.length === 12 ? 'nhi-material' : 'nhi-procedure',
      code,
      displayZh: code.length === 10 ? '' : `項目${code}`,
      displayEn: `Item ${code}`,
      unitPoints,
      validFrom: '2026-01-01',
      validTo: null,
      ...changes,
    },
  ] as const satisfies [string, PricedConcept]

const catalog = new Map<string, PricedConcept>([
  concept('AC00000100', 1.5),
  concept('AC00000200', 33.34),
  concept('AC00000300', null),
  concept('AC00000400', 5, { validTo: '2026-06-30' }),
  concept('48011C', 47),
  concept('FAB000000001', 12.5),
])

const drug = (changes: Partial<OrderDraft> = {}): OrderDraft => ({
  kind: 'drug',
  code: 'AC00000100',
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
  ...changes,
})
const nothing = { dose: null, frequency: null, route: null, days: null, quantity: null, site: '' }
const procedure = (changes: Partial<OrderDraft> = {}): OrderDraft => ({
  ...nothing,
  kind: 'procedure',
  code: '48011C',
  ...changes,
})

type Changes = Partial<PriceVisitInput> & Partial<Pick<Prescription, 'released' | 'dispenser' | 'courseVisit'>>

const visit = ({
  released = false,
  dispenser = 'doctor',
  courseVisit = null,
  ...changes
}: Changes = {}): PriceVisitInput => ({
  orders: [drug()],
  catalog,
  visitDate: '2026-11-22',
  treatmentItem: '01',
  copaymentCode: 'D10',
  patientBirthDate: '1980-05-05',
  registrationFee: 100,
  prescription: { ...ordinaryPrescription, released, dispenser, courseVisit },
  tables,
  ...changes,
})

const priceOf = (changes: Changes = {}): Price => {
  const priced = priceVisit(visit(changes))
  if (priced.price === null) throw new Error(JSON.stringify(priced))
  return priced.price
}

describe('priceVisit', () => {
  it('prices an ordinary visit with a drug and a procedure', () => {
    const price = priceOf({ orders: [drug(), procedure()] })
    expect(price).toMatchObject({
      // 9 × 1.5 = 13.5
      drugPoints: 14,
      procedurePoints: 47,
      materialPoints: 0,
      examinationPoints: 352,
      dispensingPoints: 14,
      totalPoints: 14 + 47 + 352 + 14,
      copaymentCode: 'D10',
      copaymentBasic: 50,
      copaymentDrug: 0,
      amountDue: 150,
      medicationDays: 3,
    })
    expect(price.lines.map(({ line, kind, code, quantity, points }) => [line, kind, code, quantity, points])).toEqual([
      [0, 'examination', '00110C', 1, 352],
      [0, 'dispensing', '05204D', 1, 14],
      [1, 'drug', 'AC00000100', 9, 14],
      [2, 'procedure', '48011C', 1, 47],
    ])
    expect(price.lines[2]?.name).toBe('Item AC00000100')
    expect(price.lines[3]?.name).toBe('項目48011C')
    expect(price.charges.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['registration-fee', 100],
      ['copayment-basic', 50],
      ['copayment-drug', 0],
    ])
  })

  it('prices a visit without any order', () => {
    expect(priceOf({ orders: [], registrationFee: 0 })).toMatchObject({
      lines: [{ code: '00110C', points: 352 }],
      totalPoints: 352,
      dispensingPoints: 0,
      medicationDays: 0,
      charges: [{ kind: 'copayment-basic', amount: 50 }],
      amountDue: 50,
    })
  })

  it.each([
    [100, 0, 'D10'],
    [101, 20, 'D20'],
    [200, 20, 'D20'],
    [201, 40, 'D20'],
    [500, 80, 'D20'],
    [501, 100, 'D20'],
    [601, 120, 'D20'],
    [1000, 180, 'D20'],
    [1001, 200, 'D20'],
    [90_000, 200, 'D20'],
  ])('charges for %d drug points %d NT$, under %s', (points, amount, code) => {
    const drugs = new Map([concept('AC00000100', points)])
    const price = priceOf({ catalog: drugs, orders: [drug({ frequency: 'STAT', days: 1 })] })
    expect(price.drugPoints).toBe(points)
    expect([price.copaymentDrug, price.copaymentCode, price.amountDue]).toEqual([amount, code, 150 + amount])
  })

  it.each(['001', '003', '004', '006', '007', '009', '902'])('lets a patient of code %s off both', (copaymentCode) => {
    const price = priceOf({ copaymentCode, orders: [drug({ code: 'AC00000200', days: 7 })] })
    expect(price.drugPoints).toBeGreaterThan(600)
    expect(price).toMatchObject({ copaymentCode, copaymentBasic: 0, copaymentDrug: 0, amountDue: 100 })
    const kinds = price.charges.map(({ kind, amount, rule }) => [kind, amount, rule.rule])
    expect(kinds.slice(1)).toEqual([
      ['copayment-basic', 0, `copayment-codes.${copaymentCode}`],
      ['copayment-drug', 0, `copayment-codes.${copaymentCode}`],
    ])
  })

  it('charges the disabled the basic amount and the drug steps under their own code', () => {
    const price = priceOf({ copaymentCode: 'D13', orders: [drug({ code: 'AC00000200' })] })
    expect(price).toMatchObject({ copaymentCode: 'D13', copaymentBasic: 50, copaymentDrug: 40 })
  })

  it.each([
    ['2023-11-23', '三歲以下', 352 * 1.2],
    ['2022-11-23', '三歲以下', 352 * 1.2],
    ['2022-11-22', null, 352],
    ['1951-11-22', '七十五歲', 352 * 1.075],
    ['1951-11-23', null, 352],
  ])('adds to the examination of somebody born %s: %s', (patientBirthDate, words, unitPoints) => {
    const line = priceOf({ patientBirthDate }).lines[0]
    expect(line?.unitPoints).toBeCloseTo(unitPoints, 8)
    expect(line?.points).toBe(Math.round(unitPoints))
    if (words !== null) expect(line?.name).toContain(words)
    else expect(line?.name).not.toContain('加計')
  })

  it('adds for a child of five only at a paediatrician', () => {
    const patientBirthDate = '2021-01-01'
    expect(priceOf({ patientBirthDate, department: '04' }).examinationPoints).toBe(422)
    expect(priceOf({ patientBirthDate, department: '01' }).examinationPoints).toBe(352)
    expect(priceOf({ patientBirthDate }).examinationPoints).toBe(352)
  })

  it.each([
    [3, 'doctor', '05204D', 14],
    [7, 'doctor', '05204D', 14],
    [8, 'doctor', '05225D', 14],
    [14, 'doctor', '05208D', 24],
    [28, 'doctor', '05212D', 35],
    [3, 'clinic-pharmacist', '05203C', 33],
    [28, 'clinic-pharmacist', '05211C', 45],
  ] as const)('%d days dispensed by the %s are %s', (days, dispenser, code, points) => {
    const price = priceOf({ dispenser, orders: [drug({ days: 2 }), drug({ days })] })
    expect(price.medicationDays).toBe(days)
    expect(price.lines[1]).toMatchObject({ kind: 'dispensing', code, points })
  })

  it('leaves released drugs, their dispensing and their copayment to the pharmacy', () => {
    const price = priceOf({ released: true, orders: [drug({ code: 'AC00000300' }), procedure()] })
    expect(price).toMatchObject({ drugPoints: 0, dispensingPoints: 0, copaymentDrug: 0, medicationDays: 3 })
    expect(price.lines.map((line) => line.code)).toEqual(['00109C', 'AC00000300', '48011C'])
    expect(price.charges.map((charge) => charge.kind)).toEqual(['registration-fee', 'copayment-basic'])
  })

  it('takes a visit without drugs for not released', () => {
    expect(priceOf({ released: true, orders: [procedure()] }).lines[0]?.code).toBe('00110C')
  })

  it('has another examination for an emergency, and none for a scheduled test', () => {
    const emergency = priceOf({ treatmentItem: '04', copaymentCode: 'D00', orders: [drug({ code: 'AC00000200' })] })
    expect(emergency).toMatchObject({ examinationPoints: 521, copaymentBasic: 150, copaymentDrug: 0 })
    expect(priceOf({ treatmentItem: 'AG', orders: [procedure()] })).toMatchObject({
      examinationPoints: 0,
      totalPoints: 47,
    })
  })

  it.each([
    // One examination a course, at its first visit; 50 for rehabilitation at each of the others, under D20.
    [1, 352, 'D10'],
    [2, 0, 'D20'],
    [6, 0, 'D20'],
  ])(
    'visit %d of a course of rehabilitation has an examination of %d points, under %s',
    (courseVisit, points, code) => {
      expect(priceOf({ courseVisit, orders: [procedure()] })).toMatchObject({
        examinationPoints: points,
        procedurePoints: 47,
        totalPoints: points + 47,
        copaymentCode: code,
        copaymentBasic: 50,
      })
    },
  )

  it('uses a typed total in place of the rule’s, and says which total counts', () => {
    const orders = [
      drug({ quantity: 10 }),
      drug(),
      drug({ frequency: 'PRN', quantity: 6 }),
      procedure(),
      procedure({ quantity: 2 }),
      { ...nothing, kind: 'material', code: 'FAB000000001', quantity: 1.5 } as const,
    ]
    const priced = priceVisit(visit({ orders }))
    expect(priced.quantities).toEqual([10, 9, 6, 1, 2, 1.5])
    // 1.5 × 12.5 = 18.75
    expect(priced.price?.materialPoints).toBe(19)
  })

  it.each([
    ['an unknown code', drug({ code: 'AC99999900' }), 'code', 'unknown-code'],
    ['a code of another kind', procedure({ code: 'AC00000100' }), 'code', 'unknown-code'],
    ['a code no longer in force', drug({ code: 'AC00000400' }), 'code', 'not-in-force'],
    ['a code without a price', drug({ code: 'AC00000300' }), 'code', 'not-in-force'],
    ['no dose', drug({ dose: null }), 'dose', 'required'],
    ['a dose of nothing', drug({ dose: 0, quantity: 5 }), 'dose', 'out-of-range'],
    ['no frequency', drug({ frequency: null }), 'frequency', 'required'],
    ['an unknown frequency', drug({ frequency: 'TWICE' }), 'frequency', 'unknown-code'],
    ['no route', drug({ route: null }), 'route', 'required'],
    ['an unknown route', drug({ route: 'EAR' }), 'route', 'unknown-code'],
    ['no days', drug({ days: null }), 'days', 'required'],
    ['a total that has to be typed', drug({ frequency: 'PRN' }), 'quantity', 'quantity-needed'],
    [
      'a material without total',
      { ...nothing, kind: 'material', code: 'FAB000000001' } as const,
      'quantity',
      'quantity-needed',
    ],
    ['a total of nothing', procedure({ quantity: 0 }), 'quantity', 'out-of-range'],
    ['a total past five digits', drug({ dose: 99_999, days: 90 }), 'quantity', 'out-of-range'],
  ])('finds %s, at its row, and gives no price', (_, order, field, problem) => {
    const priced = priceVisit(visit({ orders: [procedure(), order] }))
    expect(priced.problems).toEqual([{ line: 2, field, problem }])
    expect(priced.price).toBeNull()
    expect(priced.quantities).toHaveLength(2)
  })

  it('finds every empty field of an empty row at once', () => {
    const priced = priceVisit(visit({ orders: [{ ...nothing, kind: 'drug', code: 'AC00000100' }] }))
    expect(priced.problems.map(({ field }) => field)).toEqual(['dose', 'frequency', 'route', 'days'])
    expect(priced.quantities).toEqual([null])
  })

  it('refuses points that no record can hold', () => {
    const dear = new Map([concept('48011C', 9_999_999)])
    const priced = priceVisit(visit({ catalog: dear, orders: [procedure({ quantity: 11 })] }))
    expect(priced).toMatchObject({ price: null, problems: [{ line: 1, field: 'quantity', problem: 'out-of-range' }] })
  })

  it.each([
    ['the copayment code', { copaymentCode: 'D99' }, 'copayment-codes.D99'],
    ['an amount for it', { copaymentCode: 'Z00' }, 'copayment-codes.Z00'],
    ['the treatment item', { treatmentItem: 'QQ' }, 'treatment-items.QQ'],
    ['anything for that day', { visitDate: '1990-01-01', orders: [] }, 'treatment-items.01'],
    ['the examination fee', { tables: { ...tables, examinationFees: [] } }, 'examination-fees'],
    ['the dispensing fee', { tables: { ...tables, dispensingFees: [] } }, 'dispensing-fees'],
    ['the drug steps', { tables: { ...tables, copaymentDrugSteps: [] } }, 'copayment-drug-steps'],
    ['the price lists', { tables: { ...tables, priceLists: [] } }, 'price-lists.nhi-drug'],
  ])('gives no price when the tables lack %s', (_, changes, missing) => {
    const priced = priceVisit(visit(changes))
    expect(priced.price).toBeNull()
    expect(priced.missingRules).toContain(missing)
  })

  it('takes each day’s own rule: the day before the steps began there is none', () => {
    expect(priceVisit(visit({ visitDate: '2023-06-30', orders: [] })).price).toBeNull()
    expect(priceVisit(visit({ visitDate: '2023-07-01', orders: [] })).price).not.toBeNull()
  })

  const order = fc.oneof(
    fc.record({
      kind: fc.constant('drug' as const),
      code: fc.constantFrom('AC00000100', 'AC00000200'),
      dose: fc.integer({ min: 50, max: 2_000 }).map((hundredths) => hundredths / 100),
      frequency: fc.constantFrom('QD', 'BID', 'TID', 'QID', 'QOD', 'BIW', 'STAT'),
      route: fc.constantFrom('PO', 'EXT'),
      days: fc.integer({ min: 1, max: 30 }),
      quantity: fc.option(fc.integer({ min: 1, max: 9_999 }).map((tenths) => tenths / 10)),
      site: fc.constant(''),
    }),
    fc.record({
      ...Object.fromEntries(Object.entries(nothing).map(([name, value]) => [name, fc.constant(value)])),
      kind: fc.constant('procedure' as const),
      code: fc.constant('48011C'),
      quantity: fc.option(fc.integer({ min: 1, max: 99 })),
    }) as unknown as fc.Arbitrary<OrderDraft>,
  )
  const anyVisit = fc.record({
    orders: fc.array(order, { maxLength: 12 }),
    copaymentCode: fc.constantFrom('D10', 'D13', 'D30', '001', '003', '902'),
    registrationFee: fc.integer({ min: 0, max: 500 }),
    released: fc.boolean(),
    patientBirthDate: fc.integer({ min: 1930, max: 2025 }).map((year) => `${year}-06-15`),
  })

  it('keeps to the contract, and its sums are sums', () => {
    fc.assert(
      fc.property(anyVisit, (changes) => {
        const price = PriceSchema.parse(priceVisit(visit(changes)).price)
        const points = (kind: string): number =>
          price.lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.points, 0)
        expect(price.drugPoints).toBe(points('drug'))
        expect(price.procedurePoints).toBe(points('procedure'))
        expect(price.totalPoints).toBe(price.lines.reduce((sum, line) => sum + line.points, 0))
        expect(price.amountDue).toBe(price.charges.reduce((sum, charge) => sum + charge.amount, 0))
        expect(price.amountDue).toBe(changes.registrationFee + price.copaymentBasic + price.copaymentDrug)
        for (const line of price.lines) {
          expect(Math.abs(line.points - line.quantity * line.unitPoints)).toBeLessThanOrEqual(0.5 + 1e-6)
        }
        for (const { rule } of [...price.lines, ...price.charges]) {
          expect(rule.title).not.toBe('')
          expect(rule.effectiveFrom <= '2026-11-22').toBe(true)
        }
      }),
    )
  })

  it('never becomes cheaper by one more order', () => {
    fc.assert(
      fc.property(anyVisit, order, (changes, more) => {
        const less = priceOf(changes)
        const greater = priceOf({ ...changes, orders: [...changes.orders, more] })
        fc.pre(changes.released === false)
        expect(greater.totalPoints).toBeGreaterThanOrEqual(less.totalPoints)
        expect(greater.amountDue).toBeGreaterThanOrEqual(less.amountDue)
      }),
    )
  })
})
