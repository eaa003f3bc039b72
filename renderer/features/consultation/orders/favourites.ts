import { createContext, useContext, useMemo } from 'react'
import type { OrderDraft, OrderKind } from '../../../../preload/contract/orders/order.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import { IsoDateSchema, type PractitionerId } from '../../../../preload/contract/words.ts'
import type { ScopeOfRecord } from '../../../app/catalogTaker.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { dayOf } from '../../../ui/format/date.ts'

/** Whose consultation it is, and so whose favourites come first (null where it is nobody's), and of which day where it isn't today's. */
const Scope = createContext<Omit<ScopeOfRecord, 'practitionerId'> & { readonly practitionerId: PractitionerId | null }>(
  {
    practitionerId: null,
  },
)
export const CatalogScope = Scope.Provider
export const useCatalogScope = () => useContext(Scope)
export const usePractitioner = (): PractitionerId | null => useCatalogScope().practitionerId

/** By what the catalogue is asked for a visit: of an earlier day (left open, or amended), codes in force then. */
export const useScopeOf = ({
  practitionerId,
  registeredAt,
}: Pick<VisitDetail, 'practitionerId' | 'registeredAt'>): ScopeOfRecord => {
  const today = useDeskQuery('app:startup', {}).data?.today
  const visitedOn = dayOf(registeredAt)
  const day = today === undefined || visitedOn === today ? null : visitedOn
  return useMemo(
    () => (day === null ? { practitionerId } : { practitionerId, day: IsoDateSchema.parse(day) }),
    [practitionerId, day],
  )
}

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
  const scope = useCatalogScope()
  const { data = [] } = useDeskQuery('catalog:search-diagnoses', { text: '', limit: mostOffered, ...scope })
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
  const scope = useCatalogScope()
  const { data = [] } = useDeskQuery('catalog:search-orders', { text: '', limit: mostOffered, ...scope })
  const mark = useMark()
  const isFavourite = (code: string): boolean => data.some((favourite) => favourite.code === code)
  const toggle = ({ kind, code }: Pick<OrderDraft, 'kind' | 'code'>): void => mark(kind, code, !isFavourite(code))
  return { favourites: data, isFavourite, toggle: scope.practitionerId === null ? null : toggle }
}
