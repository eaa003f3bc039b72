import type { OrderTag, VisitTag } from './nhiTags.ts'

/**
 * 格式代碼 (H01): A the card was used, B exception (card could not be used), C cancels a continuous chronic prescription that has
 * not been dispensed, D deletes the whole record. Source: facts/nhi-card.md §4.3.
 */
export type NhiRecordKind = 'A' | 'B' | 'C' | 'D'

/** 保險資料段 MB1: values by tag, exactly as they are sent. A tag without a value is absent, never empty. */
export type NhiVisitFields = { readonly [Tag in VisitTag]?: string }

/** 醫令資料段 MB2: one order; values by tag, exactly as they are sent. */
export type NhiOrderFields = { readonly [Tag in OrderTag]?: string }

interface NhiRecordOf<Kind extends NhiRecordKind> {
  /** 資料型態: 1 a visit (2 vaccination and 5 test results are not made here). */
  readonly H00: '1'
  readonly H01: Kind
  readonly visit: NhiVisitFields
  /** In the order of the order table; the index in a result file (`D05[1]`) counts these from 1. */
  readonly orders: readonly NhiOrderFields[]
}

/** One record (REC) of the upload format 2.0, before it is written as XML. */
export type NhiRecord = NhiRecordOf<'A'> | NhiRecordOf<'B'> | NhiRecordOf<'C'> | NhiRecordOf<'D'>

/** A record of a visit whose card could not be used (H01 = B). */
export type NhiExceptionRecord = NhiRecordOf<'B'>

/**
 * The record that takes another one away again (H01 = D): word for word the same but for its kind, so that whatever the NHI wants to
 * see of a record is there as it was when it took that one. Which fields a deletion has to have is not published.
 */
export const deletionOf = (record: NhiRecord): NhiRecord => ({ ...record, H01: 'D' })

/**
 * The record that cancels the 慢性病連續處方箋 of another one, whose visit stays (H01 = C): word for word the same but for its kind, for the
 * same reason.
 */
export const refillCancellationOf = (record: NhiRecord): NhiRecord => ({ ...record, H01: 'C' })

/** What the NHI knows a record by: institution, visit date and time, treatment number (M05 + M11 + M15). Re-sending replaces. */
export const nhiRecordIdentity = (record: NhiRecord): string =>
  `${record.visit.M05 ?? ''}|${record.visit.M11 ?? ''}|${record.visit.M15 ?? ''}`
