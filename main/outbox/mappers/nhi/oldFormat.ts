/**
 * 健保卡資料上傳格式 1.0, which this program only reads: what was handed in before format 2.0. Source: facts/nhi-card.md §4.2 (the manual
 * of 104.11.16).
 */

/** 資料型態 (A00). */
export type OldDataType = 'visit' | 'vaccination'

/** 資料格式 (A01): the card was written wholly or not, and whether the record corrects an earlier one. */
export type OldRecordKind = 'normal' | 'exception' | 'normal-correction' | 'exception-correction'

export const oldDataTypes: Readonly<Record<string, OldDataType>> = { 1: 'visit', 2: 'vaccination' }
export const oldRecordKinds: Readonly<Record<string, OldRecordKind>> = {
  1: 'normal',
  2: 'exception',
  3: 'normal-correction',
  4: 'exception-correction',
}

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `A${from + index}`)

/** Tags of the insurance segment MB1. */
export const oldVisitTags: ReadonlySet<string> = new Set([
  ...numbered(11, 35),
  ...numbered(41, 44),
  ...numbered(51, 54),
  ...numbered(61, 64),
])
/** Tags of an order segment MB2, and of its allergy block. */
export const oldOrderTags: ReadonlySet<string> = new Set(numbered(71, 81))

/** Values by tag, as they stand in the file. */
export type OldFields = Readonly<Record<string, string>>

/** One record (REC) of a file of format 1.0. */
export interface OldRecord {
  readonly dataType: OldDataType
  readonly kind: OldRecordKind
  /** 保險資料段 MB1. */
  readonly visit: OldFields
  /** 醫令資料段 MB2, in the order of the file. */
  readonly orders: readonly OldFields[]
}
