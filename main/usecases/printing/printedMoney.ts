import type { Balance } from '../../domain/money/visitMoney.ts'
import type { MoneyRecord } from '../../store/money/moneyRepository.ts'
import type { VisitFacts } from './visitFacts.ts'

type PrintedMoney = NonNullable<VisitFacts['money']>
type Entry = Pick<MoneyRecord, 'kind' | 'amount' | 'words' | 'selfPayKind' | 'at' | 'who'>

/** What the patient bought, and was let off, as it was written when the visit was closed. */
const ownOf = (entries: readonly Entry[]): PrintedMoney['own'] =>
  entries.flatMap(({ kind, amount, words, selfPayKind }) =>
    kind === 'self-pay' || kind === 'discount'
      ? [{ kind, amount, words: words ?? '', ...(selfPayKind === null ? {} : { selfPayKind }) }]
      : [],
  )

/** Each name once, in the order they took something. */
const takersOf = (entries: readonly Entry[]): readonly string[] => [
  ...new Set(entries.filter(({ kind }) => kind === 'payment' || kind === 'settlement').map(({ who }) => who)),
]

/** What was paid later of what was owed at closing (補收). */
const settledOf = (entries: readonly Entry[]): Pick<PrintedMoney, 'settled'> => {
  const settlements = entries.filter(({ kind }) => kind === 'settlement')
  const last = settlements.at(-1)
  if (last === undefined) return {}
  return { settled: { amount: settlements.reduce((sum, { amount }) => sum + amount, 0), lastAt: last.at } }
}

/**
 * What the book of money says of a visit, for paper. A visit of which it says nothing has no takers: nobody knows who they were.
 *
 * @param entries of this visit, in the order they came
 */
export const printedMoney = (
  entries: readonly Entry[],
  { owed, refunded }: Pick<Balance, 'owed' | 'refunded'>,
): PrintedMoney => ({
  own: ownOf(entries),
  owed,
  refunded,
  ...(entries.length === 0 ? {} : { takenBy: [...takersOf(entries)] }),
  ...settledOf(entries),
})
