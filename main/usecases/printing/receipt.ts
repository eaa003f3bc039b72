import type { PricedLine } from '../../../preload/contract/pricing.ts'
import { headOf, type Layout, rocMinute, thousands } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

/** 門診醫療費用收據 (facts/outpatient.md §1.10): points by line, what the patient pays by line, sums, who took the money. */
export const layOutReceipt = (facts: VisitFacts, printedAt: number): Layout => {
  const { price, paid, money } = facts
  const own = money?.own ?? []
  const lines = price?.lines ?? []
  const pointsOf = (kind: PricedLine['kind']): string =>
    thousands(lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.points, 0))
  return {
    gaps: [],
    view: {
      ...headOf(facts, printedAt),
      serial: facts.visitSequenceNumber ?? facts.exceptionCode ?? '',
      copayment: `${facts.copaymentCode} ${facts.copaymentName}`,
      points: {
        examination: pointsOf('examination'),
        drug: pointsOf('drug'),
        dispensing: pointsOf('dispensing'),
        procedure: pointsOf('procedure'),
        material: pointsOf('material'),
      },
      totalPoints: thousands(price?.totalPoints ?? 0),
      charges: (price?.charges ?? []).map((charge) => ({
        // Read by the template as a section of its own name.
        [charge.kind]: true,
        amount: thousands(charge.amount),
      })),
      own: own.map(({ kind, amount, words }) => ({
        [kind]: true,
        amount: thousands(kind === 'discount' ? -amount : amount),
        words,
      })),
      amountDue: thousands(
        own.reduce(
          (sum, { kind, amount }) => (kind === 'discount' ? sum - amount : sum + amount),
          price?.amountDue ?? 0,
        ),
      ),
      owed: money === undefined || money.owed === 0 ? null : thousands(money.owed),
      refunded: money === undefined || money.refunded === 0 ? null : thousands(money.refunded),
      paid:
        paid === null
          ? null
          : {
              received: thousands(paid.received),
              change: thousands(paid.received - paid.amount),
              at: rocMinute(paid.paidAt),
            },
    },
  }
}
