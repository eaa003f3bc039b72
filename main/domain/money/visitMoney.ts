import type { MoneyEntry, PaymentMethod } from '../../../preload/contract/money/money.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'

/** What a person hands over, NT$. */
export interface Tender {
  readonly cash: number
  readonly card: number
  readonly mobile: number
}

export interface Taken {
  readonly method: PaymentMethod
  /** What stayed here, above nothing. */
  readonly amount: number
  /** Cash handed over; null for the other ways. */
  readonly tendered: number | null
}

export interface Split {
  readonly taken: readonly Taken[]
  readonly change: number
  /** Left unpaid. */
  readonly owed: number
}

/**
 * Splits what is handed over: card and mobile pay first, for they give no change (`PAYMENT_TOO_MUCH`), cash pays the rest, and what is too
 * much of it goes back. The sum of what is taken and what is left is always what is due.
 */
export const splitPayment = (due: number, { cash, card, mobile }: Tender): Result<Split> => {
  const cashDue = due - card - mobile
  if (cashDue < 0) return fail('PAYMENT_TOO_MUCH', { details: { due, paid: card + mobile } })
  const kept = Math.min(cash, cashDue)
  const taken: readonly Taken[] = [
    { method: 'cash', amount: kept, tendered: cash },
    { method: 'card', amount: card, tendered: null },
    { method: 'mobile', amount: mobile, tendered: null },
  ]
  return ok({ taken: taken.filter(({ amount }) => amount > 0), change: cash - kept, owed: cashDue - kept })
}

/** An entry as far as a balance wants it. */
export type Moved = Pick<MoneyEntry, 'kind' | 'method' | 'amount'>

/** NT$ of the entries of some kinds, by one way of payment or by any. */
export const sumOf = (entries: readonly Moved[], kinds: readonly Moved['kind'][], method?: PaymentMethod): number =>
  entries
    .filter((entry) => kinds.includes(entry.kind) && (method === undefined || entry.method === method))
    .reduce((sum, { amount }) => sum + amount, 0)

/** NT$ that came by a way of payment and has not gone back by it. */
const leftBy = (entries: readonly Moved[], method: PaymentMethod): number =>
  sumOf(entries, ['payment', 'settlement'], method) - sumOf(entries, ['refund', 'deposit-back'], method)

/**
 * By which ways a deposit can go back whole, the one to propose first: what was paid by card goes back on the card. Cash can give back what
 * came by any.
 */
export const depositWays = (entries: readonly Moved[], deposit: number): readonly PaymentMethod[] => {
  const others = (['card', 'mobile'] as const).filter((method) => leftBy(entries, method) >= deposit)
  return leftBy(entries, 'cash') >= deposit ? ['cash', ...others] : [...others, 'cash']
}

export interface Balance {
  readonly paid: number
  readonly refunded: number
  readonly owed: number
  readonly refundable: { readonly total: number; readonly card: number; readonly mobile: number }
}

/**
 * Where a visit's money stands. The deposit of an owed card comes back with the card, or stays, by its own rules: no refund gives it
 * away a second time.
 *
 * @param deposit taken for an owed card, whatever became of it; 0 for every other visit
 */
export const balanceOf = (entries: readonly Moved[], deposit: number): Balance => {
  const paid = sumOf(entries, ['payment', 'settlement'])
  const refunds = sumOf(entries, ['refund'])
  const total = Math.max(0, paid - refunds - deposit)
  const left = (method: PaymentMethod): number => Math.max(0, Math.min(total, leftBy(entries, method)))
  return {
    paid,
    refunded: refunds + sumOf(entries, ['deposit-back']),
    owed: sumOf(entries, ['owed']) - sumOf(entries, ['settlement', 'owed-less']),
    refundable: { total, card: left('card'), mobile: left('mobile') },
  }
}

/** Most that may go back by one way: cash can give back what came by any. */
export const refundableBy = ({ refundable }: Balance, method: PaymentMethod): number =>
  method === 'cash' ? refundable.total : refundable[method]
