import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { CatalogOrder } from '../../preload/contract/codes/catalog.ts'
import type { Diagnosis } from '../../preload/contract/orders/order.ts'
import type { IsoDate, PractitionerId } from '../../preload/contract/words.ts'

/** By what the catalogue is asked for a record. */
export interface ScopeOfRecord {
  /** Whose favourites come first. */
  readonly practitionerId: PractitionerId
  /** The day of a visit that is not today's: what is put into it must have been in force then. */
  readonly day?: IsoDate
}

/** The open record that a drug or a diagnosis found elsewhere can be put into. */
export interface CatalogTaker {
  readonly scope: ScopeOfRecord
  /** Null while nothing can be ordered. */
  readonly takeOrder: ((item: CatalogOrder) => void) | null
  /** Null while there is no room for another diagnosis. */
  readonly takeDiagnosis: ((diagnosis: Diagnosis) => void) | null
}

/** The record open on the present screen; null where there is none. */
export const useCatalogTaker = create<{ readonly taker: CatalogTaker | null }>(() => ({ taker: null }))

/** Offers the calling screen's record to the palette as long as the screen stands; the newest way of taking is always used. */
export const useTakesFromCatalog = (taker: CatalogTaker): void => {
  const { scope } = taker
  const newest = useRef(taker)
  useEffect(() => {
    newest.current = taker
  })
  const takesOrders = taker.takeOrder !== null
  const takesDiagnoses = taker.takeDiagnosis !== null
  useEffect(() => {
    useCatalogTaker.setState({
      taker: {
        scope,
        takeOrder: takesOrders ? (item) => newest.current.takeOrder?.(item) : null,
        takeDiagnosis: takesDiagnoses ? (diagnosis) => newest.current.takeDiagnosis?.(diagnosis) : null,
      },
    })
    return () => useCatalogTaker.setState({ taker: null })
  }, [scope, takesOrders, takesDiagnoses])
}
