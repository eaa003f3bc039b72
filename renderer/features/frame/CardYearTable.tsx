import { useTranslation } from 'react-i18next'
import type { CardYear } from '../../../preload/contract/card/cardContent.ts'
import { number } from '../../ui/format/number.ts'
import { PlainTable } from '../../ui/PlainTable.tsx'

/** The counters of the years the card remembers, newest first; years are those of the Republic. */
export const CardYearTable = ({ years }: { readonly years: readonly CardYear[] }) => {
  const { t } = useTranslation()
  return (
    <PlainTable
      testId="card-years"
      numbers={5}
      empty={t('cardContent.none')}
      columns={[
        t('cardContent.years.year'),
        t('cardContent.years.visits'),
        t('cardContent.years.outpatient'),
        t('cardContent.years.inpatient'),
        t('cardContent.years.outpatientCopayment'),
        t('cardContent.years.inpatientCopayment'),
      ]}
      rows={years.map((year) => [
        String(year.year - 1911),
        number(year.visits),
        number(year.outpatientFee),
        number(year.inpatientFee),
        t('app.money', { amount: number(year.outpatientCopayment) }),
        t('app.money', { amount: number(year.inpatientCopayment) }),
      ])}
    />
  )
}
