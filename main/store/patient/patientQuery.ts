import { readDate, readDateSpan } from '../../../preload/contract/patient/birthDate.ts'
import { backwards, wordLength, wordMarks } from './patientWords.ts'
import { foldText, phoneDigits } from './searchText.ts'

/** How many digits a chart number of ours has. */
export const chartNumberDigits = 7

/** What a typed text may be the beginning of, as it stands in the table of words. */
export interface WordReading {
  readonly match: keyof typeof wordMarks
  readonly prefix: string
}

/** What a typed text may mean at the desk; every reading that fits is searched. */
export interface PatientQuery {
  /** Any part of a folded name; null for a text of digits or zhuyin only. */
  readonly namePart: string | null
  readonly chartNumbers: readonly string[]
  /** `YYYY-MM-DD` */
  readonly birthDate: string | null
  /** A year or a month of birth, both days included. */
  readonly birthSpan: { readonly from: string; readonly to: string } | null
  readonly nationalIdPrefix: string | null
  readonly words: readonly WordReading[]
}

/** Fewer would find a tenth of the clinic. */
const fewest = { initials: 2, identity: 4, phone: 3 } as const

/** Day and month alone, `0105` or `1/5`, as they stand in a birthday; null for what is none. */
const dayOfYear = (typed: string): string | null => {
  const parts = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
  const [, month = '', day = ''] = parts ?? []
  // 29 February is a birthday, too.
  return readDate(`2000-${month}-${day}`)?.slice(5).replace('-', '') ?? null
}

/** Marks of the four tones; the first has none, and the light one is taken apart when signs are made the usual ones. */
const tones = /\u02ca|\u02c7|\u02cb|\u02d9|\u0307/gu
const zhuyinOnly = /^[\u3105-\u3129\s]+$/

/** Zhuyin as initials, with or without tones: ㄌㄕㄢ; and of whole syllables that tones or spaces part (ㄌㄧㄣˊ ㄕˋ ㄢ) the first sign of each. */
const zhuyinReadings = (typed: string): readonly string[] => {
  const untoned = typed.replaceAll(tones, ' ')
  if (!zhuyinOnly.test(untoned)) return []
  const syllables = untoned.split(/\s+/u).filter((signs) => signs !== '')
  return [...new Set([syllables.join(''), syllables.map((signs) => signs.charAt(0)).join('')])].filter(
    (signs) => signs.length >= fewest.initials,
  )
}

const wordReadings = (typed: string, namePart: string | null): readonly WordReading[] => {
  const reading = (match: WordReading['match'], text: string): WordReading => ({
    match,
    prefix: wordMarks[match] + text,
  })
  const isDigits = /^\d+$/.test(typed)
  const isPhone = /^\+?[\d()# -]+$/.test(typed) && typed.replace(/\D/g, '').length >= fewest.phone
  const letters = typed.toLowerCase().replace(/[\s.]/g, '')
  const birthday = dayOfYear(typed)
  return [
    ...(namePart === null ? [] : [reading('name', [...namePart].slice(0, wordLength).join(''))]),
    ...(/^[a-z]+$/.test(letters) && letters.length >= fewest.initials ? [reading('pinyin', letters)] : []),
    ...zhuyinReadings(typed).map((signs) => reading('zhuyin', signs)),
    ...(birthday === null ? [] : [reading('birthday', birthday)]),
    ...(isDigits && typed.length >= fewest.identity ? [reading('identity', backwards(typed))] : []),
    ...(isPhone ? phoneDigits(typed).map((digits) => reading('phone', backwards(digits))) : []),
  ]
}

/**
 * Reads what was typed: part of a name, zhuyin or pinyin initials, a chart number, a birthday (民國 or Gregorian, or day and month
 * alone), the start of a number or its last digits, the last digits of a telephone.
 */
export const readPatientQuery = (text: string): PatientQuery => {
  const typed = text.normalize('NFKC').trim()
  const upper = typed.toUpperCase()
  const digitsOnly = /^\d+$/.test(typed)
  const isZhuyin = zhuyinOnly.test(typed.replaceAll(tones, ' '))
  const namePart = digitsOnly || isZhuyin || typed === '' ? null : foldText(typed)
  return {
    namePart,
    chartNumbers: digitsOnly ? [...new Set([typed, typed.padStart(chartNumberDigits, '0')])] : [typed],
    birthDate: readDate(typed),
    birthSpan: readDateSpan(typed),
    nationalIdPrefix: /^[A-Z][0-9A-Z]\d{0,8}$/.test(upper) ? upper : null,
    words: wordReadings(typed, namePart),
  }
}
