import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { ordinaryPrescription, type Prescription } from '../../../preload/contract/orders/prescription.ts'
import { EncounterIdSchema, IsoDateSchema } from '../../../preload/contract/words.ts'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import type { PricedConcept } from '../orders/checkOrder.ts'
import type { RuleTables } from '../tables/ruleTables.ts'
import { type PriceVisitInput, priceVisit } from './priceVisit.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const tables = loaded.value

const concept = (code: string, unitPoints: number): readonly [string, PricedConcept] => [
  code,
  { system: 'nhi-drug', code, displayZh: '', displayEn: code, unitPoints, validFrom: '2010-01-01', validTo: null },
]
/** 1.5 points each: three days of it, three times a day, are 13.5; the dear one 15 points: 135. */
const cheap = 'AC00000100'
const dear = 'AC00000200'
/** 4 points each: 28 days of it are 112. */
const long = 'AC00000300'
const injection = 'AC00000400'
const catalogOf = (prices: Readonly<Record<string, number>> = {}): ReadonlyMap<string, PricedConcept> =>
  new Map(
    Object.entries({ [cheap]: 1.5, [dear]: 15, [long]: 4, [injection]: 20, ...prices }).map(([code, points]) =>
      concept(code, points),
    ),
  )

const drug = (code: string, changes: Partial<OrderDraft> = {}): OrderDraft => ({
  kind: 'drug',
  code,
  dose: 1,
  frequency: 'TID',
  route: 'PO',
  days: 3,
  quantity: null,
  site: '',
  ...changes,
})
const chronic = (days: number): OrderDraft => drug(long, { frequency: 'QD', days })
const shot = drug(injection, { frequency: 'STAT', route: 'IM', days: 1 })

const refill = (daysEach: number, changes: Partial<Prescription> = {}): Partial<Prescription> => ({
  kind: 'chronic-refill',
  dispensings: 3,
  daysEach,
  ...changes,
})
const prescriptionId = EncounterIdSchema.parse('0190a000-0000-7000-8000-000000000001')

const priceOf = (
  orders: readonly OrderDraft[],
  prescription: Partial<Prescription>,
  changes: Partial<PriceVisitInput> = {},
): Price | null =>
  priceVisit({
    orders,
    catalog: catalogOf(),
    visitDate: '2026-11-22',
    treatmentItem: '01',
    copaymentCode: 'D10',
    patientBirthDate: '1980-05-05',
    registrationFee: 0,
    prescription: { ...ordinaryPrescription, ...prescription },
    tables,
    ...changes,
  }).price

/** Which fees a visit has, and what the patient pays of them: examination, dispensing, drug points, basic and drug copayment. */
const told = (price: Price | null) =>
  price === null
    ? null
    : {
        fees: price.lines.filter(({ line }) => line === 0).map(({ code }) => code),
        drugs: price.drugPoints,
        copayment: [price.copaymentBasic, price.copaymentDrug],
      }

/** Days on which all tables in force are the same. */
const days = ['2023-07-01', '2024-02-29', '2026-11-22'] as const

describe('a visit with general and chronic drugs, in worked cases (facts/outpatient.md §2.1, §4.1, §4.2, §4.9)', () => {
  it.each<
    [
      string,
      readonly OrderDraft[],
      Partial<Prescription>,
      string[],
      number,
      [number, number],
      Partial<PriceVisitInput>?,
    ]
  >([
    ['general drugs alone', [drug(cheap)], {}, ['00110C', '05204D'], 14, [50, 0]],
    ['general and chronic drugs by their days', [drug(cheap), chronic(28)], {}, ['00110C', '05212D'], 126, [50, 20]],
    ['chronic drugs of 13 days', [chronic(13)], {}, ['00110C', '05225D'], 52, [50, 0]],
    ['chronic drugs of 14 days', [chronic(14)], {}, ['00110C', '05208D'], 56, [50, 0]],
    ['chronic drugs of 27 days', [chronic(27)], {}, ['00110C', '05208D'], 108, [50, 20]],
    ['a refill prescription alone', [chronic(28)], refill(28), ['00159C', '05212D'], 112, [50, 0]],
    ['one of less than 28 days', [chronic(14)], refill(14), ['00140C', '05208D'], 56, [50, 0]],
    ['one with a cheap general drug', [chronic(28), drug(cheap)], refill(28), ['00159C', '05212D'], 126, [50, 0]],
    ['one with a dear general drug', [chronic(28), drug(dear)], refill(28), ['00159C', '05212D'], 247, [50, 20]],
    ['one got whole, for abroad', [chronic(84)], refill(28, { wholeAmount: 'H8' }), ['00159C', '05212D'], 336, [50, 0]],
    [
      'one dispensed by a pharmacist here',
      [chronic(28)],
      refill(28, { dispenser: 'clinic-pharmacist' }),
      ['00159C', '05211C'],
      112,
      [50, 0],
    ],
    ['one released', [chronic(28)], refill(28, { released: true }), ['00158C'], 0, [50, 0]],
    [
      'one released, with a shot given here',
      [chronic(28), shot],
      refill(28, { released: true }),
      ['00158C'],
      20,
      [50, 0],
    ],
    [
      'its second dispensing',
      [chronic(28)],
      refill(28, { refillOf: { prescriptionId, dispensing: 2 } }),
      ['05212D'],
      112,
      [0, 0],
      { treatmentItem: 'AE', copaymentCode: '009' },
    ],
    [
      'one of a patient with a grave illness',
      [chronic(28), drug(dear)],
      refill(28),
      ['00159C', '05212D'],
      247,
      [0, 0],
      { copaymentCode: '001' },
    ],
    [
      'one of a disabled patient',
      [chronic(28), drug(dear)],
      refill(28),
      ['00159C', '05212D'],
      247,
      [50, 20],
      { copaymentCode: 'D13' },
    ],
  ])('%s', (_, orders, prescription, fees, drugs, copayment, changes = {}) => {
    for (const visitDate of days) {
      expect(told(priceOf(orders, prescription, { ...changes, visitDate })), visitDate).toEqual({
        fees,
        drugs,
        copayment,
      })
    }
    // The day before the copayments of 2023-07-01 there is no table, and so no price.
    expect(priceOf(orders, prescription, { ...changes, visitDate: '2023-06-30' })).toBeNull()
  })
})

