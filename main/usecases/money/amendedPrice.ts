import type { Price } from '../../../preload/contract/money/pricing.ts'

/**
 * The price of an amended visit. A deposit that was taken for an owed card stays in it: whether it was given back or kept since is told
 * by the debt, not by the amendment.
 */
export const amendedPrice = (before: Price, now: Price): Price => {
  const deposit = before.charges.find(({ kind }) => kind === 'card-deposit')
  if (deposit === undefined || now.charges.some(({ kind }) => kind === 'card-deposit')) return now
  return { ...now, charges: [...now.charges, deposit], amountDue: now.amountDue + deposit.amount }
}
