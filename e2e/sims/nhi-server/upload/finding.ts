import type { Person, Professional } from '../../people/person.ts'
import type { AcceptedRecord, Visit } from '../state.ts'
import type { UploadedRecord } from './uploadedRecord.ts'

/** One error of a record. `order` is the 1-based place of the order it is about. */
export interface Finding {
  readonly tag: string
  readonly code: string
  readonly order?: number
}

/** What the checks of a record may look at besides the record. */
export interface CheckContext {
  /** Hospital and SAM of the signature the file came with. */
  readonly hospitalId: string
  readonly samId: string
  /** The server's clock, milliseconds since the epoch. */
  readonly now: number
  readonly people: readonly Person[]
  readonly staff: readonly Professional[]
  /** The visit behind M15, unless it was taken back. */
  readonly visitByNumber: (treatmentNumber: string) => Visit | undefined
  /** The record accepted before under the same identity. */
  readonly accepted: AcceptedRecord | undefined
}

/** One rule, or a family of rules: what is wrong with the record, nothing when it keeps them. */
export type RecordCheck = (record: UploadedRecord, context: CheckContext) => readonly Finding[]

/** A finding about the insurance segment or header, in a list as checks return it. */
export function when(wrong: boolean, tag: string, code: string): readonly Finding[] {
  return wrong ? [{ tag, code }] : []
}

/** Runs a rule over every order; its findings get the order's place. */
export function eachOrder(
  record: UploadedRecord,
  rule: (order: UploadedRecord['orders'][number]) => readonly Finding[],
): readonly Finding[] {
  return record.orders.flatMap((order, index) => rule(order).map((finding) => ({ ...finding, order: index + 1 })))
}
