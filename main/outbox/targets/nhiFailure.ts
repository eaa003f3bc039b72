import type { AppError } from '../../../preload/contract/result.ts'
import type { SendOutcome } from '../../domain/outboxRow.ts'
import type { EndpointReport } from '../target.ts'

/** What a failed call of the NHI port means for the rows it was made for, and what may help at once. */
export interface NhiFailure {
  readonly outcome: Extract<SendOutcome, { type: 'retry' }>
  readonly endpoint: EndpointReport
  readonly holdMs: number | null
  /**
   * - `new-signature`: the SAM signature was not taken (any more); the same call with a new one.
   * - `open-control`: the control software has to be initialised, or its SAM verified, first.
   * - `divide`: a refusal of no known meaning: it may lie with one of the records.
   */
  readonly remedy: 'new-signature' | 'open-control' | 'divide' | null
}

/** A refusal of this clinic's SAM or program as a whole: asked again so seldom, while its code is to be seen. */
const slowRetryMs = 900_000
const slowHoldMs = 60_000

/** RtnCode of the upload (facts/nhi-card.md §4.4): 8201–8203 signature. */
const signatureCodes: ReadonlySet<string> = new Set(['8201', '8202', '8203'])
/** 5004 SAM is another institution's, 8205 SAM revoked, 5003 sType unknown: nothing that a record could help. */
const clinicCodes: ReadonlySet<string> = new Set(['5003', '5004', '8205'])
/** The server itself. */
const serverCodes: ReadonlySet<string> = new Set(['9002', '9005', '9999'])

const statusOf = (error: AppError): string => String(error.details?.statusCode ?? '')

/**
 * Code for `lastCode`: the contract's, with the foreign program's own number where there is one (`NHI_REFUSED:5004`). The NHI's
 * card services and its upload number differently, so a refusal by the former says so (`NHI_REFUSED:server:5012`).
 */
const visibleCode = (error: AppError): string => {
  const status = statusOf(error)
  if (status === '') return error.code
  const isOfCardServices = error.code === 'NHI_REFUSED' && error.details?.source === 'server'
  return `${error.code}:${isOfCardServices ? 'server:' : ''}${status}`.slice(0, 40)
}

const refused = (error: AppError): Omit<NhiFailure, 'outcome'> & { readonly retryAfterMs: number | null } => {
  const status = statusOf(error)
  if (signatureCodes.has(status)) {
    return { endpoint: 'answered', holdMs: null, remedy: 'new-signature', retryAfterMs: null }
  }
  if (clinicCodes.has(status)) {
    return { endpoint: 'answered', holdMs: slowHoldMs, remedy: null, retryAfterMs: slowRetryMs }
  }
  if (serverCodes.has(status)) return { endpoint: 'failing', holdMs: null, remedy: null, retryAfterMs: null }
  return { endpoint: 'answered', holdMs: null, remedy: 'divide', retryAfterMs: slowRetryMs }
}

const sorted = (error: AppError): Omit<NhiFailure, 'outcome'> & { readonly retryAfterMs: number | null } => {
  const failing = { endpoint: 'failing', holdMs: null, remedy: null, retryAfterMs: null } as const
  switch (error.code) {
    case 'NHI_UNREACHABLE':
      return { ...failing, endpoint: 'unreachable' }
    case 'NHI_REFUSED':
      return refused(error)
    case 'NOT_OFFERED':
      // This PC's way in hands nothing in: the rows wait until the settings name another one.
      return { endpoint: 'answered', holdMs: slowHoldMs, remedy: null, retryAfterMs: slowRetryMs }
    case 'SAM_NOT_VERIFIED':
    case 'SAM_CONSOLE_NOT_RUNNING':
    case 'SAM_FILE_MISSING':
    case 'SAM_FILE_UNREADABLE':
    case 'SAM_FILE_ELSEWHERE':
    case 'SAM_FILE_MIXED':
    case 'SAM_SUSPENDED':
    case 'CONTROL_REFUSED':
      return { ...failing, remedy: 'open-control' }
    default:
      return failing
  }
}

/** Sorts an error of the NHI port. Nothing here is a final failure: what is not known to be refused for its content goes on. */
export const nhiFailure = (error: AppError): NhiFailure => {
  const { retryAfterMs, ...rest } = sorted(error)
  return { outcome: { type: 'retry', code: visibleCode(error), retryAfterMs }, ...rest }
}

/**
 * Refusals of a card-less treatment number that lie with the patient (facts/nhi-card.md §2.4–2.5: not insured, suspended,
 * withdrawn, owing, restricted to an institution, another person), so that somebody at the desk must look.
 */
const personCodes: ReadonlySet<string> = new Set([
  ...['5002', '5012', '5020', '3205', '3228', '3229', '3230', '3231', '3232', '3233', '3234', '3235'],
  ...['9083', '9084', '9085', '9086', '9087', '9088', '9089', '9090', '9091', '9092', '9093', '9094', '9095', '9129'],
])

/** The refusal of a treatment number as a refusal of the record, by the field it would have filled; null when it is none. */
export const personRefusal = (error: AppError): Extract<SendOutcome, { type: 'rejected' }> | null => {
  const code = statusOf(error)
  const isOfServer = ['NHI_REFUSED', 'CARD_MISMATCH', 'NHI_CARD_CANCELLED'].includes(error.code)
  if (!isOfServer || !personCodes.has(code)) return null
  return { type: 'rejected', code: `M15:${code}`, fieldErrors: [{ field: 'M15', orderLine: null, code }] }
}
