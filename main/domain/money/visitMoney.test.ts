import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MoneyEntry } from '../../../preload/contract/money/money.ts'
import { balanceOf, depositWays, refundableBy, splitPayment } from './visitMoney.ts'

const entry = (kind: MoneyEntry['kind'], amount: number, method: MoneyEntry['method'] = null) => ({
  kind,
  amount,
  method,
})

describe('splitting a payment', () => {
  it.each([
    // due, cash, card, mobile: kept by each, change, owed
    [200, 200, 0, 0, [['cash', 200]], 0, 0],
    [200, 500, 0, 0, [['cash', 200]], 300, 0],
    [200, 0, 200, 0, [['card', 200]], 0, 0],
    [
      200,
      100,
      50,
      100,
      [
        ['cash', 50],
        ['card', 50],
        ['mobile', 100],
      ],
      50,
      0,
    ],
    [200, 100, 0, 0, [['cash', 100]], 0, 100],
    [200, 0, 0, 0, [], 0, 200],
    [0, 0, 0, 0, [], 0, 0],
    [0, 100, 0, 0, [], 100, 0],
  ])('%d with cash %d, card %d, mobile %d', (due, cash, card, mobile, kept, change, owed) => {
    const split = splitPayment(due, { cash, card, mobile })
    if (!split.ok) throw new Error(split.error.code)
    expect(split.value.taken.map(({ method, amount }) => [method, amount])).toEqual(kept)
    expect(split.value).toMatchObject({ change, owed })
  })

  it('takes no more by card and mobile than is due', () => {
    expect(splitPayment(200, { cash: 0, card: 150, mobile: 51 })).toMatchObject({
      error: { code: 'PAYMENT_TOO_MUCH', details: { due: 200, paid: 201 } },
    })
  })

  it('loses no dollar and makes none', () => {
    const anyTender = fc.record({ cash: fc.nat(5000), card: fc.nat(900), mobile: fc.nat(900) })
    fc.assert(
      fc.property(fc.nat(2000), anyTender, (due, tender) => {
        const split = splitPayment(due, tender)
        if (!split.ok) {
          expect(tender.card + tender.mobile).toBeGreaterThan(due)
          return
        }
        const { taken, change, owed } = split.value
        const kept = taken.reduce((sum, { amount }) => sum + amount, 0)
        expect(kept + owed).toBe(due)
        expect(kept + change).toBe(tender.cash + tender.card + tender.mobile)
        expect(change === 0 || owed === 0).toBe(true)
        expect(Math.min(change, owed, ...taken.map(({ amount }) => amount))).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('a deposit that goes back', () => {
  it.each([
    [[entry('payment', 700, 'cash')], ['cash']],
    [[entry('payment', 700, 'card')], ['card', 'cash']],
    [
      [entry('payment', 200, 'cash'), entry('payment', 500, 'mobile')],
      ['mobile', 'cash'],
    ],
    [
      [entry('payment', 500, 'cash'), entry('payment', 600, 'card')],
      ['cash', 'card'],
    ],
    // In parts that are none of them enough, or before a book was kept: cash gives back whatever came.
    [[entry('payment', 350, 'card'), entry('payment', 350, 'mobile')], ['cash']],
    [[], ['cash']],
    // What went back by card already isn't there twice.
    [[entry('payment', 700, 'card'), entry('refund', 300, 'card')], ['cash']],
  ])('of %j: %j', (entries, ways) => {
    expect(depositWays(entries, 500)).toEqual(ways)
  })
})

describe('the balance of a visit', () => {
  it('follows a visit paid in part, paid later and refunded', () => {
    const closed = [entry('due', 300), entry('payment', 100, 'cash'), entry('payment', 50, 'card'), entry('owed', 150)]
    expect(balanceOf(closed, 0)).toEqual({
      paid: 150,
      refunded: 0,
      owed: 150,
      refundable: { total: 150, card: 50, mobile: 0 },
    })
    const later = [...closed, entry('settlement', 100, 'mobile'), entry('refund', 120, 'cash')]
    const balance = balanceOf(later, 0)
    expect(balance).toEqual({ paid: 250, refunded: 120, owed: 50, refundable: { total: 130, card: 50, mobile: 100 } })
    expect(refundableBy(balance, 'cash')).toBe(130)
    expect(refundableBy(balance, 'mobile')).toBe(100)
  })

  it.each([
    ['held', [], 200, 0],
    ['given back with the card', [entry('deposit-back', 500, 'cash')], 200, 500],
  ])('never refunds a deposit that is %s', (_, more, total, refunded) => {
    const paid = [entry('due', 700), entry('payment', 700, 'cash')]
    expect(balanceOf([...paid, ...more], 500)).toMatchObject({ refundable: { total }, refunded })
  })

  it('can never be refunded below nothing, in whatever order money goes back', () => {
    const methods = ['cash', 'card', 'mobile'] as const
    fc.assert(
      fc.property(
        fc.array(fc.record({ method: fc.constantFrom(...methods), amount: fc.integer({ min: 1, max: 500 }) })),
        fc.array(fc.record({ method: fc.constantFrom(...methods), wanted: fc.integer({ min: 1, max: 500 }) })),
        (payments, wishes) => {
          const entries = payments.map(({ method, amount }) => entry('payment', amount, method))
          for (const { method, wanted } of wishes) {
            const amount = Math.min(wanted, refundableBy(balanceOf(entries, 0), method))
            if (amount > 0) entries.push(entry('refund', amount, method))
          }
          const { paid, refunded, refundable } = balanceOf(entries, 0)
          expect(refunded).toBeLessThanOrEqual(paid)
          expect(refundable.total).toBe(paid - refunded)
        },
      ),
    )
  })
})
