import { useTranslation } from 'react-i18next'
import type { CardOrder } from '../../../preload/contract/card/cardContent.ts'
import { momentWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { useCodeName } from './useCodeName.ts'

const orderTypes = ['1', '2', '3', '4', '5'] as const

/** The orders on the card, newest first. */
export const CardOrderTable = ({ orders }: { readonly orders: readonly CardOrder[] }) => {
  const { t } = useTranslation()
  const nameOf = useCodeName()
  const typeOf = (type: string): string => {
    const known = orderTypes.find((one) => one === type)
    return known === undefined ? type : t(`cardContent.orderType.${known}`)
  }
  const quantity = (value: number | null): string => (value === null ? '—' : number(value))
  return (
    <PlainTable
      testId="card-orders"
      numbers={2}
      empty={t('cardContent.none')}
      columns={[
        t('cardContent.orders.at'),
        t('cardContent.orders.type'),
        t('cardContent.orders.order'),
        t('cardContent.orders.usage'),
        t('cardContent.orders.days'),
        t('cardContent.orders.quantity'),
      ]}
      rows={orders.map((one) => [
        momentWords(one.at, t),
        typeOf(one.orderType),
        nameOf(one.order),
        one.usage,
        quantity(one.days),
        quantity(one.totalQuantity),
      ])}
    />
  )
}
