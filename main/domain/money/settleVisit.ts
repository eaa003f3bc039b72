import type { MoneyEntry, Settling } from '../../../preload/contract/money/money.ts'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { balanceOf, type Moved, splitPayment, sumOf } from './visitMoney.ts'

/** An entry before it is known who wrote it, when and where. */
export type MoneyFact = Pick<MoneyEntry, 'kind' | 'method' | 'amount' | 'tendered' | 'words'> &
  Partial<Pick<MoneyEntry, 'selfPayKind'>>

/** Cash for what is due, and nothing else. */
export const plainCash: Settling = { card: 0, mobile: 0, owes: false, selfPay: [], discount: null }

export interface SettledVisit {
  /** Taken now, and handed over for it. */
  readonly paid: { readonly amount: number; readonly received: number }
  readonly owed: number
  readonly discount: number
  readonly entries: readonly MoneyFact[]
}

/**
 * What a visit's closing writes in the book of money. A discount is off the clinic's own amounts, registration and self-pay: a copayment
 * is the law's, a deposit the patient's own (`DISCOUNT_TOO_MUCH`). Something left unpaid has to be said (`owes`), else the visit is
 * `VISIT_INCOMPLETE`; entries of nothing are left out.
 *
 * @param cash handed over, NT$
 * @param mustPayAll nothing may be owed of this visit
 */
export const settleVisit = (
  price: Price,
  cash: number,
  settling: Settling,
  mustPayAll: boolean,
): Result<SettledVisit> => {
  const bought = settling.selfPay.reduce((sum, { amount }) => sum + amount, 0)
  const discount = settling.discount?.amount ?? 0
  const own =
    bought + price.charges.reduce((sum, { kind, amount }) => sum + (kind === 'registration-fee' ? amount : 0), 0)
  if (discount > own) return fail('DISCOUNT_TOO_MUCH', { details: { discount, most: own } })
  const { card, mobile } = settling
  const split = splitPayment(price.amountDue + bought - discount, { cash, card, mobile })
  if (!split.ok) return split
  const { taken, owed, change } = split.value
  if (owed > 0 && (mustPayAll || !settling.owes)) return fail('VISIT_INCOMPLETE', { details: { missing: 'payment' } })
  const still = { method: null, tendered: null } as const
  const entries: readonly MoneyFact[] = [
    { kind: 'due', amount: price.amountDue, words: null, ...still },
    ...settling.selfPay.map(
      ({ name, amount, kind }) => ({ kind: 'self-pay', amount, words: name, selfPayKind: kind, ...still }) as const,
    ),
    { kind: 'discount', amount: discount, words: settling.discount?.reason ?? null, ...still },
    ...taken.map((one) => ({ kind: 'payment', words: null, ...one }) as const),
    { kind: 'owed', amount: owed, words: null, ...still },
  ]
  return ok({
    paid: {
      amount: taken.reduce((sum, { amount }) => sum + amount, 0),
      received: taken.reduce((sum, { amount }) => sum + amount, 0) + change,
    },
    owed,
    discount,
    entries: entries.filter(({ amount }) => amount > 0),
  })
}

/**
 * What an amendment writes in the book of money. What the visit costs more is due; of it is owed what isn't paid for already, by money
 * that an earlier amendment left too much. What it costs less lowers what is owed; the rest of it writes nothing, because no money has
 * moved: a refund answers it.
 *
 * @param entries the visit's, so far
 * @param before NT$ due by the price before, without what was bought besides
 * @param difference NT$ that the visit costs more than before
 */
export const amendedMoney = (
  entries: readonly Moved[],
  before: number,
  difference: number,
  reason: string,
): readonly MoneyFact[] => {
  const { owed, paid } = balanceOf(entries, 0)
  const fact = (kind: 'due' | 'owed' | 'owed-less', amount: number): MoneyFact => ({
    kind,
    amount,
    method: null,
    tendered: null,
    words: reason,
  })
  const due = before + sumOf(entries, ['self-pay']) - sumOf(entries, ['discount'])
  // The deposit stays part of what is due when it goes back with the card, so what went back of it stays paid.
  const tooMuch = Math.max(0, paid - sumOf(entries, ['refund']) + owed - due)
  const facts =
    difference > 0
      ? [fact('due', difference), fact('owed', Math.max(0, difference - tooMuch))]
      : [fact('owed-less', Math.min(-difference, owed))]
  return facts.filter(({ amount }) => amount > 0)
}

/** What a cancelled visit writes in the book of money: of what it still owes, nothing is owed any more. */
export const debtLifted = (owed: number, reason: string): readonly MoneyFact[] =>
  owed > 0 ? [{ kind: 'owed-less', amount: owed, method: null, tendered: null, words: reason }] : []
