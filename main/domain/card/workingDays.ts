import type { WorkingYear } from '../tables/ruleTables.ts'

export interface WorkingTerm {
  /** Last day of the term, `YYYY-MM-DD`. */
  readonly dueOn: string
  /** Years the term touches that the table doesn't know: their public holidays were not left out, and the screen has to say so. */
  readonly unknownYears: readonly number[]
}

const dayMs = 86_400_000

const shift = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)

const yearOf = (day: string): number => Number(day.slice(0, 4))

const isWorkingDay = (day: string, years: readonly WorkingYear[]): boolean => {
  const year = years.find((entry) => entry.year === yearOf(day))
  if (year?.workdays.some((workday) => workday === day) === true) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  return year?.holidays.some((holiday) => holiday.on === day) !== true
}

/**
 * The last day of a term of so many working days (不含例假日). The first day isn't counted (行政程序法 §48), so one working day
 * after a Friday is the Monday.
 *
 * @param from the day of the visit, `YYYY-MM-DD`
 */
export const workingTerm = (from: string, days: number, years: readonly WorkingYear[]): WorkingTerm => {
  let day = from
  for (let left = days; left > 0; ) {
    day = shift(day, 1)
    if (isWorkingDay(day, years)) left -= 1
  }
  return { dueOn: day, unknownYears: unknownYearsOf(from, day, years) }
}

/** The years between two days that the table doesn't know. */
export const unknownYearsOf = (from: string, to: string, years: readonly WorkingYear[]): readonly number[] => {
  const unknown: number[] = []
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    if (!years.some((entry) => entry.year === year)) unknown.push(year)
  }
  return unknown
}

/** Working days from today to the last day of a term, both its ends as `workingTerm` counts them; negative once it is over. */
export const workingDaysLeft = (today: string, dueOn: string, years: readonly WorkingYear[]): number => {
  const [early, late, sign] = today <= dueOn ? [today, dueOn, 1] : [dueOn, today, -1]
  let count = 0
  for (let day = shift(early, 1); day <= late; day = shift(day, 1)) if (isWorkingDay(day, years)) count += 1
  return count === 0 && sign < 0 ? -1 : sign * count
}
