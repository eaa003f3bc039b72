import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { orderLineOf } from './nhiFieldError.ts'
import type { NhiRecord } from './nhiRecord.ts'
import type { UploadResult, UploadResultSection } from './uploadResult.ts'

/** The NHI already has this very record: nothing is wrong (contracts/nhi-interfaces.md §4). */
const duplicateCode = 'C001'
/** There is nothing to delete (any more), which is what a deletion wants; its first answer may have been lost. */
const nothingThereCode = 'D001'
/**
 * Remarks that need not keep a record from being valid (facts/nhi-card.md §4.3); some of them only for a time, so the header's
 * count has the last word.
 */
const warningCodes: ReadonlySet<string> = new Set(['AD34', 'AD47', 'D024', 'D049', 'D050', 'D051'])

/** What became of one record. `orderLine` of its errors is the line of the order table. */
export type RecordVerdict =
  | { readonly type: 'accepted'; readonly warnings: readonly FieldError[] }
  /** It is as the record wants it already: the NHI had it, or, of a deletion, has it no more. `code` is its word for that. */
  | { readonly type: 'duplicate'; readonly code: string; readonly warnings: readonly FieldError[] }
  | { readonly type: 'rejected'; readonly fieldErrors: readonly FieldError[] }

export type UploadVerdicts =
  /** One verdict a record, in the order they were sent. */
  | { readonly type: 'clear'; readonly verdicts: readonly RecordVerdict[] }
  /**
   * The result does not fit what was sent, so it proves nothing for any record: they stay pending.
   * `counts`: the header's sums don't add up or differ from what was sent; `sections`: a section names a record that was not sent,
   * names one twice or an order it does not have; `invalid-count`: other records are refused than the header counts; `file`: the
   * file is refused as a whole, because of any of its records: hand each in by itself to find it.
   */
  | { readonly type: 'unclear'; readonly reason: 'counts' | 'sections' | 'invalid-count' | 'file' }

const faultsOf = (section: UploadResultSection): readonly FieldError[] =>
  section.errors.filter((error) => !warningCodes.has(error.code))
const remarksOf = (section: UploadResultSection): readonly FieldError[] =>
  section.errors.filter((error) => warningCodes.has(error.code))
const isWarned = (section: UploadResultSection): boolean => faultsOf(section).length === 0
const doneCodeOf = (record: NhiRecord | undefined): string => (record?.H01 === 'D' ? nothingThereCode : duplicateCode)
const isDuplicate = (section: UploadResultSection, record: NhiRecord | undefined): boolean =>
  !isWarned(section) && faultsOf(section).every((error) => error.code === doneCodeOf(record))

const isSameError = (one: FieldError, other: FieldError): boolean =>
  one.field === other.field && one.orderLine === other.orderLine && one.code === other.code

/**
 * Errors, each told once, with the line of the order table in place of the order's place in the record; null when there is no such
 * order.
 */
const withOrderLines = (section: UploadResultSection, record: NhiRecord): UploadResultSection | null => {
  const errors: FieldError[] = []
  for (const error of section.errors) {
    const order = error.orderLine === null ? null : record.orders[error.orderLine - 1]
    if (order === undefined) return null
    const placed = order === null ? error : { ...error, orderLine: orderLineOf(order, (error.orderLine ?? 1) - 1) }
    if (!errors.some((one) => isSameError(one, placed))) errors.push(placed)
  }
  return { ...section, errors }
}

/** Which section speaks of which record, by M03 and M15; null when one cannot be placed. */
const placeSections = (
  sentRecords: readonly NhiRecord[],
  sections: readonly UploadResultSection[],
): Map<number, UploadResultSection> | null => {
  const placed = new Map<number, UploadResultSection>()
  const numbers = new Set<number>()
  for (const section of sections) {
    const index = sentRecords.findIndex(({ visit }) => visit.M03 === section.M03 && visit.M15 === section.M15)
    const record = sentRecords[index]
    const known = record === undefined ? null : withOrderLines(section, record)
    if (known === null || placed.has(index)) return null
    if (section.number > sentRecords.length || numbers.has(section.number)) return null
    placed.set(index, known)
    numbers.add(section.number)
  }
  return placed
}

/** The file was refused as a whole: with one record in it, that is the one; with more it is not known which. */
const fileVerdicts = (sentRecords: readonly NhiRecord[], result: UploadResult): UploadVerdicts => {
  const fieldErrors = result.sections.flatMap((section) => section.errors)
  const isAlone = sentRecords.length === 1 && result.header.validRecords === 0
  return isAlone
    ? { type: 'clear', verdicts: [{ type: 'rejected', fieldErrors }] }
    : { type: 'unclear', reason: 'file' }
}

/**
 * What an upload's result means for each record that was in the file.
 *
 * A record is accepted only when everything fits: as many received as sent, valid and invalid together as many as received, every
 * section about a record of the file, and as many refused as the header counts. Records are matched by M03 and M15, not by their
 * number, so that it also works when the file was put together in another order before a restart.
 */
export const uploadVerdicts = (sentRecords: readonly NhiRecord[], result: UploadResult): UploadVerdicts => {
  if (result.sections.some((section) => section.number === 0)) return fileVerdicts(sentRecords, result)
  const { receivedRecords, validRecords, invalidRecords } = result.header
  if (receivedRecords !== sentRecords.length || validRecords + invalidRecords !== receivedRecords) {
    return { type: 'unclear', reason: 'counts' }
  }
  const placed = placeSections(sentRecords, result.sections)
  if (placed === null) return { type: 'unclear', reason: 'sections' }
  const sections = [...placed.values()]
  const warned = sections.filter(isWarned).length
  const duplicates = [...placed].filter(([index, section]) => isDuplicate(section, sentRecords[index])).length
  const refused = sections.length - warned - duplicates
  const areWarnedRefused = warned > 0 && invalidRecords === sections.length
  // Duplicates may or may not be counted as invalid; whatever else the header counts, a section has to tell.
  const isAccountedFor =
    areWarnedRefused || invalidRecords === refused || (warned === 0 && invalidRecords === refused + duplicates)
  if (!isAccountedFor) return { type: 'unclear', reason: 'invalid-count' }
  const verdicts = sentRecords.map((record, index): RecordVerdict => {
    const section = placed.get(index)
    if (section === undefined) return { type: 'accepted', warnings: [] }
    if (isDuplicate(section, record)) {
      return { type: 'duplicate', code: doneCodeOf(record), warnings: remarksOf(section) }
    }
    return isWarned(section) && !areWarnedRefused
      ? { type: 'accepted', warnings: section.errors }
      : { type: 'rejected', fieldErrors: section.errors }
  })
  return { type: 'clear', verdicts }
}
