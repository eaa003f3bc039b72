import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitMoney } from '../../../preload/contract/money/money.ts'
import { putAnswer, useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { number } from '../../ui/format/number.ts'
import { Money } from '../../ui/Money.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { amountOf, cashOf } from './cash.ts'
import { leaveAct } from './cashierStore.ts'

/** Takes what a visit owes, or a part of it; an empty form means all of it in cash. */
export const PayDebtForm = ({ money }: { readonly money: VisitMoney }) => {
  const { t } = useTranslation()
  const { encounterId, owed } = money
  const [typed, setTyped] = useState({ cash: '', card: '', mobile: '' })
  const pay = useDeskMutation('money:pay', (answer) => {
    putAnswer('money:of-visit', { encounterId }, answer)
    leaveAct()
  })
  const card = amountOf(typed.card)
  const mobile = amountOf(typed.mobile)
  const isPart = typed.cash.trim() !== ''
  const cash = card === null || mobile === null ? null : cashOf(typed.cash, owed - card - mobile, isPart)
  const isReady = cash?.kind === 'enough' && cash.received + (card ?? 0) + (mobile ?? 0) > 0
  return (
    <form
      className="flex flex-col gap-2 rounded-md border-l-4 border-accent bg-sunken p-3"
      data-testid="pay-debt"
      onSubmit={(event) => {
        event.preventDefault()
        if (cash?.kind !== 'enough' || !isReady || pay.isPending) return
        pay.mutate({ encounterId, received: cash.received, card: card ?? 0, mobile: mobile ?? 0 })
      }}
    >
      <div className="grid grid-cols-3 gap-2">
        {(['cash', 'card', 'mobile'] as const).map((way) => (
          <TextField
            key={way}
            label={t(`cashier.method.${way}`)}
            className="text-right"
            inputMode="numeric"
            autoFocus={way === 'cash'}
            placeholder={way === 'cash' ? number(Math.max(0, owed - (card ?? 0) - (mobile ?? 0))) : '0'}
            value={typed[way]}
            onChange={({ target }) => setTyped({ ...typed, [way]: target.value })}
            data-testid={`debt-${way}`}
          />
        ))}
      </div>
      <p className="flex justify-between">
        <span className="text-muted">
          {t(cash?.kind === 'enough' && cash.owed > 0 ? 'cashier.settling.owed' : 'cashier.change')}
        </span>
        {cash?.kind === 'enough' ? (
          <Money amount={cash.owed > 0 ? cash.owed : cash.change} />
        ) : (
          <span className="text-act">
            {cash?.kind === 'over'
              ? t('cashier.settling.over', { amount: t('app.money', { amount: number(cash.by) }) })
              : t('cashier.receivedInvalid')}
          </span>
        )}
      </p>
      <div className="flex gap-2">
        <Button type="submit" tone="primary" shortcut="Enter" disabled={!isReady || pay.isPending}>
          {t('cashier.debt.take')}
        </Button>
        <Button shortcut="Esc" onClick={leaveAct}>
          {t('app.cancel')}
        </Button>
      </div>
      {pay.error === null ? null : <ErrorCard error={pay.error} />}
    </form>
  )
}
