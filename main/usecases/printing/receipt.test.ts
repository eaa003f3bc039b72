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
