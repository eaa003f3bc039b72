import type { MoneyEntry, Settling } from '../../../preload/contract/money/money.ts'

/** An amount of a receipt that no rule of the NHI made: what the patient buys, or is let off. */
export interface OwnAmount {
  readonly kind: 'self-pay' | 'discount'
  /** NT$; below nothing for what is let off. */
  readonly amount: number
  readonly words: string
}

/** As they stand in what is being typed. */
export const ownOfDraft = ({ selfPay, discount }: Settling): readonly OwnAmount[] => [
  ...selfPay.map(({ name, amount }) => ({ kind: 'self-pay', amount, words: name }) as const),
  ...(discount === null ? [] : [{ kind: 'discount', amount: -discount.amount, words: discount.reason } as const]),
]

/** As they were written when the visit was closed. */
export const ownOfBook = (entries: readonly MoneyEntry[]): readonly OwnAmount[] =>
  entries.flatMap(({ kind, amount, words }): readonly OwnAmount[] => {
    if (kind === 'self-pay') return [{ kind, amount, words: words ?? '' }]
    return kind === 'discount' ? [{ kind, amount: -amount, words: words ?? '' }] : []
  })
