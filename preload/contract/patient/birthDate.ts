import { isValidRocDate, rocToIso } from './rocDate.ts'

/** Nobody has ever been older (years). */
export const oldestAge = 130

/** A newborn is treated on a parent's card for so many days after birth (facts/nhi-card.md §3.3). */
export const newbornDays = 60

/**
 * 民國 1/1/1. The NHI's fields of birth (M04 of the record, the card's own) are seven 民國 digits, and no published text says how an
 * earlier day would be written in them: a visit of such a person could be held, and never be closed.
 */
export const firstRecordedDay = '1912-01-01'

export type BirthDateProblem = 'future' | 'too-old' | 'before-roc' | 'not-newborn'

const dayMs = 86_400_000

/** Days from birth to `day`; both `YYYY-MM-DD`. */
export const ageInDays = (birthDate: string, day: string): number =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${birthDate}T00:00:00Z`)) / dayMs)

/** Why a birthday can't be right on `today` (`YYYY-MM-DD`), or null. `isNewborn`: written down without a number of his own. */
export const birthDateProblem = (birthDate: string, today: string, isNewborn: boolean): BirthDateProblem | null => {
  if (birthDate > today) return 'future'
  if (Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) > oldestAge) return 'too-old'
  if (birthDate < firstRecordedDay) return 'before-roc'
  return isNewborn && ageInDays(birthDate, today) > newbornDays ? 'not-newborn' : null
}

const gregorian = (year: string, month: string, day: string): string | null => {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso
}

const roc = (digits: string): string | null => (isValidRocDate(digits) ? rocToIso(digits) : null)

/** 民國 or 西元 before a year; what is typed behind it is read by itself. */
const eraOf = (typed: string): { readonly era: 'roc' | 'gregorian' | null; readonly rest: string } => {
  const [before = ''] = /^(民國|西元)?\s*/.exec(typed) ?? []
  const era = before.startsWith('民國') ? 'roc' : before.startsWith('西元') ? 'gregorian' : null
  return { era, rest: typed.slice(before.length) }
}

/** Of three or fewer digits it is a 民國 year, unless the era says otherwise; null where the two contradict each other. */
const gregorianYear = (digits: string, era: 'roc' | 'gregorian' | null): number | null => {
  const isLong = digits.length === 4
  if (isLong ? era === 'roc' : era === 'gregorian') return null
  return isLong ? Number(digits) : Number(digits) + 1911
}

/**
 * The days of a year or a month that somebody knows no closer, both included: 民國 76 年, 76年3月, 1987年. The sign 年 must be there; bare
 * digits are other things. Null for anything else.
 */
export const readDateSpan = (text: string): { readonly from: string; readonly to: string } | null => {
  const { era, rest } = eraOf(text.normalize('NFKC').trim())
  const [, digits = '', month] = /^(\d{1,4})\s*年(?:\s*(\d{1,2})\s*月?)?$/.exec(rest) ?? []
  const year = digits === '' ? null : gregorianYear(digits, era)
  if (year === null || Number(month ?? '1') < 1 || Number(month ?? '1') > 12) return null
  const ofYear = String(year).padStart(4, '0')
  if (month === undefined) return { from: `${ofYear}-01-01`, to: `${ofYear}-12-31` }
  // No month has more days, and as text none of the next one is before it.
  return { from: `${ofYear}-${month.padStart(2, '0')}-01`, to: `${ofYear}-${month.padStart(2, '0')}-31` }
}

/**
 * A day as a desk types it, to `YYYY-MM-DD`: 民國 `0730105`, `730105`, `73/1/5`, `73 1 5`, 民國 73 年 1 月 5 日, or Gregorian `19840105`,
 * `1984-01-05`. Null for anything else and for days that don't exist.
 */
export const readDate = (text: string): string | null => {
  const { era, rest: typed } = eraOf(text.normalize('NFKC').trim())
  if (era === 'gregorian' && !/^\d{4}/.test(typed)) return null
  if (era === 'roc' && /^\d{4}([^\d]|\d{4}$)/.test(typed)) return null
  const parts = /^(\d{1,4})\s*[-/.年 ]\s*(\d{1,2})\s*[-/.月 ]\s*(\d{1,2})\s*日?$/.exec(typed)
  if (parts !== null) {
    const [, year = '', month = '', day = ''] = parts
    if (year.length === 4) return gregorian(year, month, day)
    return roc(`${year.padStart(3, '0')}${month.padStart(2, '0')}${day.padStart(2, '0')}`)
  }
  if (/^\d{8}$/.test(typed)) return gregorian(typed.slice(0, 4), typed.slice(4, 6), typed.slice(6, 8))
  return /^\d{6,7}$/.test(typed) ? roc(typed.padStart(7, '0')) : null
}
