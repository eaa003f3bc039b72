import { useMemo } from 'react'
import type { CatalogOrder } from '../../../../preload/contract/codes/catalog.ts'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { useDeskQueries } from '../../../bridge/query.ts'
import { useCatalogScope } from './favourites.ts'

/** The Chinese name, or the English one: the official list of drugs has no Chinese names. Null while neither is known. */
export const nameOfItem = (item: CatalogOrder | undefined): string | null => item?.nameZh || item?.nameEn || null

/** What the catalogue knows of the codes on the sheet (name, unit), because a draft carries codes only. */
export const useOrderItems = (orders: readonly OrderDraft[]): ReadonlyMap<string, CatalogOrder> => {
  const codes = useMemo(() => [...new Set(orders.map(({ code }) => code))], [orders])
  const { day } = useCatalogScope()
  const onDay = day === undefined ? {} : { day }
  const answers = useDeskQueries(
    'catalog:search-orders',
    codes.map((text) => ({ text, limit: 5, practitionerId: null, ...onDay })),
  )
  return useMemo(
    () =>
      new Map(
        answers.flatMap((found, index) => {
          const item = found?.find(({ code }) => code === codes[index])
          return item === undefined ? [] : [[item.code, item] as const]
        }),
      ),
    [answers, codes],
  )
}
