import { useTranslation } from 'react-i18next'
import { chargeLineOf, type Price } from '../../../preload/contract/money/pricing.ts'
import type { CardDebt } from '../../../preload/contract/visit/visit.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { Money, Points } from '../../ui/Money.tsx'
import type { OwnAmount } from './ownAmounts.ts'
import { ChargeRules, LineRules } from './RuleNote.tsx'

interface ReceiptPaneProps {
  readonly price: Price
  readonly own: readonly OwnAmount[]
  readonly debt: CardDebt | null
}

/** The receipt as the rules made it: every line unfolds to the article it stands on and the day that came into force. */
export const ReceiptPane = ({ price, own, debt }: ReceiptPaneProps) => {
  const { t } = useTranslation()
  const due = own.reduce((sum, { amount }) => sum + amount, price.amountDue)
  return (
    <section
      aria-label={t('cashier.receipt')}
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto bg-surface p-3 *:max-w-4xl"
    >
      <div>
        <h2 className="text-sm text-muted">{t('cashier.patientPays')}</h2>
        {price.charges.map((charge) => (
          <Disclosure
            key={charge.kind}
            summary={
              <>
                <span className="flex-1">{t(`cashier.charge.${chargeLineOf(charge)}`)}</span>
                <Money amount={charge.amount} />
              </>
            }
          >
            <ChargeRules charge={charge} />
          </Disclosure>
        ))}
        {own.map(({ kind, amount, words }, index) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: two items may be the same, and have only their place
            key={index}
            className="flex min-h-8 items-center gap-2 border-b border-line pl-5"
            data-testid="own-amount"
          >
            <span className="min-w-0 flex-1 truncate">
              {t(`cashier.money.kind.${kind}`)} <span className="text-sm text-muted">{words}</span>
            </span>
            <Money amount={amount} />
          </p>
        ))}
        <p className="flex min-h-8 items-center justify-between pl-5 font-semibold">
          <span>{t('cashier.due')}</span>
          <Money amount={due} />
        </p>
        {price.waivedCopayment === undefined || price.waivedCopayment === 0 ? null : (
          <p className="pl-5 text-sm text-muted">
            {t('cashier.waived', { amount: t('app.money', { amount: number(price.waivedCopayment) }) })}
          </p>
        )}
        {debt === null || debt.refund === 0 ? null : (
          <p className="flex min-h-8 items-center justify-between pl-5" data-testid="deposit-refund">
            <span>
              {t('makeUp.receipt.refunded')}
              {debt.endedAt === null ? null : (
                <span className="pl-2 text-sm text-muted">{momentWords(debt.endedAt, t)}</span>
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
            <LineRules line={line} />
          </Disclosure>
        ))}
        <p className="flex min-h-8 items-center justify-between pl-5 font-semibold">
          <span>{t('cashier.totalPoints')}</span>
          <Points points={price.totalPoints} />
        </p>
        {price.dailyDrugFee === undefined ? null : (
          <Disclosure
            summary={
              <span className="text-sm text-muted">
                {t('cashier.dailyDrugFee', {
                  code: price.dailyDrugFee.code,
                  points: number(price.dailyDrugFee.points),
                  itemised: number(price.drugPoints),
                })}
              </span>
            }
          >
            <LineRules line={price.dailyDrugFee} />
          </Disclosure>
        )}
        <p className="pl-5 text-sm text-muted">{t('cashier.pointsNote')}</p>
      </div>
    </section>
  )
}
