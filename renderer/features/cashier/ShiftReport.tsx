import { useTranslation } from 'react-i18next'
import type { Shift } from '../../../preload/contract/money/drawer.ts'
import { momentWords } from '../../ui/format/date.ts'
import { Money } from '../../ui/Money.tsx'

const comes = (kind: Shift['totals'][number]['kind']): boolean => kind === 'payment' || kind === 'settlement'

/** How a shift stands, or stood: its float, what moved by kind and way of payment, what was sold, what should be there and what was. */
export const ShiftReport = ({ shift }: { readonly shift: Shift }) => {
  const { t } = useTranslation()
  const { opened, closed } = shift
  const rows: readonly (readonly [string, string, number])[] = [
    ...shift.totals.map(
      ({ kind, method, count, amount }) =>
        [
          `${kind}-${method}`,
          `${t(`cashier.money.kind.${kind}`)} · ${t(`cashier.method.${method}`)} · ${t('cashier.drawer.count', { count })}`,
          comes(kind) ? amount : -amount,
        ] as const,
    ),
    ['expected', t('cashier.drawer.expected'), shift.expected],
    ...(closed === null
      ? []
      : ([
          ['counted', t('cashier.drawer.counted'), closed.counted],
          ['difference', t('cashier.drawer.difference'), closed.counted - shift.expected],
        ] as const)),
  ]
  return (
    <div data-testid="shift-report" data-shift={shift.shift}>
      {opened === null ? null : (
        <p className="flex min-h-8 items-center justify-between border-b border-line">
          <span>
            {t('cashier.drawer.float')}
            <span className="pl-2 text-sm text-muted">
              {momentWords(opened.at, t)} {opened.who}
            </span>
          </span>
          <Money amount={opened.float} />
        </p>
      )}
      {rows.map(([key, label, amount]) => (
        <p
          key={key}
          data-testid={`shift-${key}`}
          className={`flex min-h-8 items-center justify-between border-b border-line ${key === 'expected' ? 'font-semibold' : ''} ${key === 'difference' && amount !== 0 ? 'text-act' : ''}`}
        >
          <span>{label}</span>
          <Money amount={amount} />
        </p>
      ))}
      {shift.selfPay.length === 0 ? null : (
        <p className="flex min-h-8 flex-wrap items-center gap-x-6 text-sm text-muted" data-testid="shift-self-pay">
          {shift.selfPay.map(({ kind, count, amount }) => (
            <span key={kind ?? 'unknown'}>
              {kind === null
                ? t('cashier.money.kind.self-pay')
                : t('cashier.drawer.sold', { kind: t(`app.selfPayKind.${kind}`) })}{' '}
              · {t('cashier.drawer.count', { count })} <Money amount={amount} />
            </span>
          ))}
        </p>
      )}
      {shift.owed === 0 && shift.owedLess === 0 && shift.discounts === 0 ? null : (
        <p className="flex min-h-8 items-center gap-6 text-sm text-muted">
          <span>
            {t('cashier.money.kind.owed')} <Money amount={shift.owed} />
          </span>
          {shift.owedLess === 0 ? null : (
            <span>
              {t('cashier.money.kind.owed-less')} <Money amount={-shift.owedLess} />
            </span>
          )}
          <span>
            {t('cashier.money.kind.discount')} <Money amount={shift.discounts} />
          </span>
        </p>
      )}
      {closed === null ? null : (
        <p className="text-sm text-muted">
          {closed.who} {momentWords(closed.at, t)} {closed.reason}
        </p>
      )}
    </div>
  )
}
