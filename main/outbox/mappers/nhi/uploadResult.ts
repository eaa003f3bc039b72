import type { FieldError } from '../../../../preload/contract/upload/upload.ts'

/** Larger than the longest result of 30 records with 500 faulty orders each. */
const maxCharacters = 2_000_000
const maxSections = 100
const maxErrorsPerRecord = 5_000

/** The first section of a result text: what the NHI says it received. */
interface UploadResultHeader {
  /** All twelve bracketed values, as they stand. */
  readonly values: readonly string[]
  /** 上傳時間 */
  readonly uploadedAt: string
  readonly sizeBytes: number
  readonly receivedRecords: number
  readonly validRecords: number
  readonly validOrders: number
  readonly invalidRecords: number
}

/** One record the result names, with everything it says about it. */
export interface UploadResultSection {
  /** 第[n]筆, from 1; 0 when the NHI refuses the file as a whole, and then M03 and M15 are empty. */
  readonly number: number
  readonly M03: string
  readonly M15: string
  /** `orderLine` is the place of the order in the record, from 1. */
  readonly errors: readonly FieldError[]
}

export interface UploadResult {
  readonly header: UploadResultHeader
  readonly sections: readonly UploadResultSection[]
}

/** Why a text is no result: `too-large`, or the first thing that is not as the format wants it. Carries no text of the reply. */
interface UploadResultFailure {
  readonly reason: 'too-large' | 'header' | 'section'
  /** Index of the section from 0 (the header); null when it is about the whole. */
  readonly section: number | null
}

export type ParsedUploadResult =
  | { readonly ok: true; readonly value: UploadResult }
  | { readonly ok: false; readonly error: UploadResultFailure }

const count = (text: string | undefined): number | null => {
  const trimmed = text?.trim() ?? ''
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null
}

const parseHeader = (text: string): UploadResultHeader | null => {
  const values = [...text.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '')
  if (values.length !== 12) return null
  const sizeBytes = count(values[4])
  const receivedRecords = count(values[5])
  const validRecords = count(values[9])
  const validOrders = count(values[10])
  const invalidRecords = count(values[11])
  const uploadedAt = values[3]?.trim() ?? ''
  if (sizeBytes === null || receivedRecords === null || validRecords === null) return null
  if (validOrders === null || invalidRecords === null || uploadedAt === '') return null
  return { values, uploadedAt, sizeBytes, receivedRecords, validRecords, validOrders, invalidRecords }
}

/** The one match of a pattern with one group; null when there is none or more than one. */
const only = (text: string, pattern: RegExp): string | null => {
  const [first, ...others] = [...text.matchAll(pattern)]
  return first === undefined || others.length > 0 ? null : (first[1] ?? null)
}

const item = /([A-Z]{1,4}\d{0,2})(?:\[(\d{1,3})\])?:([0-9A-Z]{2,5})(?:;\s*|$)/y

/**
 * `M44:AH01;D05[1]:AF` and nothing else but white space between: separated by semicolons, and the last one may have its own. A text that
 * is cut off within its last code is read with what is left of that: the record is refused all the same, and nothing turns green by it.
 */
const parseErrors = (text: string): FieldError[] | null => {
  const errors: FieldError[] = []
  const list = text.trim()
  item.lastIndex = 0
  while (item.lastIndex < list.length) {
    const match = item.exec(list)
    if (match === null || errors.length === maxErrorsPerRecord) return null
    const [, field = '', place, code = ''] = match
    if (place !== undefined && Number(place) === 0) return null
    errors.push({ field, orderLine: place === undefined ? null : Number(place), code })
  }
  return errors.length === 0 ? null : errors
}

const parseSection = (text: string): UploadResultSection | null => {
  const number = count(only(text, /第\s*\[([^[\]]*)\]\s*筆/g) ?? undefined)
  const M03 = only(text, /M03\s*=\s*\[([^[\]]*)\]/g)?.trim()
  const M15 = only(text, /M15\s*=\s*\[([^[\]]*)\]/g)?.trim()
  const [before, reasons, ...more] = text.split('錯誤原因')
  if (number === null || M03 === undefined || M15 === undefined) return null
  if ((number === 0) !== (M03 === '' && M15 === '')) return null
  if (before === undefined || reasons === undefined || more.length > 0) return null
  const errors = parseErrors(reasons.replace(/^\s*[:：=＝]?/, ''))
  return errors === null ? null : { number, M03, M15, errors }
}

/**
 * Reads the result text of an upload (tx_result_json, contracts/nhi-interfaces.md §4): sections separated by lines of 75 `=`, first
 * the header, then one for each record the NHI has something against.
 *
 * The text comes from outside: it is bounded, and whatever deviates is a failure. Nothing is ever taken for accepted because
 * something else could not be read.
 */
export const parseUploadResult = (text: string): ParsedUploadResult => {
  const failure = (reason: UploadResultFailure['reason'], section: number | null): ParsedUploadResult => ({
    ok: false,
    error: { reason, section },
  })
  if (text.length > maxCharacters) return failure('too-large', null)
  const [headerText = '', ...rest] = text.replace(/^\ufeff/, '').split(/^[ \t]*={75}[ \t]*\r?$/m)
  // A separator may also end the text; only the last part may be empty.
  const sectionTexts = rest.at(-1)?.trim() === '' ? rest.slice(0, -1) : rest
  if (sectionTexts.length > maxSections) return failure('too-large', null)
  const header = parseHeader(headerText)
  if (header === null) return failure('header', 0)
  const sections: UploadResultSection[] = []
  for (const [index, sectionText] of sectionTexts.entries()) {
    const section = parseSection(sectionText)
    if (section === null) return failure('section', index + 1)
    sections.push(section)
  }
  return { ok: true, value: { header, sections } }
}
