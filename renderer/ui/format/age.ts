import type { TFunction } from 'i18next'
import { ageText } from '../../../preload/contract/patient/ageText.ts'
import { dayOf } from './date.ts'

/** Today's age of somebody born on a day `YYYY-MM-DD`, in words: of an infant in months and days. */
export const ageWords = (birthDate: string, t: TFunction): string => {
  const { key, values } = ageText(birthDate, dayOf(Date.now()))
  return t(key, { ...values })
}
