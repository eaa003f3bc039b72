import type { TFunction } from 'i18next'
import { agePartsOn } from '../../../preload/contract/patient/ageParts.ts'
import { dayOf } from './date.ts'

/** Today's age of somebody born on a day `YYYY-MM-DD`, in words: of an infant in months and days. */
export const ageWords = (birthDate: string, t: TFunction): string => {
  const age = agePartsOn(birthDate, dayOf(Date.now()))
  switch (age.said) {
    case 'months-days':
      return t('patient.ageMonthsDays', { months: age.months, days: age.days })
    case 'years-months':
      return t('patient.ageYearsMonths', { years: age.years, months: age.months })
    case 'years':
      return t('patient.age', { age: age.years })
  }
}
