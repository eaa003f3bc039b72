import { z } from 'zod'
import type { NetworkFailure } from '../../../native/network/answer.ts'
import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import type { SendOutcome } from '../../domain/upload/outboxRow.ts'
import type { EndpointReport } from '../dispatch/target.ts'

/** Answer to a push. Each receipt is parsed by itself, so that one that cannot be read spoils no other. */
export const PushAnswerSchema = z.object({
  batchId: z.string().min(1).max(200),
  receivedAt: z.iso.datetime({ offset: true }),
  receipts: z.array(z.unknown()).max(1_000),
})
export type PushAnswer = z.infer<typeof PushAnswerSchema>

const ReceiptSchema = z.object({
  recordId: z.uuid(),
  status: z.enum(['accepted', 'duplicate', 'rejected']),
  receivedAt: z.iso.datetime({ offset: true }).optional(),
  errors: z
    .array(z.object({ path: z.string().optional(), code: z.string(), message: z.string() }))
    .max(1_000)
    .optional(),
})
type Receipt = z.infer<typeof ReceiptSchema>

/** `lastCode`s of the clinic cloud. */
export const cloudCodes = {
  unreachable: 'CLOUD_UNREACHABLE',
  certificate: 'CLOUD_CERTIFICATE',
  replyLost: 'CLOUD_REPLY_LOST',
  badReply: 'CLOUD_BAD_REPLY',
  serverError: 'CLOUD_SERVER_ERROR',
  slowDown: 'CLOUD_SLOW_DOWN',
  noReceipt: 'CLOUD_NO_RECEIPT',
  keyMismatch: 'CLOUD_IDEMPOTENCY_MISMATCH',
  tooLarge: 'CLOUD_TOO_LARGE',
  rejected: 'CLOUD_REJECTED',
  holdsOther: 'CLOUD_HOLDS_OTHER',
} as const

/** A failed question to the cloud as a code: the targets' own names, and the cloud's code where it gave one. */
export const cloudFailureCode = (failure: NetworkFailure): string => {
  switch (failure.kind) {
    case 'no-connection':
      return cloudCodes.unreachable
    case 'certificate':
      return cloudCodes.certificate
    case 'reply-lost':
      return cloudCodes.replyLost
    case 'bad-reply':
      return cloudCodes.badReply
    case 'http':
      return (failure.code ?? `CLOUD_HTTP_${failure.status}`).slice(0, 40)
  }
}

/** Refusals of this clinic or program as a whole are tried again so seldom; a person sees their code meanwhile. */
const slowRetryMs = 900_000
const slowHoldMs = 60_000
/** 429 without Retry-After. */
const defaultRetryAfterMs = 5_000
const slowestRetryAfterMs = 3_600_000

/** Path and code of a refused field; the message is the cloud's own and may quote the record, so it is not kept. */
const fieldErrorsOf = (receipt: Receipt): FieldError[] =>
  (receipt.errors ?? []).slice(0, 200).map((error) => ({
    field: (error.path ?? '').slice(0, 200),
    orderLine: null,
    code: error.code.slice(0, 40),
  }))

const receiptsById = (answer: PushAnswer): ReadonlyMap<string, Receipt> => {
  const receipts = answer.receipts.flatMap((receipt) => {
    const parsed = ReceiptSchema.safeParse(receipt)
    return parsed.success ? [parsed.data] : []
  })
  return new Map(receipts.map((receipt) => [receipt.recordId, receipt]))
}

/** What the answer to a push says of each record asked for. Only a receipt for that very record makes it accepted. */
export const outcomesOf = (answer: PushAnswer): ((recordId: string) => SendOutcome) => {
  const receipts = receiptsById(answer)
  return (recordId) => {
    const receipt = receipts.get(recordId)
    if (receipt === undefined) return { type: 'retry', code: cloudCodes.noReceipt, retryAfterMs: null }
    if (receipt.status === 'rejected') {
      const fieldErrors = fieldErrorsOf(receipt)
      return { type: 'rejected', code: fieldErrors[0]?.code ?? cloudCodes.rejected, fieldErrors }
    }
    const receivedAt = Date.parse(receipt.receivedAt ?? answer.receivedAt)
    return { type: 'accepted', reference: answer.batchId, receivedAt, code: receipt.status }
  }
}

/** What a failed push means. */
export type PushFailure =
  /** For every record of the push alike. */
  | {
      readonly type: 'all'
      readonly outcome: SendOutcome
      readonly endpoint: EndpointReport
      readonly holdMs: number | null
    }
  /** It lies with what was sent: one record alone is set aside, of several nobody knows yet which. */
  | { readonly type: 'content'; readonly code: string }
  /** 409: the key was used with another body. */
  | { readonly type: 'key-used' }

const retry = (
  code: string,
  endpoint: EndpointReport,
  retryAfterMs: number | null = null,
  holdMs: number | null = retryAfterMs,
): PushFailure => ({ type: 'all', outcome: { type: 'retry', code, retryAfterMs }, endpoint, holdMs })

const httpFailure = (failure: Extract<NetworkFailure, { kind: 'http' }>): PushFailure => {
  const { status } = failure
  const after = failure.retryAfterMs === null ? null : Math.min(failure.retryAfterMs, slowestRetryAfterMs)
  if (status === 409) return { type: 'key-used' }
  if (status === 413) return { type: 'content', code: cloudCodes.tooLarge }
  if (status === 400 || status === 422) {
    return { type: 'content', code: (failure.code ?? `CLOUD_HTTP_${status}`).slice(0, 40) }
  }
  if (status === 429) return retry(cloudCodes.slowDown, 'answered', after ?? defaultRetryAfterMs)
  if (status === 408 || status >= 500) return retry(cloudCodes.serverError, 'failing', after)
  return retry(`CLOUD_HTTP_${status}`, 'failing', slowRetryMs, slowHoldMs)
}

/** Sorts a failed push by what it means for its records and for the end point. */
export const pushFailure = (failure: NetworkFailure): PushFailure => {
  if (failure.kind === 'no-connection') return retry(cloudCodes.unreachable, 'unreachable')
  if (failure.kind === 'certificate') return retry(cloudCodes.certificate, 'failing')
  if (failure.kind === 'reply-lost') return retry(cloudCodes.replyLost, 'failing')
  if (failure.kind === 'bad-reply') return retry(cloudCodes.badReply, 'failing')
  return httpFailure(failure)
}
