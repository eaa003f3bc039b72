import { useTranslation } from 'react-i18next'
import type { PatientCharge, PricedLine } from '../../../preload/contract/money/pricing.ts'
import { dayWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'

const Note = ({ rule }: { readonly rule: PricedLine['rule'] }) => {
  const { t } = useTranslation()
  const { edition, origin } = rule
  return (
    <>
      <p className="text-sm text-muted">
        {t('cashier.rule', { title: rule.title })} ·{' '}
        {t('cashier.effectiveFrom', { date: dayWords(rule.effectiveFrom, t) })}
      </p>
      <p className="text-sm text-muted">
        {edition === undefined ? null : `${t('cashier.ruleTable', { rule: rule.rule, edition })} · `}
        {origin === undefined ? rule.rule : t('cashier.ruleOrigin', { origin })}
      </p>
    </>
  )
}

/** What a line of points stands on: its rule, the rules that added to it, and the place in the month that chose the tier. */
export const LineRules = ({ line }: { readonly line: PricedLine }) => {
  const { t } = useTranslation()
  return (
    <>
      <p className="text-sm text-muted">{line.code}</p>
      <Note rule={line.rule} />
      {line.additions?.map((rule) => (
        <Note key={rule.rule} rule={rule} />
      ))}
      {line.tier === undefined ? null : (
        <p className="text-sm text-muted">
          {t('cashier.tier', {
            visits: number(line.tier.visits),
            days: number(line.tier.days),
            perDay: number(line.tier.perDay),
          })}
        </p>
      )}
    </>
  )
}

/** What an amount of the patient's stands on, the points that chose its step, and what anybody else would pay. */
export const ChargeRules = ({ charge }: { readonly charge: PatientCharge }) => {
  const { t } = useTranslation()
  return (
    <>
      <Note rule={charge.rule} />
      {charge.points === undefined ? null : (
        <p className="text-sm text-muted">{t('cashier.drugPoints', { points: number(charge.points) })}</p>
      )}
      {charge.ordinarily === undefined ? null : (
        <p className="text-sm text-muted">
          {t('cashier.ordinarily', { amount: t('app.money', { amount: number(charge.ordinarily) }) })}
        </p>
      )}
    </>
  )
}
