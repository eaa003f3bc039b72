import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Settling } from '../../../preload/contract/money/money.ts'
import { type Price, PriceSchema } from '../../../preload/contract/money/pricing.ts'
import { amendedMoney, plainCash, settleVisit } from './settleVisit.ts'

const rule = { rule: 'r', title: 't', effectiveFrom: '2023-07-01' }
/** Registration 100, copayment 50 and 20, and perhaps a deposit. */
const priceWith = (deposit = 0): Price =>
  PriceSchema.parse({
    lines: [],
    drugPoints: 0,
    procedurePoints: 0,
    materialPoints: 0,
    examinationPoints: 0,
    dispensingPoints: 0,
    totalPoints: 0,
    copaymentCode: 'D20',
    copaymentBasic: 50,
    copaymentDrug: 20,
    charges: [
      { kind: 'registration-fee', amount: 100, rule },
      { kind: 'copayment-basic', amount: 50, rule },
      { kind: 'copayment-drug', amount: 20, rule },
      ...(deposit === 0 ? [] : [{ kind: 'card-deposit', amount: deposit, rule }]),
    ],
    amountDue: 170 + deposit,
    medicationDays: 3,
  })
const certificate = { name: '診斷證明書', amount: 250 }
const settle = (cash: number, changes: Partial<Settling> = {}, mustPayAll = false) =>
  settleVisit(priceWith(), cash, { ...plainCash, ...changes }, mustPayAll)
const off = (amount: number) => ({ amount, reason: '員工眷屬' })

describe('settling a visit', () => {
  it('writes what was due, bought, let off, paid by each way, and left', () => {
    const settled = settle(200, { card: 100, owes: true, selfPay: [certificate], discount: off(50) })
    expect(settled).toMatchObject({ ok: true, value: { paid: { amount: 300, received: 300 }, owed: 70, discount: 50 } })
    if (!settled.ok) return
    expect(settled.value.entries.map(({ kind, method, amount, words }) => [kind, method, amount, words])).toEqual([
      ['due', null, 170, null],
      ['self-pay', null, 250, '診斷證明書'],
      ['discount', null, 50, '員工眷屬'],
      ['payment', 'cash', 200, null],
      ['payment', 'card', 100, null],
      ['owed', null, 70, null],
    ])
  })

  it('tells what was handed over, so that the change is the difference', () => {
    expect(settle(1000, { card: 70 })).toMatchObject({ value: { paid: { amount: 170, received: 1070 }, owed: 0 } })
  })

  it.each([
    ['too little, unsaid', 100, {}, false, 'VISIT_INCOMPLETE'],
    ['too little of what has to be paid whole', 100, { owes: true }, true, 'VISIT_INCOMPLETE'],
    ['too much by card', 0, { card: 171 }, false, 'PAYMENT_TOO_MUCH'],
    ['a discount of the copayment', 70, { discount: off(101) }, false, 'DISCOUNT_TOO_MUCH'],
  ] as const)('refuses %s', (_, cash, changes, mustPayAll, code) => {
    expect(settle(cash, changes, mustPayAll)).toMatchObject({ ok: false, error: { code } })
  })

  it('discounts what was bought as well, never a deposit', () => {
    expect(settle(70, { selfPay: [certificate], discount: off(350) })).toMatchObject({ ok: true })
    expect(settleVisit(priceWith(500), 570, { ...plainCash, discount: off(101) }, false)).toMatchObject({ ok: false })
  })

  it('balances: due and bought less discount are paid or owed', () => {
    const anySettling = fc.record({
      card: fc.nat(100),
      mobile: fc.nat(70),
      owes: fc.constant(true),
      selfPay: fc.array(fc.record({ name: fc.constant('x'), amount: fc.integer({ min: 1, max: 900 }) }), {
        maxLength: 4,
      }),
      discount: fc.option(fc.record({ amount: fc.integer({ min: 1, max: 100 }), reason: fc.constant('y') })),
    })
    fc.assert(
      fc.property(fc.nat(3000), anySettling, (cash, settling) => {
        const settled = settleVisit(priceWith(), cash, settling, false)
        if (!settled.ok) {
          expect(settled.error.code).toBe('PAYMENT_TOO_MUCH')
          return
        }
        const sum = (...kinds: readonly string[]): number =>
          settled.value.entries.filter(({ kind }) => kinds.includes(kind)).reduce((all, { amount }) => all + amount, 0)
        expect(sum('due', 'self-pay') - sum('discount')).toBe(sum('payment', 'owed'))
        expect(settled.value.entries.every(({ amount }) => amount > 0)).toBe(true)
      }),
    )
  })
})

describe('amending a visit', () => {
  it('makes what it costs more due and owed, and writes nothing of what it costs less', () => {
    const facts = amendedMoney(60, '補開藥')
    expect(facts.map(({ kind, amount, words }) => [kind, amount, words])).toEqual([
      ['due', 60, '補開藥'],
      ['owed', 60, '補開藥'],
    ])
    expect([...amendedMoney(0, 'x'), ...amendedMoney(-60, 'x')]).toEqual([])
  })
})
