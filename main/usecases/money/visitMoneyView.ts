import type { VisitMoney } from '../../../preload/contract/money/money.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { type Balance, balanceOf, sumOf } from '../../domain/money/visitMoney.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { byEncounter } from '../../store/money/moneyRepository.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** Where the money of a visit stands (one that is cancelled owes nothing), as a transaction or the committed store sees it. */
export const visitBalance = async (db: ReadDb, encounterId: EncounterId): Promise<Balance> => {
  const [entries, debt, visits] = await Promise.all([
    byEncounter(db, encounterId),
    debtOf(db, encounterId),
    summariesOf(db, [encounterId]),
  ])
  const isCancelled = visits.get(encounterId)?.state === 'cancelled'
  // Of a cancelled visit all goes back that has not gone back, also a deposit that was kept. The card of a cancelled debt came before anything was paid.
  const isDepositBesides = !isCancelled && debt !== null && debt.state !== 'cancelled'
  const balance = balanceOf(entries, isDepositBesides ? debt.deposit : sumOf(entries, ['deposit-back']))
  return isCancelled ? { ...balance, owed: 0 } : balance
}

/** Everything that was charged, paid and given back for a visit. `NOT_FOUND`. */
export const showVisitMoney = async (context: DeskContext, encounterId: EncounterId): Promise<Result<VisitMoney>> => {
  const { db } = context.store
  const visit = (await summariesOf(db, [encounterId])).get(encounterId)
  if (visit === undefined) return fail('NOT_FOUND')
  const [balance, entries] = await Promise.all([visitBalance(db, encounterId), byEncounter(db, encounterId)])
  return ok({
    encounterId,
    ...balance,
    entries: entries.map(({ kind, method, amount, tendered, words, selfPayKind, at, who, desk }) => ({
      kind,
      method,
      amount,
      tendered,
      words,
      selfPayKind,
      at: instantOf(at),
      who,
      desk,
    })),
  })
}
