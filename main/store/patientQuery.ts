import { readDate } from '../../preload/contract/birthDate.ts'
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

/** Reads what was typed: a name, a chart number, a birthday (`yyyMMdd`, `yyMMdd`, `YYYY-MM-DD`), or the start of a national id. */
export const readPatientQuery = (text: string): PatientQuery => {
  const typed = text.normalize('NFKC').trim()
  const upper = typed.toUpperCase()
  const digitsOnly = /^\d+$/.test(typed)
  return {
    namePart: digitsOnly || typed === '' ? null : foldText(typed),
    chartNumbers: digitsOnly ? [...new Set([typed, typed.padStart(chartNumberDigits, '0')])] : [typed],
    birthDate: readDate(typed),
    nationalIdPrefix: /^[A-Z][0-9A-Z]\d{0,8}$/.test(upper) ? upper : null,
  }
}
