import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import { loadRules } from '../../app/loadTables.ts'
import { copaymentOf } from '../../domain/money/copayment.ts'
import { type MoneyFact, plainCash, settleVisit } from '../../domain/money/settleVisit.ts'
import { balanceOf, refundableBy, splitPayment } from '../../domain/money/visitMoney.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { printedMoney } from './printedMoney.ts'
import { layOutReceipt } from './receipt.ts'
import type { VisitFacts } from './visitFacts.ts'

const resources = createResources({ root: resolve(import.meta.dirname, '..', '..', '..', 'resources') })
const rules = rulesOn(okValue(await loadRules(resources)), '2026-11-26')
const rule = { rule: 'r', title: 't', effectiveFrom: '2023-07-01' }

const factsWith = (changes: Partial<VisitFacts>): VisitFacts =>
  ({
    patient: { birthDate: '1984-03-15', sex: 'M', allergies: [] },
    day: '2026-11-20',
    price: { lines: [], totalPoints: 0, charges: [{ kind: 'registration-fee', amount: 150, rule }], amountDue: 150 },
    paid: { amount: 200, received: 1000, paidAt: 0 },
    ...changes,
  }) as unknown as VisitFacts

it('says what was bought, let off, owed and given back, and sums it', () => {
  const own = [
    { kind: 'self-pay', amount: 1000, words: '診斷證明書', selfPayKind: 'other' },
    // Of a job from before kinds were kept.
    { kind: 'self-pay', amount: 100, words: '影印' },
    { kind: 'self-pay', amount: 150, words: '紗布', selfPayKind: 'supply' },
    { kind: 'discount', amount: 100, words: '員工眷屬' },
  ] as const
  const { view } = layOutReceipt(factsWith({ money: { own: [...own], owed: 1100, refunded: 50 } }), 0)
  expect(view).toMatchObject({
    own: [
      { 'self-pay': true, 'of-supply': true, amount: '150', words: '紗布' },
      { 'self-pay': true, 'of-other': true, amount: '1,000', words: '診斷證明書' },
      { 'self-pay': true, amount: '100', words: '影印' },
      { discount: true, amount: '-100', words: '員工眷屬' },
    ],
    amountDue: '1,300',
    owed: '1,100',
    refunded: '50',
  })
})

it.each([
  ['nothing of the kind happened', { money: { own: [], owed: 0, refunded: 0 } }],
  ['it was kept before the book of money', {}],
])('is as the price has it where %s', (_, changes) => {
  expect(layOutReceipt(factsWith(changes), 0).view).toMatchObject({
    own: [],
    amountDue: '150',
    owed: null,
    refunded: null,
  })
})

const numberOf = (text: unknown): number => (text === null ? 0 : Number(String(text).replaceAll(',', '')))
type Sums = Readonly<Record<'paid' | 'settled' | 'stayed' | 'overpaid', Readonly<Record<string, string>> | null>> &
  Readonly<Record<'amountDue' | 'owed' | 'refunded' | 'cashier', string | null>>

const priced = (amountDue: number) =>
  ({
    lines: [],
    totalPoints: 0,
    charges: [{ kind: 'registration-fee', amount: amountDue, rule }],
    amountDue,
  }) as unknown as Price

/** The sums of a receipt printed after these deeds: closed by the first person, everything later by the second. */
const sumsAfter = (
  due: number,
  closing: Parameters<typeof settleVisit>[2] & { readonly cash: number },
  later: readonly number[],
  givenBack: number,
): Sums | null => {
  const { cash, ...settling } = closing
  const settled = settleVisit(priced(due), cash, settling, false)
  if (!settled.ok) return null
  const noted = (facts: readonly MoneyFact[], who: string, at: number) =>
    facts.map((fact) => ({ selfPayKind: null, ...fact, who, at }))
  const entries = noted(settled.value.entries, '早班', 1_000)
  later.forEach((handed, index) => {
    const split = splitPayment(balanceOf(entries, 0).owed, { cash: handed, card: 0, mobile: 0 })
    if (!split.ok) throw new Error(split.error.code)
    const taken = split.value.taken.map((one) => ({ kind: 'settlement', words: null, ...one }) as const)
    entries.push(...noted(taken, '晚班', 60_000 * (index + 2)))
  })
  const amount = Math.min(givenBack, refundableBy(balanceOf(entries, 0), 'cash'))
  if (amount > 0)
    entries.push(...noted([{ kind: 'refund', method: 'cash', amount, tendered: null, words: '退費' }], '晚班', 900_000))
  const money = printedMoney(entries, balanceOf(entries, 0))
  const paid = { ...settled.value.paid, paidAt: 1_000 }
  return layOutReceipt(factsWith({ price: priced(due), paid, money }), 0).view as unknown as Sums
}

