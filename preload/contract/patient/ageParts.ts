import { ageOn } from './rocDate.ts'

/** An age in the parts in which it is said: infants in months and days, small children in years and months, others in years. */
export type AgeParts =
  | { readonly said: 'months-days'; readonly months: number; readonly days: number }
  | { readonly said: 'years-months'; readonly years: number; readonly months: number }
  | { readonly said: 'years'; readonly years: number }

/** Below so many years months are said, too: doses of small children go by them. The usage of clinics, not a rule. */
const monthsBelowYears = 3
const dayMs = 86_400_000

const partsOf = (iso: string): readonly [number, number, number] => [
  Number(iso.slice(0, 4)),
  Number(iso.slice(5, 7)),
  Number(iso.slice(8, 10)),
]

/** The day on which so many months of age are full, epoch ms UTC: the same day of the month, or the first of the next where it has none. */
const monthsFullOn = (birthDate: string, months: number): number => {
  const [year, month, day] = partsOf(birthDate)
  const next = Date.UTC(year, month + months, 1)
  return Math.min(Date.UTC(year, month - 1 + months, day), next)
}

/**
 * The age on a day, in the parts in which it is said. Both days `YYYY-MM-DD`; years are those of `ageOn`, so that a person born on 29
 * February is a year older on 1 March where there is no 29th.
 */
export const agePartsOn = (birthDate: string, day: string): AgeParts => {
  const years = ageOn(birthDate, day)
  if (years < 0 || years >= monthsBelowYears) return { said: 'years', years }
  const [birthYear, birthMonth, birthDay] = partsOf(birthDate)
  const [year, month, dayOfMonth] = partsOf(day)
  const months = (year - birthYear) * 12 + month - birthMonth - (dayOfMonth < birthDay ? 1 : 0)
  if (years > 0) return { said: 'years-months', years, months: months - years * 12 }
  return { said: 'months-days', months, days: (Date.parse(day) - monthsFullOn(birthDate, months)) / dayMs }
}
