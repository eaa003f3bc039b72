import i18next, { type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'

let inForce: { readonly language: string; readonly t: TFunction } | null = null

const current = (): TFunction => {
  const { language } = i18next
  if (inForce === null || inForce.language !== language) inForce = { language, t: i18next.getFixedT(language) }
  return inForce.t
}

const subscribe = (onChange: () => void): (() => void) => {
  i18next.on('languageChanged', onChange)
  return () => i18next.off('languageChanged', onChange)
}

/**
 * The words of the screen for parts that stand in a list many times over. `useTranslation` makes a copy of the whole dictionary's object
 * for each part that uses it, which for the rows of one list takes longer than drawing them.
 */
export const useWords = (): TFunction => useSyncExternalStore(subscribe, current, current)
