import { isValidRocDate, rocToIso } from '../../preload/contract/rocDate.ts'
import { foldText } from './searchText.ts'

/** How many digits a chart number of ours has. */
export const chartNumberDigits = 7

/** What a typed text may mean at the desk; every reading that fits is searched. */
export interface PatientQuery {
  /** Any part of a folded name; null for a text of digits only. */
  readonly namePart: string | null
  readonly chartNumbers: readonly string[]
  /** `YYYY-MM-DD` */
  readonly birthDate: string | null
  readonly nationalIdPrefix: string | null
}

const isoDay = (year: string, month: string, day: string): string | null => {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso
}

const rocDay = (digits: string): string | null => (isValidRocDate(digits) ? rocToIso(digits) : null)

const birthDateOf = (text: string): string | null => {
  const parts = /^(\d{2,4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (parts !== null) {
    const [, year = '', month = '', day = ''] = parts
    if (year.length === 4) return isoDay(year, month, day)
    return rocDay(`${year.padStart(3, '0')}${month.padStart(2, '0')}${day.padStart(2, '0')}`)
  }
  return /^\d{6,7}$/.test(text) ? rocDay(text.padStart(7, '0')) : null
}

/** Reads what was typed: a name, a chart number, a birthday (`yyyMMdd`, `yyMMdd`, `YYYY-MM-DD`), or the start of a national id. */
export const readPatientQuery = (text: string): PatientQuery => {
  const typed = text.normalize('NFKC').trim()
  const upper = typed.toUpperCase()
  const digitsOnly = /^\d+$/.test(typed)
  return {
    namePart: digitsOnly || typed === '' ? null : foldText(typed),
    chartNumbers: digitsOnly ? [...new Set([typed, typed.padStart(chartNumberDigits, '0')])] : [typed],
    birthDate: birthDateOf(typed),
    nationalIdPrefix: /^[A-Z][0-9A-Z]\d{0,8}$/.test(upper) ? upper : null,
  }
}
