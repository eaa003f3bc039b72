import { isValidRocDate, rocToIso } from '../../../preload/contract/patient/rocDate.ts'

/** From this year on a day means that there is no end (民國 999 is 2910). */
const endlessYear = 2900

const isoDay = (year: string, month: string, day: string): string | undefined => {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? undefined : iso
}

/**
 * A day as official tables write it: `20260701`, `1150701`, `2026/7/1`, `115.07.01`, `2026-07-01`, with or without a time behind
 * it. Null for none and for the far years that mean without end; undefined when it names no day.
 */
export const tableDay = (text: string): string | null | undefined => {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  const parts = /^(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(typed)
  const digits = /^(\d{2,4})(\d{2})(\d{2})$/.exec(typed)
  const [, year = '', month = '', day = ''] = parts ?? digits ?? []
  if (year === '') return undefined
  // A year of four digits that begins with a zero is one of three, filled up.
  const isRoc = Number(year) < 1000
  if (Number(year) + (isRoc ? 1911 : 0) >= endlessYear) return null
  if (!isRoc) return isoDay(year, month, day)
  const roc = `${String(Number(year)).padStart(3, '0')}${month.padStart(2, '0')}${day.padStart(2, '0')}`
  return isValidRocDate(roc) ? rocToIso(roc) : undefined
}

/** The day before a day, both `YYYY-MM-DD`. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
