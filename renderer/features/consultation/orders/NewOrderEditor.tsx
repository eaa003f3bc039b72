import { type FocusEvent, type KeyboardEvent, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderSet } from '../../../../preload/contract/orders/orderSet.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { SuggestBox } from '../../../ui/fields/SuggestBox.tsx'
import { fittingSets } from '../order-sets/orderSets.ts'
import { useCatalogScope, useFavouriteOrders } from './favourites.ts'
import { type FoundOrder, OrderSuggestion } from './OrderSuggestion.tsx'

interface NewOrderEditorProps {
  readonly sets: readonly OrderSet[]
  /** What was left half typed here; begins with it. */
  readonly begun: string
  /** With every key, so that half-typed words outlive this editor. */
  readonly onTyped: (text: string) => void
  readonly onPick: (item: FoundOrder) => void
  readonly onPickSet: (set: OrderSet) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly inputRef: Ref<HTMLInputElement>
}

type Offer = { readonly set: OrderSet } | { readonly item: FoundOrder }

/** The row for the next order: a drug, a procedure, or a whole set. Before anything is typed it offers the sets and the favourites. */
export const NewOrderEditor = (props: NewOrderEditorProps) => {
  const { sets, begun, onTyped, onPick, onPickSet, onKeyDown, inputRef } = props
  const { t } = useTranslation()
  const [text, setText] = useState(begun)
  const asked = text.trim()
  const scope = useCatalogScope()
  const { favourites } = useFavouriteOrders()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery(
    'catalog:search-orders',
    { text: asked, limit: 30, ...scope },
    { enabled: asked !== '', keepPrevious: true },
  )
  const items: readonly Offer[] = [
    ...fittingSets(sets, asked).map((set) => ({ set })),
    ...(asked === '' ? favourites : data).map((item) => ({ item })),
  ]
  return (
    <SuggestBox
      label={t('order.column.code')}
      text={text}
      onText={(next) => {
        setText(next)
        onTyped(next)
      }}
      items={items}
      fresh={asked === '' || !isFetching}
      showsWhenEmpty
      keyOf={(offer) => ('set' in offer ? offer.set.orderSetId : `${offer.item.kind} ${offer.item.code}`)}
      emptyWords={error === null ? t('order.none') : t(`error.${error.code}.title`)}
      onPick={(offer) => {
        if ('item' in offer) {
          onPick(offer.item)
          return
        }
        setText('')
        onPickSet(offer.set)
      }}
      inputRef={inputRef}
      inputProps={{
        placeholder: t('order.searchPlaceholder'),
        onKeyDown,
        // What was left half typed gives way to the next key.
        onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
        maxLength: 60,
        className: 'cell-editor',
      }}
      testId="order-search"
      renderItem={(offer) =>
        'item' in offer ? (
          <OrderSuggestion item={offer.item} />
        ) : (
          <span className="flex w-full items-baseline gap-3">
            <span className="w-5 shrink-0 text-sm text-muted">{t('order.set.mark')}</span>
            <span className="w-26 shrink-0 truncate">{offer.set.keyword}</span>
            <span className="min-w-0 flex-1">
              {offer.set.name}{' '}
              <span className="text-sm text-muted">
                {offer.set.orders
                  .slice(0, 3)
                  .map(({ name }) => name)
                  .join(t('app.and'))}
              </span>
            </span>
            <span className="text-sm whitespace-nowrap text-muted">
              {t('order.set.count', { count: offer.set.orders.length })}
            </span>
          </span>
        )
      }
    />
  )
}