it('says what came later of what was owed, who took it, and what stayed in the end', () => {
  const closing = { ...plainCash, cash: 140, owes: true }
  expect(sumsAfter(200, closing, [], 0)).toMatchObject({ owed: '60', settled: null, stayed: null, cashier: '早班' })
  expect(sumsAfter(200, closing, [100], 0)).toMatchObject({
    amountDue: '200',
    paid: { received: '140', change: '0' },
    settled: { amount: '60', at: '59/01/01 08:02' },
    owed: null,
    stayed: { amount: '200' },
    cashier: '早班、晚班',
  })
  expect(sumsAfter(200, { ...plainCash, cash: 500 }, [], 50)).toMatchObject({
    paid: { received: '500', change: '300' },
    refunded: '50',
    stayed: { amount: '150' },
    cashier: '早班',
  })
  // Nobody took anything, and nobody's name stands there.
  expect(sumsAfter(200, { ...plainCash, cash: 0, owes: true }, [], 0)).toMatchObject({ cashier: '', owed: '200' })
})

it('says what is to be given back once an amendment made the visit cheaper, and no more when it is', () => {
  const paid = { amount: 200, received: 200, paidAt: 0 }
  const after = (refunded: number) =>
    layOutReceipt(factsWith({ price: priced(150), paid, money: { own: [], owed: 0, refunded } }), 0).view
  expect(after(0)).toMatchObject({ amountDue: '150', overpaid: { amount: '50' } })
  expect(after(50)).toMatchObject({ refunded: '50', overpaid: null, stayed: { amount: '150' } })
})

it('adds up, whatever is paid when: what was due is what came, less the change, and what is still owed', () => {
  const amount = fc.integer({ min: 0, max: 2_000 })
  const closing = fc.record({
    cash: amount,
    card: fc.nat(200),
    mobile: fc.nat(200),
    owes: fc.constant(true),
    selfPay: fc.array(
      fc.record({
        name: fc.constant('證明書'),
        amount: fc.integer({ min: 1, max: 900 }),
        kind: fc.constant('drug' as const),
      }),
      {
        maxLength: 3,
      },
    ),
    discount: fc.option(fc.record({ amount: fc.integer({ min: 1, max: 300 }), reason: fc.constant('眷屬') })),
  })
  fc.assert(
    fc.property(fc.nat(1_500), closing, fc.array(amount, { maxLength: 3 }), amount, (due, how, later, back) => {
      const sums = sumsAfter(due, how, later, back)
      fc.pre(sums !== null)
      const came = numberOf(sums.paid?.received) - numberOf(sums.paid?.change) + numberOf(sums.settled?.amount ?? null)
      expect(came + numberOf(sums.owed)).toBe(numberOf(sums.amountDue))
      expect(sums.overpaid).toBeNull()
      if (sums.stayed !== null) expect(numberOf(sums.stayed.amount)).toBe(came - numberOf(sums.refunded))
      else expect([sums.settled, sums.refunded]).toEqual([null, null])
    }),
  )
})

it('names who stands at the desk where the book says nothing of the visit, and in older jobs', () => {
  const person = '櫃檯'
  const money = printedMoney([], { owed: 0, refunded: 0 })
  expect(layOutReceipt(factsWith({ person, money }), 0).view).toMatchObject({ cashier: person })
  expect(layOutReceipt(factsWith({ person }), 0).view).toMatchObject({ cashier: person })
})

it('puts every fee item on the line that the official form has for it, and they sum up to all of them', () => {
  const items = [
    ['39004C', 75, 'injection'],
    ['08011C', 200, 'laboratory'],
    ['16006C', 70, 'laboratory'],
    ['18001C', 150, 'test'],
    ['32001C', 200, 'test'],
    ['48011C', 47, 'treatment'],
    ['62001C', 900, 'treatment'],
    ['P1407C', 650, 'treatment'],
  ] as const
  const lines = items.map(([code, points]) => ({ kind: 'procedure', code, points }))
  const price = { lines, totalPoints: 2292, charges: [], amountDue: 0 }
  const { view } = layOutReceipt(factsWith({ price } as unknown as Partial<VisitFacts>), 0)
  expect(view).toMatchObject({
    points: { injection: '75', laboratory: '270', test: '350', treatment: '1,597', drug: '0' },
    totalPoints: '2,292',
  })
})

it.each([
  ['an ordinary visit', null, 'copayment-basic'],
  ['the first visit of a course', 1, 'copayment-basic'],
  ['a later visit of a course', 3, 'copayment-rehabilitation'],
])('puts the copayment of %s on its own line', (_, courseVisit, line) => {
  const course = courseVisit === null ? null : ({ kind: 'rehabilitation', visit: courseVisit } as const)
  const copayment = copaymentOf(rules, 'D10', { drugPoints: 0, totalPoints: 0, isRefill: false, course })
  if (typeof copayment === 'string') throw new Error(copayment)
  const price = { ...priced(50), charges: copayment.charges }
  expect(layOutReceipt(factsWith({ price }), 0).view).toMatchObject({ charges: [{ [line]: true, amount: '50' }] })
})
