import type { AppError } from '../../../preload/contract/result.ts'
import type { SendOutcome } from '../../domain/upload/outboxRow.ts'
import type { EndpointReport } from '../dispatch/target.ts'

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

/** A server may ask for more patience, but not be given more: the law's deadline is 24 hours away. */
const longestHoldMs = 3_600_000
/** HTTP refusals that may lie with one record of a file; any other tells of this clinic, this program or the server's load. */
const contentStatuses: readonly number[] = [400, 413, 422]

/** `lastCode`s after which a row goes alone, so that the one its file was refused for is found without a request more than usual. */
export const aloneHttpCodes: readonly string[] = contentStatuses.map((status) => `NHI_REFUSED:http-${status}`)

const statusOf = (error: AppError): string => String(error.details?.statusCode ?? '')
/** The HTTP status, where it is all that the server has said. */
const httpStatusOf = (error: AppError): number | null => {
  const status = error.details?.httpStatus
  return typeof status === 'number' ? status : null
}
const askedPatienceMs = (error: AppError): number | null => {
  const ms = error.details?.retryAfterMs
  return typeof ms === 'number' && ms > 0 ? Math.min(ms, longestHoldMs) : null
}

/**
 * Code for `lastCode`: the contract's, with the foreign program's own number where there is one (`NHI_REFUSED:5004`). The NHI's
 * card services and its upload number differently, so a refusal by the former says so (`NHI_REFUSED:server:5012`); one by HTTP alone
 * gives its status (`NHI_REFUSED:http-429`).
 */
const visibleCode = (error: AppError): string => {
  const status = statusOf(error)
  const httpStatus = httpStatusOf(error)
  if (status === '') {
    return error.code === 'NHI_REFUSED' && httpStatus !== null ? `${error.code}:http-${httpStatus}` : error.code
  }
  const isOfCardServices = error.code === 'NHI_REFUSED' && error.details?.source === 'server'
  return `${error.code}:${isOfCardServices ? 'server:' : ''}${status}`.slice(0, 40)
}

type Sorted = Omit<NhiFailure, 'outcome'> & { readonly retryAfterMs: number | null }

/** A 4xx: to ask again with less of the same would only multiply what was refused. */
const refusedByHttp = (error: AppError, httpStatus: number): Sorted => {
  if (httpStatus === 429) {
    const patience = askedPatienceMs(error) ?? slowHoldMs
    return { endpoint: 'answered', holdMs: patience, remedy: null, retryAfterMs: patience }
  }
  return { endpoint: 'answered', holdMs: slowHoldMs, remedy: null, retryAfterMs: slowRetryMs }
}

const refused = (error: AppError): Sorted => {
  const status = statusOf(error)
  const httpStatus = httpStatusOf(error)
  if (status === '' && httpStatus !== null) return refusedByHttp(error, httpStatus)
  if (signatureCodes.has(status)) {
    return { endpoint: 'answered', holdMs: null, remedy: 'new-signature', retryAfterMs: null }
  }
  if (clinicCodes.has(status)) {
    return { endpoint: 'answered', holdMs: slowHoldMs, remedy: null, retryAfterMs: slowRetryMs }
  }
  if (serverCodes.has(status)) return { endpoint: 'failing', holdMs: null, remedy: null, retryAfterMs: null }
  return { endpoint: 'answered', holdMs: null, remedy: 'divide', retryAfterMs: slowRetryMs }
}

const sorted = (error: AppError): Sorted => {
  const failing = { endpoint: 'failing', holdMs: null, remedy: null, retryAfterMs: null } as const
  switch (error.code) {
    case 'NHI_UNREACHABLE':
      return { ...failing, endpoint: 'unreachable' }
    case 'NHI_REFUSED':
      return refused(error)
    case 'NHI_SERVER_ERROR': {
      const patience = askedPatienceMs(error)
      return { ...failing, holdMs: patience, retryAfterMs: patience }
    }
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
