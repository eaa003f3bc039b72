import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import { FavouriteMark } from '../../../ui/fields/FavouriteMark.tsx'

export type FoundOrder = ChannelOutput<'catalog:search-orders'>[number]

/** One drug or procedure of the list under a search. */
export const OrderSuggestion = ({ item }: { readonly item: FoundOrder }) => {
  const { t } = useTranslation()
  const { kind, code, nameZh, nameEn, ingredient, unitPoints, favourite } = item
  return (
    <span className="flex w-full items-baseline gap-3">
      <span className="w-5 shrink-0 text-sm text-muted">{t(`order.kind.${kind}`)}</span>
      <span className="w-26 shrink-0">{code}</span>
      <span className="min-w-0 flex-1">
        {nameZh}{' '}
        <span className="text-sm text-muted">
          {nameEn}
          {ingredient === '' ? null : ` · ${ingredient}`}
        </span>
      </span>
      <FavouriteMark shown={favourite} />
      <span className="text-sm whitespace-nowrap text-muted">
        {unitPoints === null ? t('order.unpriced') : t('app.points', { points: unitPoints })}
      </span>
    </span>
  )
}
