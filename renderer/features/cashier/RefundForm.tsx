import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaymentMethod, VisitMoney } from '../../../preload/contract/money/money.ts'
import { putAnswer, useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { number } from '../../ui/format/number.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { amountOf } from './cash.ts'
import { leaveAct } from './cashierStore.ts'
import { enterWalks } from './enterWalks.ts'

/** Gives money back, with its reason. What was written before stays; this is written beside it. */
export const RefundForm = ({ money }: { readonly money: VisitMoney }) => {
  const { t } = useTranslation()
  const { encounterId, refundable } = money
  const [method, setMethod] = useState<PaymentMethod>('cash')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const refund = useDeskMutation('money:refund', (answer) => {
    putAnswer('money:of-visit', { encounterId }, answer)
    leaveAct()
  })
  const mostOf = (way: PaymentMethod): number => (way === 'cash' ? refundable.total : refundable[way])
  const most = mostOf(method)
  const amount = amountOf(typed)
  const isTooMuch = amount !== null && amount > most
  const isReady = amount !== null && amount > 0 && !isTooMuch && reason.trim() !== ''
  const problem =
    amount === null
      ? t('cashier.receivedInvalid')
      : isTooMuch
        ? t('cashier.refund.most', { amount: t('app.money', { amount: number(most) }) })
        : undefined
  return (
    <form
      className="flex flex-col gap-2 rounded-md border-l-4 border-act bg-sunken p-3"
      data-testid="refund"
      onKeyDown={(event) => enterWalks(event)}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady || refund.isPending) return
        refund.mutate({ encounterId, method, amount, reason: reason.trim() })
      }}
    >
      <div className="flex items-start gap-2">
        <TextField
          label={t('cashier.refund.amount')}
          hint={t('cashier.refund.most', { amount: t('app.money', { amount: number(most) }) })}
          error={problem}
          fieldClassName="flex-1"
          className="text-right"
          inputMode="numeric"
          autoFocus
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          data-testid="refund-amount"
        />
        <Segmented
          label={t('cashier.refund.method')}
          value={method}
          onChange={setMethod}
          options={(['cash', 'card', 'mobile'] as const)
            .filter((way) => way === 'cash' || mostOf(way) > 0)
            .map((way) => ({ value: way, label: t(`cashier.method.${way}`) }))}
        />
      </div>
      <TextField
        label={t('cashier.refund.reason')}
        maxLength={80}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        data-testid="refund-reason"
      />
      <div className="flex gap-2">
        <Button type="submit" tone="danger" shortcut="Enter" disabled={!isReady || refund.isPending}>
          {t('cashier.refund.give')}
        </Button>
        <Button shortcut="Esc" onClick={leaveAct}>
          {t('app.cancel')}
        </Button>
      </div>
      {refund.error === null ? null : <ErrorCard error={refund.error} />}
    </form>
  )
}
