import { SelfPayKindSchema } from '../../../preload/contract/desk/settings.ts'
import { chargeLineOf, type PricedLine } from '../../../preload/contract/money/pricing.ts'
import { headOf, type Layout, rocMinute, thousands } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

/**
 * The line of the official receipt that a fee item belongs on, by the sections of 支付標準 第二部第二章, which its code's first two
 * digits tell: laboratory 06–16, other examinations and radiology 17–37, injections 38–39, and treatment and surgery for the rest.
 */
const procedureLineOf = (code: string): 'laboratory' | 'test' | 'injection' | 'treatment' => {
  const section = /^\d{2}/.test(code) ? Number(code.slice(0, 2)) : null
  if (section === null || section < 6 || section > 39) return 'treatment'
  if (section <= 16) return 'laboratory'
  return section <= 37 ? 'test' : 'injection'
}

/**
 * How what came in answers what was due: 應收 = 實收 − 找零 + 補收 + 尚欠. What was given back stands beside it, and what stayed here in
 * the end (實付) where anything came or went after the closing. A visit that an amendment made cheaper has too much (溢收) until it is
 * given back.
 */
const moneyView = ({ paid, money }: VisitFacts, due: number) => {
  const settled = money?.settled ?? null
  const refunded = money?.refunded ?? 0
  const stayed = (paid?.amount ?? 0) + (settled?.amount ?? 0) - refunded
  const tooMuch = paid === null || money === undefined || money.owed > 0 ? 0 : stayed - due
  return {
    paid:
      paid === null
        ? null
        : {
            received: thousands(paid.received),
            change: thousands(paid.received - paid.amount),
            at: rocMinute(paid.paidAt),
          },
    settled: settled === null ? null : { amount: thousands(settled.amount), at: rocMinute(settled.lastAt) },
    owed: money === undefined || money.owed === 0 ? null : thousands(money.owed),
    refunded: refunded === 0 ? null : thousands(refunded),
    stayed: settled === null && refunded === 0 ? null : { amount: thousands(stayed) },
    overpaid: tooMuch > 0 ? { amount: thousands(tooMuch) } : null,
  }
}

/** What was bought in the order of the official form, what is of no known kind behind it, and what was let off last. */
const byKind = (own: NonNullable<VisitFacts['money']>['own']): NonNullable<VisitFacts['money']>['own'] => {
  const kinds: readonly string[] = SelfPayKindSchema.options
  const placeOf = ({ kind, selfPayKind }: (typeof own)[number]): number =>
    kind === 'discount' ? kinds.length + 1 : selfPayKind === undefined ? kinds.length : kinds.indexOf(selfPayKind)
  return own.toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** 門診醫療費用收據 (facts/outpatient.md §1.10): points by line, what the patient pays by line, sums, who took the money. */
export const layOutReceipt = (facts: VisitFacts, printedAt: number): Layout => {
  const { price, money } = facts
  const own = money?.own ?? []
  const due = own.reduce(
    (sum, { kind, amount }) => (kind === 'discount' ? sum - amount : sum + amount),
    price?.amountDue ?? 0,
  )
  const lines = price?.lines ?? []
  const sumOf = (isThere: (line: PricedLine) => boolean): string =>
    thousands(lines.filter(isThere).reduce((sum, line) => sum + line.points, 0))
  const pointsOf = (kind: PricedLine['kind']): string => sumOf((line) => line.kind === kind)
  const procedures = (of: ReturnType<typeof procedureLineOf>): string =>
    sumOf(({ kind, code }) => kind === 'procedure' && procedureLineOf(code) === of)
  return {
    gaps: [],
    view: {
      ...headOf(facts, printedAt),
      serial: facts.visitSequenceNumber ?? facts.exceptionCode ?? '',
      copayment: { code: facts.copaymentCode, identity: facts.copaymentName },
      points: {
        examination: pointsOf('examination'),
        drug: pointsOf('drug'),
        dispensing: pointsOf('dispensing'),
        injection: procedures('injection'),
        laboratory: procedures('laboratory'),
        test: procedures('test'),
        treatment: procedures('treatment'),
        material: pointsOf('material'),
      },
      totalPoints: thousands(price?.totalPoints ?? 0),
      charges: (price?.charges ?? []).map((charge) => ({
        // Read by the template as a section of its own name.
        [chargeLineOf(charge)]: true,
        amount: thousands(charge.amount),
      })),
      own: byKind(own).map(({ kind, amount, words, selfPayKind }) => ({
        [kind]: true,
        ...(selfPayKind === undefined ? {} : { [`of-${selfPayKind}`]: true }),
        amount: thousands(kind === 'discount' ? -amount : amount),
        words,
      })),
      amountDue: thousands(due),
      ...moneyView(facts, due),
      cashier: money?.takenBy?.join('、') ?? facts.person,
    },
  }
}
