import { useTranslation } from 'react-i18next'
import type { Price, PricedLine } from '../../../preload/contract/pricing.ts'
import type { CardDebt } from '../../../preload/contract/visit.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { rocDate, rocDateTime } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { Money, Points } from '../../ui/Money.tsx'

type Rule = PricedLine['rule']

const RuleNote = ({ rule }: { readonly rule: Rule }) => {
  const { t } = useTranslation()
  return (
    <p className="text-sm text-muted">
      {t('cashier.rule', { title: rule.title })} · {t('cashier.effectiveFrom', { date: rocDate(rule.effectiveFrom) })}
    </p>
  )
}

/** The receipt as the rules made it: every line unfolds to the article it stands on and the day that came into force. */
export const ReceiptPane = ({ price, debt }: { readonly price: Price; readonly debt: CardDebt | null }) => {
  const { t } = useTranslation()
  return (
    <section
      aria-label={t('cashier.receipt')}
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto bg-surface p-3"
    >
      <div>
        <h2 className="text-sm text-muted">{t('cashier.patientPays')}</h2>
        {price.charges.map((charge) => (
          <Disclosure
            key={charge.kind}
            summary={
              <>
                <span className="flex-1">{t(`cashier.charge.${charge.kind}`)}</span>
                <Money amount={charge.amount} />
              </>
            }
          >
            <RuleNote rule={charge.rule} />
          </Disclosure>
        ))}
        <p className="flex min-h-8 items-center justify-between pl-5 font-semibold">
          <span>{t('cashier.due')}</span>
          <Money amount={price.amountDue} />
        </p>
        {debt === null || debt.refund === 0 ? null : (
          <p className="flex min-h-8 items-center justify-between pl-5" data-testid="deposit-refund">
            <span>
              {t('makeUp.receipt.refunded')}
              {debt.endedAt === null ? null : (
                <span className="pl-2 text-sm text-muted">{rocDateTime(debt.endedAt)}</span>
              )}
            </span>
            <Money amount={-debt.refund} />
          </p>
        )}
      </div>
      <div>
        <h2 className="text-sm text-muted">{t('cashier.pointsTitle')}</h2>
        {price.lines.map((line, index) => (
          <Disclosure
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a finished price do not move
            key={`${line.code}-${index}`}
            summary={
              <>
                <span className="w-20 shrink-0 text-sm text-muted">{t(`cashier.kind.${line.kind}`)}</span>
                <span className="min-w-0 flex-1 truncate" title={line.name}>
                  {line.name}
                </span>
                <span className="text-sm whitespace-nowrap text-muted">
                  {t('cashier.quantity', { unit: number(line.unitPoints), quantity: number(line.quantity) })}
                </span>
                <span className="w-20 text-right">
                  <Points points={line.points} />
                </span>
              </>
            }
          >
            <p className="text-sm text-muted">{line.code}</p>
            <RuleNote rule={line.rule} />
          </Disclosure>
        ))}
        <p className="flex min-h-8 items-center justify-between pl-5 font-semibold">
          <span>{t('cashier.totalPoints')}</span>
          <Points points={price.totalPoints} />
        </p>
        <p className="pl-5 text-sm text-muted">{t('cashier.pointsNote')}</p>
      </div>
    </section>
  )
}
