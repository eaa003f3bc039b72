import { expect, it } from 'vitest'
import { layOutReceipt } from './receipt.ts'
import type { VisitFacts } from './visitFacts.ts'

const factsWith = (changes: Partial<VisitFacts>): VisitFacts =>
  ({
    patient: { birthDate: '1984-03-15', sex: 'M', allergies: [] },
    day: '2026-11-20',
    price: { lines: [], totalPoints: 0, charges: [{ kind: 'registration-fee', amount: 150 }], amountDue: 150 },
    paid: { amount: 200, received: 1000, paidAt: 0 },
    ...changes,
  }) as unknown as VisitFacts

it('says what was bought, let off, owed and given back, and sums it', () => {
  const own = [
    { kind: 'self-pay', amount: 1250, words: '診斷證明書' },
    { kind: 'discount', amount: 100, words: '員工眷屬' },
  ] as const
  const { view } = layOutReceipt(factsWith({ money: { own: [...own], owed: 1100, refunded: 50 } }), 0)
  expect(view).toMatchObject({
    own: [
      { 'self-pay': true, amount: '1,250', words: '診斷證明書' },
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
