/**
 * What of a visit its doctor signs (電子病歷簽章): the text, in a form that the same record always has, and its digest. What the NHI
 * or the cashier adds (numbers, fees, signatures of the card) is not in it, so that it changes only when the doctor's words do.
 */
export interface RecordText {
  readonly text: string
  /** SHA-256 of `text` (UTF-8), hex. */
  readonly digest: string
}

/** Within so long a record has to be signed after it was written (醫療機構電子病歷製作及管理辦法). */
export const signWithinMs = 24 * 3_600_000

/**
 * When a record has to be signed, epoch ms. An amendment has its own 24 hours, unless what it replaces had never been signed: then
 * that one's deadline stands.
 */
export const signatureDueAt = (writtenAt: number, unsignedBefore: { readonly dueAt: number } | null): number =>
  unsignedBefore === null ? writtenAt + signWithinMs : Math.min(unsignedBefore.dueAt, writtenAt + signWithinMs)
