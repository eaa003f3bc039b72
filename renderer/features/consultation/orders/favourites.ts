import { createContext, useContext } from 'react'
import type { OrderDraft, OrderKind } from '../../../../preload/contract/orders/order.ts'
import type { PractitionerId } from '../../../../preload/contract/words.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'

/** Whose consultation it is, and so whose favourites come first; null where it is nobody's. */
const Practitioner = createContext<PractitionerId | null>(null)
export const PractitionerProvider = Practitioner.Provider
export const usePractitioner = (): PractitionerId | null => useContext(Practitioner)

const mostOffered = 50

/** Marks a code as the practitioner's favourite, or takes the mark away; does nothing where it is nobody's consultation. */
const useMark = () => {
  const practitionerId = usePractitioner()
  const mark = useDeskMutation('catalog:mark-favourite')
  return (kind: 'diagnosis' | OrderKind, code: string, marked: boolean): void => {
    if (practitionerId !== null) mark.mutate({ practitionerId, kind, code, marked })
  }
}

/** The practitioner's favourite diagnoses, newest first, and the way to mark one. */
export const useFavouriteDiagnoses = () => {
  const practitionerId = usePractitioner()
  const { data = [] } = useDeskQuery('catalog:search-diagnoses', { text: '', limit: mostOffered, practitionerId })
  const mark = useMark()
  const isFavourite = (code: string): boolean => data.some((favourite) => favourite.code === code)
  return {
    favourites: data,
    isFavourite,
    toggle: (code: string): void => mark('diagnosis', code, !isFavourite(code)),
  }
}

/** The practitioner's favourite orders, newest first, and the way to mark one; null where it is nobody's consultation. */
export const useFavouriteOrders = () => {
  const practitionerId = usePractitioner()
  const { data = [] } = useDeskQuery('catalog:search-orders', { text: '', limit: mostOffered, practitionerId })
  const mark = useMark()
  const isFavourite = (code: string): boolean => data.some((favourite) => favourite.code === code)
  const toggle = ({ kind, code }: Pick<OrderDraft, 'kind' | 'code'>): void => mark(kind, code, !isFavourite(code))
  return { favourites: data, isFavourite, toggle: practitionerId === null ? null : toggle }
}
