import { useTranslation } from 'react-i18next'
import type { MoneyEntry } from '../../../preload/contract/money/money.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { Money } from '../../ui/Money.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { beginAct, useCashier } from './cashierStore.ts'
import { PayDebtForm } from './PayDebtForm.tsx'
import { RefundForm } from './RefundForm.tsx'

const leaves = (kind: MoneyEntry['kind']): boolean =>
  kind === 'discount' || kind === 'owed-less' || kind === 'refund' || kind === 'deposit-back'

const Entry = ({ entry }: { readonly entry: MoneyEntry }) => {
  const { t } = useTranslation()
  const { kind, method, amount, words, tendered } = entry
  return (
    <li className="flex items-baseline gap-2 border-b border-line py-1" data-testid="money-entry" data-kind={kind}>
      <span className="min-w-0 flex-1">
        {t(`cashier.money.kind.${kind}`)}
        {method === null ? null : <span className="pl-2 text-sm text-muted">{t(`cashier.method.${method}`)}</span>}
        {words === null ? null : <span className="pl-2 text-sm text-muted">{words}</span>}
        <span className="block text-sm text-muted">
          {t('cashier.money.by', { time: momentWords(entry.at, t), who: entry.who, desk: entry.desk })}
          {tendered === null || tendered === amount
            ? null
            : ` ${t('cashier.money.tendered', { amount: t('app.money', { amount: number(tendered) }) })}`}
        </span>
      </span>
      <Money amount={leaves(kind) ? -amount : amount} />
    </li>
  )
}

/** Everything that was charged, paid and given back for a closed visit, what it still owes, and the two things to do about it. */
export const VisitMoneyPane = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const { data: money, error } = useDeskQuery('money:of-visit', { encounterId })
  const act = useCashier(({ act }) => (act?.of === encounterId ? act.act : null))
  if (error !== null) return <ErrorCard error={error} />
  if (money === undefined) return null
  // Closed before the book was kept: only what the visit says itself is known.
  if (money.entries.length === 0) return null
  return (
    <section aria-label={t('cashier.money.title')} className="flex flex-col gap-2" data-testid="visit-money">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">{t('cashier.money.title')}</h3>
        {money.owed > 0 ? (
          <Chip tone="wait">
            <span data-testid="visit-owed">
              {t('cashier.debt.owes', { amount: t('app.money', { amount: number(money.owed) }) })}
            </span>
          </Chip>
        ) : null}
      </div>
      {act === 'pay' ? <PayDebtForm money={money} /> : null}
      {act === 'refund' ? <RefundForm money={money} /> : null}
      {act === null ? (
        <div className="flex gap-2">
          {money.owed > 0 ? (
            <Button shortcut="F2" onClick={() => beginAct(encounterId, 'pay')} data-testid="begin-pay">
              {t('cashier.key.payDebt')}
            </Button>
          ) : null}
          {money.refundable.total > 0 ? (
            <Button shortcut="F3" onClick={() => beginAct(encounterId, 'refund')} data-testid="begin-refund">
              {t('cashier.key.refund')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ul>
        {money.entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the book is only added to
          <Entry key={index} entry={entry} />
        ))}
      </ul>
    </section>
  )
}
