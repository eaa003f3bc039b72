import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SelfPayKindSchema } from '../../../preload/contract/desk/settings.ts'
import type { Settling } from '../../../preload/contract/money/money.ts'
import { type Price, PriceSchema } from '../../../preload/contract/money/pricing.ts'
import { amendedMoney, type MoneyFact, plainCash, settleVisit } from './settleVisit.ts'
import { balanceOf } from './visitMoney.ts'

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
const certificate = { name: '診斷證明書', amount: 250, kind: 'other' as const }
const anyKind = fc.constantFrom(...SelfPayKindSchema.options)
const settle = (cash: number, changes: Partial<Settling> = {}, mustPayAll = false) =>
  settleVisit(priceWith(), cash, { ...plainCash, ...changes }, mustPayAll)
const off = (amount: number) => ({ amount, reason: '員工眷屬' })

describe('settling a visit', () => {
  it('writes what was due, bought, let off, paid by each way, and left', () => {
    const settled = settle(200, { card: 100, owes: true, selfPay: [certificate], discount: off(50) })
    expect(settled).toMatchObject({ ok: true, value: { paid: { amount: 300, received: 300 }, owed: 70, discount: 50 } })
    if (!settled.ok) return
    expect(settled.value.entries.map(({ selfPayKind }) => selfPayKind ?? null)).toEqual(
      settled.value.entries.map(({ kind }) => (kind === 'self-pay' ? 'other' : null)),
    )
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
      selfPay: fc.array(
        fc.record({ name: fc.constant('x'), amount: fc.integer({ min: 1, max: 900 }), kind: anyKind }),
        {
          maxLength: 4,
        },
      ),
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
  const entry = (kind: MoneyFact['kind'], amount: number, method: MoneyFact['method'] = null): MoneyFact => ({
    kind,
    amount,
    method,
    tendered: null,
    words: null,
  })
  const unpaid = [entry('due', 200), entry('owed', 200)]
  const partPaid = [entry('due', 200), entry('payment', 120, 'cash'), entry('owed', 80)]
  const paid = [entry('due', 200), entry('payment', 200, 'cash')]

  it.each<[string, readonly MoneyFact[], number, number, readonly (readonly [string, number])[]]>([
    [
      'dearer: due and owed',
      paid,
      200,
      60,
      [
        ['due', 60],
        ['owed', 60],
      ],
    ],
    ['no dearer: nothing', unpaid, 200, 0, []],
    ['cheaper, unpaid: less is owed', unpaid, 200, -50, [['owed-less', 50]]],
    ['cheaper by more than is owed: a refund answers the rest', partPaid, 200, -100, [['owed-less', 80]]],
    ['cheaper, paid: a refund answers it', paid, 200, -50, []],
    ['dearer again, nothing given back meanwhile: it is paid for', paid, 150, 50, [['due', 50]]],
    [
      'dearer than what was paid',
      paid,
      150,
      70,
      [
        ['due', 70],
        ['owed', 20],
      ],
    ],
    [
      'dearer again, and given back meanwhile',
      [...paid, entry('refund', 50, 'cash')],
      150,
      50,
      [
        ['due', 50],
        ['owed', 50],
      ],
    ],
    [
      'with something bought and let off',
      [...paid, entry('self-pay', 90), entry('discount', 40), entry('owed', 50)],
      200,
      -60,
      [['owed-less', 50]],
    ],
    [
      'after a deposit went back',
      [entry('due', 700), entry('payment', 700, 'cash'), entry('deposit-back', 500, 'cash')],
      700,
      30,
      [
        ['due', 30],
        ['owed', 30],
      ],
    ],
  ])('%s', (_name, entries, before, difference, expected) => {
    const facts = amendedMoney(entries, before, difference, '補開藥')
    expect(facts.map(({ kind, amount }) => [kind, amount])).toEqual(expected)
    expect(facts.every(({ words, method }) => words === '補開藥' && method === null)).toBe(true)
  })

  it('never leaves more owed than is due and unpaid, in whatever order it is amended, paid and refunded', () => {
    const step = fc.oneof(
      fc.record({ amendedTo: fc.nat(2000) }),
      fc.record({ settles: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ refunds: fc.integer({ min: 1, max: 900 }) }),
    )
    const settling = fc.record({ selfPay: fc.nat(500), discount: fc.nat(100) })
    fc.assert(
      fc.property(fc.nat(3000), settling, fc.array(step), (cash, { selfPay, discount }, steps) => {
        const closed = settleVisit(
          priceWith(),
          cash,
          {
            ...plainCash,
            owes: true,
            selfPay: selfPay === 0 ? [] : [{ name: 'x', amount: selfPay, kind: 'drug' as const }],
            discount: discount === 0 ? null : { amount: discount, reason: 'y' },
          },
          false,
        )
        if (!closed.ok) throw new Error(closed.error.code)
        const entries = [...closed.value.entries]
        let price = priceWith().amountDue
        for (const one of steps) {
          const { owed, refundable } = balanceOf(entries, 0)
          if ('amendedTo' in one) {
            entries.push(...amendedMoney(entries, price, one.amendedTo - price, 'z'))
            price = one.amendedTo
          } else if ('settles' in one) {
            const amount = Math.min(one.settles, owed)
            if (amount > 0) entries.push(entry('settlement', amount, 'cash'))
          } else {
            const amount = Math.min(one.refunds, refundable.total)
            if (amount > 0) entries.push(entry('refund', amount, 'cash'))
          }
          const now = balanceOf(entries, 0)
          expect(now.owed).toBeGreaterThanOrEqual(0)
          const unpaid = price + selfPay - discount - (now.paid - now.refunded)
          expect(now.owed).toBeLessThanOrEqual(Math.max(0, unpaid))
        }
      }),
    )
  })
})