/** The tables as they would be if copayments, examinations and dispensing cost twice as much from 2027 on. */
const doubled = (): RuleTables => {
  const ends = IsoDateSchema.parse('2026-12-31')
  const begins = IsoDateSchema.parse('2027-01-01')
  const twice = <Entry extends { readonly validFrom: string }>(
    entries: readonly Entry[],
    more: (entry: Entry) => Partial<Entry>,
  ): Entry[] =>
    entries.flatMap((entry) => [
      { ...entry, validTo: ends },
      { ...entry, ...more(entry), validFrom: begins, validTo: null },
    ])
  return {
    ...tables,
    copaymentDrugSteps: twice(tables.copaymentDrugSteps, ({ amount }) => ({ amount: amount * 2 })),
    examinationFees: twice(tables.examinationFees, ({ points }) => ({ points: points * 2 })),
    dispensingFees: twice(tables.dispensingFees, ({ points }) => ({ points: points * 2 })),
  }
}

it('takes each rule of the visit’s own day, on every sheet, the day before a change and the day of it', () => {
  const on = (visitDate: string) => {
    const price = priceOf([chronic(28), drug(dear)], refill(28), { visitDate, tables: doubled() })
    return [price?.examinationPoints, price?.dispensingPoints, price?.copaymentDrug, price?.drugPoints]
  }
  expect(on('2026-12-31')).toEqual([530, 35, 20, 247])
  expect(on('2027-01-01')).toEqual([1060, 70, 40, 247])
})

describe('whatever is mixed', () => {
  const anyDrug = fc.oneof(
    fc
      .constantFrom(cheap, dear)
      .chain((code) => fc.integer({ min: 1, max: 7 }).map((count) => drug(code, { days: count }))),
    fc.constant(chronic(28)),
    fc.constant(shot),
  )
  const anyVisit = fc.record({
    orders: fc.array(anyDrug, { minLength: 1, maxLength: 8 }),
    prescription: fc.record({
      kind: fc.constantFrom(null, 'chronic-refill' as const),
      released: fc.boolean(),
      dispenser: fc.constantFrom('doctor' as const, 'clinic-pharmacist' as const),
    }),
    copaymentCode: fc.constantFrom('D10', 'D13', '001', '009'),
    visitDate: fc.constantFrom(...days),
  })
  const pricing = (
    { orders, prescription, ...changes }: typeof anyVisit extends fc.Arbitrary<infer Visit> ? Visit : never,
    prices: Readonly<Record<string, number>> = {},
  ): Price => {
    const terms = prescription.kind === null ? prescription : refill(28, prescription)
    const price = priceOf(orders, terms, { ...changes, catalog: catalogOf(prices) })
    if (price === null) throw new Error('no price')
    return price
  }

  it('nothing is negative, and the sums are those of their parts', () => {
    fc.assert(
      fc.property(anyVisit, (visit) => {
        const price = pricing(visit)
        const sum = (kind?: string): number =>
          price.lines
            .filter((line) => kind === undefined || line.kind === kind)
            .reduce((all, { points }) => all + points, 0)
        expect(price.totalPoints).toBe(sum())
        expect(price.drugPoints).toBe(sum('drug'))
        expect(price.examinationPoints + price.dispensingPoints + price.drugPoints).toBe(price.totalPoints)
        expect(price.amountDue).toBe(price.charges.reduce((all, { amount }) => all + amount, 0))
        expect(price.amountDue).toBe(price.copaymentBasic + price.copaymentDrug)
        for (const { points } of price.lines) expect(points).toBeGreaterThanOrEqual(0)
        for (const { amount } of price.charges) expect(amount).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('a dearer drug makes nothing cheaper, and one of a refill sheet costs the patient no more', () => {
    fc.assert(
      fc.property(
        anyVisit,
        fc.constantFrom(cheap, dear, long, injection),
        fc.integer({ min: 1, max: 500 }),
        (visit, code, more) => {
          const before = pricing(visit)
          const after = pricing(visit, { [code]: (catalogOf().get(code)?.unitPoints ?? 0) + more })
          expect(after.totalPoints).toBeGreaterThanOrEqual(before.totalPoints)
          expect(after.copaymentDrug).toBeGreaterThanOrEqual(before.copaymentDrug)
          expect(after.amountDue).toBeGreaterThanOrEqual(before.amountDue)
          if (code === long && visit.prescription.kind === 'chronic-refill')
            expect(after.amountDue).toBe(before.amountDue)
        },
      ),
    )
  })

  it('released drugs leave nothing to be dispensed here, and no drug copayment but for what is given here', () => {
    fc.assert(
      fc.property(anyVisit, (visit) => {
        const price = pricing({ ...visit, prescription: { ...visit.prescription, released: true } })
        const given = visit.orders.filter(({ code }) => code === injection).length * 20
        expect(price.drugPoints).toBe(given)
        if (given < visit.orders.length * 20) expect(price.dispensingPoints).toBe(0)
        if (given <= 100) expect(price.copaymentDrug).toBe(0)
      }),
    )
  })
})
