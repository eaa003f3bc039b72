import { createContext, useContext } from 'react'
import type { PractitionerId } from '../../../preload/contract/words.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'

/** Whose consultation it is, and so whose favourites come first; null where it is nobody's. */
const Practitioner = createContext<PractitionerId | null>(null)
export const PractitionerProvider = Practitioner.Provider
export const usePractitioner = (): PractitionerId | null => useContext(Practitioner)

const mostOffered = 50

/** The practitioner's favourite diagnoses, newest first, and the way to mark one. */
export const useFavouriteDiagnoses = () => {
  const practitionerId = usePractitioner()
  const { data = [] } = useDeskQuery('catalog:search-diagnoses', { text: '', limit: mostOffered, practitionerId })
  const mark = useDeskMutation('catalog:mark-favourite')
  const isFavourite = (code: string): boolean => data.some((favourite) => favourite.code === code)
  return {
    favourites: data,
    isFavourite,
    toggle: (code: string): void => {
      if (practitionerId === null) return
      mark.mutate({ practitionerId, kind: 'diagnosis', code, marked: !isFavourite(code) })
    },
    error: mark.error,
  }
}
