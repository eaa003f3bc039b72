import type { FieldError, UploadState, UploadTarget } from '../../../preload/contract/upload/upload.ts'

/** One row of the outbox: one visit on its way to one target. Nothing is ever deleted. */
export interface OutboxRow {
  /** UUIDv7. */
  readonly id: string
  readonly target: UploadTarget
  /** The visit; rows of one visit go out in the order of `sequence`, rows of different visits side by side. */
  readonly aggregateId: string
  readonly sequence: number
  readonly kind: 'visit' | 'amendment' | 'cancellation'
  /** Version of the payload's shape. */
  readonly schemaVersion: number
  /** JSON text of the target's payload, packed (`main/store/packedText.ts`). */
  readonly payload: Uint8Array
  /** SHA-256 of the packed payload, hex. */
  readonly payloadHash: string
  /** When the law wants it delivered, epoch ms, server time. */
  readonly dueAt: number
  readonly nextTryAt: number
  readonly tries: number
  readonly state: UploadState
  /** Idempotency key for the target, made once with the row. */
  readonly idempotencyKey: string
  readonly lastCode: string | null
  /** Receiver's reference of the try under way (Opcode) or of the acceptance. */
  readonly reference: string | null
  readonly receiptAt: number | null
  /** What its target refused; of an accepted row, what it remarked and took all the same. */
  readonly fieldErrors: readonly FieldError[]
}

/** What one try came to. */
export type SendOutcome =
  /** The receiver has it: the only way to green. */
  | {
      readonly type: 'accepted'
      readonly reference: string
      readonly receivedAt: number
      readonly code: string
      /** What the receiver remarked without refusing it. */
      readonly warnings?: readonly FieldError[]
    }
  /** Taken in, the verdict comes later (V2000 upload: ask with the Opcode). */
  | { readonly type: 'taken-in'; readonly reference: string; readonly askAgainAt: number }
  /** Refused for its content: a person must correct it. */
  | { readonly type: 'rejected'; readonly code: string; readonly fieldErrors: readonly FieldError[] }
  /** Cannot be sent as it is (payload unreadable, breaks the format's rules): set aside with its reason. */
  | { readonly type: 'unsendable'; readonly code: string; readonly fieldErrors: readonly FieldError[] }
  /** Not delivered, or not known to be: try again. An ambiguous outcome is this, never a failure. */
  | { readonly type: 'retry'; readonly code: string; readonly retryAfterMs: number | null }

/** The fields of a row that an outcome changes. */
export interface OutboxTransition {
  readonly state: UploadState
  readonly nextTryAt: number
  readonly tries: number
  readonly lastCode: string | null
  readonly reference: string | null
  readonly receiptAt: number | null
  readonly fieldErrors: readonly FieldError[]
}
