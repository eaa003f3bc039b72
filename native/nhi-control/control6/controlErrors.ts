import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { type AppError, fail } from '../../../preload/contract/result.ts'
import type { NetworkFailure } from '../../network/answer.ts'

/** Who answered: the control software on this PC, or the NHI's server. */
export type Answerer = 'control' | 'server'

interface Meaning {
  readonly code: ErrorCode
  readonly retryable?: boolean
}

/** Status codes that have a meaning of their own on the screen (facts/nhi-card.md §2.4–2.5); every other is a refusal by number. */
const meanings: Readonly<Record<number, Meaning>> = {
  // reader and patient card
  4000: { code: 'READER_TIMEOUT', retryable: true },
  4013: { code: 'CARD_ABSENT', retryable: true },
  4033: { code: 'CARD_FOREIGN' },
  5020: { code: 'CARD_MISMATCH' },
  // card expired
  5003: { code: 'NHI_CARD_EXPIRED' },
  3201: { code: 'NHI_CARD_EXPIRED' },
  // card cancelled, and therefore not updated
  5002: { code: 'NHI_CARD_CANCELLED' },
  3203: { code: 'NHI_CARD_CANCELLED' },
  9082: { code: 'NHI_CARD_CANCELLED' },
  // taking a serial back: later than 24 hours, date not allowed
  3218: { code: 'ROLLBACK_TOO_LATE' },
  5154: { code: 'ROLLBACK_TOO_LATE' },
  // SAM: not initialised, not there, no SAM, not authenticated with the NHI, authentication failed
  1000: { code: 'SAM_NOT_VERIFIED', retryable: true },
  4012: { code: 'SAM_NOT_VERIFIED', retryable: true },
  4032: { code: 'SAM_NOT_VERIFIED' },
  4050: { code: 'SAM_NOT_VERIFIED', retryable: true },
  4051: { code: 'SAM_NOT_VERIFIED', retryable: true },
  // cloud SAM: its console, its file (none or several, unreadable, of another PC, for another environment), the reader behind it
  9240: { code: 'SAM_CONSOLE_NOT_RUNNING', retryable: true },
  9200: { code: 'SAM_FILE_MISSING', retryable: true },
  9201: { code: 'SAM_FILE_UNREADABLE', retryable: true },
  9230: { code: 'SAM_FILE_UNREADABLE', retryable: true },
  9231: { code: 'SAM_FILE_UNREADABLE', retryable: true },
  1610: { code: 'SAM_FILE_UNREADABLE', retryable: true },
  1611: { code: 'SAM_FILE_MISSING', retryable: true },
  9202: { code: 'SAM_FILE_ELSEWHERE' },
  9203: { code: 'SAM_FILE_MIXED' },
  9204: { code: 'READER_NOT_FOUND', retryable: true },
  9205: { code: 'READER_NOT_FOUND', retryable: true },
  // the SAM's contract: suspended, expired, not in force, revoked
  1302: { code: 'SAM_SUSPENDED' },
  1303: { code: 'SAM_SUSPENDED' },
  1304: { code: 'SAM_SUSPENDED' },
  9060: { code: 'SAM_SUSPENDED' },
  9061: { code: 'SAM_SUSPENDED' },
  9062: { code: 'SAM_SUSPENDED' },
  // patient card and cloud SAM do not accept each other
  9210: { code: 'CARD_AUTH_FAILED', retryable: true },
  9211: { code: 'CARD_AUTH_FAILED', retryable: true },
  9212: { code: 'CARD_AUTH_FAILED', retryable: true },
  // professional card: not there, not one, PIN missing, wrong (card and virtual card), locked
  4014: { code: 'PROFESSIONAL_CARD_ABSENT', retryable: true },
  4034: { code: 'PROFESSIONAL_CARD_ABSENT' },
  4042: { code: 'PROFESSIONAL_PIN_NEEDED' },
  9039: { code: 'PROFESSIONAL_PIN_WRONG' },
  9250: { code: 'PROFESSIONAL_PIN_WRONG' },
  // … its own and the cloud SAM's authentication failed; the virtual card's session ran out, or is another PC's
  9220: { code: 'PROFESSIONAL_AUTH_FAILED', retryable: true },
  9221: { code: 'PROFESSIONAL_AUTH_FAILED', retryable: true },
  9251: { code: 'PROFESSIONAL_SESSION_EXPIRED' },
  9267: { code: 'PROFESSIONAL_SESSION_ELSEWHERE' },
  1707: { code: 'PROFESSIONAL_SESSION_ELSEWHERE' },
  9043: { code: 'PROFESSIONAL_PIN_LOCKED' },
  5108: { code: 'PIN_CHANGE_FAILED' },
  // the patient's own PIN: wrong, not verified (old one, or asked for by the card)
  5102: { code: 'PATIENT_PIN_WRONG' },
  5105: { code: 'PATIENT_PIN_NEEDED' },
  1511: { code: 'PATIENT_PIN_NEEDED' },
  // virtual card, its QR: too old, unknown, used, used for a visit; clinic not enrolled, version too old, physical card only
  1018: { code: 'VIRTUAL_CARD_EXPIRED' },
  1021: { code: 'VIRTUAL_CARD_EXPIRED' },
  1019: { code: 'VIRTUAL_CARD_UNKNOWN' },
  1022: { code: 'VIRTUAL_CARD_UNKNOWN' },
  1023: { code: 'VIRTUAL_CARD_UNKNOWN' },
  1020: { code: 'VIRTUAL_CARD_USED' },
  3244: { code: 'VIRTUAL_CARD_VISIT_USED' },
  1042: { code: 'VIRTUAL_CARD_NOT_ENROLLED' },
  1043: { code: 'VIRTUAL_CARD_APP_OLD' },
  1515: { code: 'PHYSICAL_CARD_ONLY' },
  // … its token: format, mismatch, signature; run out; verified too often
  1520: { code: 'VIRTUAL_CARD_INVALID' },
  1522: { code: 'VIRTUAL_CARD_INVALID' },
  1523: { code: 'VIRTUAL_CARD_INVALID' },
  1521: { code: 'VIRTUAL_CARD_LAPSED' },
  1524: { code: 'VIRTUAL_CARD_LAPSED' },
  1525: { code: 'VIRTUAL_CARD_TOO_OFTEN' },
  // the control software itself finds no way to the NHI
  4061: { code: 'NHI_UNREACHABLE', retryable: true },
  // the data centre's own time-out leaves open what has happened
  9003: { code: 'NHI_TIMEOUT', retryable: true },
  9213: { code: 'NHI_TIMEOUT', retryable: true },
  // a virtual card's access token: missing, run out; the patient has not agreed yet, or has refused
  3237: { code: 'VIRTUAL_CARD_TOKEN_MISSING' },
  3238: { code: 'VIRTUAL_CARD_LAPSED' },
  3239: { code: 'VIRTUAL_CARD_NOT_AUTHORISED', retryable: true },
  3240: { code: 'VIRTUAL_CARD_DECLINED' },
}

/** Codes of refusals that pass: the data centre is out of service. */
const passing: readonly number[] = [9004]

/** A status code other than 0 as an error of the port; details.statusCode is always the number, details.source who said it. */
export const statusFailure = (answerer: Answerer, statusCode: number): ReturnType<typeof fail> => {
  const refused: Meaning = {
    code: answerer === 'control' ? 'CONTROL_REFUSED' : 'NHI_REFUSED',
    retryable: passing.includes(statusCode),
  }
  const { code, retryable } = meanings[statusCode] ?? refused
  return fail(code, { retryable: retryable ?? false, details: { statusCode, source: answerer } })
}

/** The card was logged out, or the program is ending, while the call was under way. */
const givenUp = (): ReturnType<typeof fail> => fail('CARD_REMOVED', { retryable: true })

/** What a failure on the way to the control software means; HTTP errors and time-outs are 'not answering' (contract §2). */
export const controlFailure = (failure: NetworkFailure): ReturnType<typeof fail> => {
  const retry = (code: ErrorCode, details: AppError['details'] = {}) => fail(code, { retryable: true, details })
  switch (failure.kind) {
    case 'no-connection':
      if (failure.reason === 'ABORTED') return givenUp()
      return failure.reason.endsWith('TIMEOUT')
        ? retry('CONTROL_TIMEOUT', { reason: failure.reason })
        : retry('CONTROL_ABSENT', { reason: failure.reason })
    case 'certificate':
      return fail('CONTROL_FINGERPRINT', { details: { reason: failure.reason } })
    case 'reply-lost':
      return failure.reason === 'aborted' ? givenUp() : retry('CONTROL_TIMEOUT', { reason: failure.reason })
    case 'http':
      return retry('CONTROL_TIMEOUT', { httpStatus: failure.status })
    case 'bad-reply':
      return retry('CONTROL_BAD_REPLY', { reason: failure.reason, httpStatus: failure.status })
  }
}

/**
 * What a failure on the way to the NHI's server means. `once` is a request that must not be repeated: whatever came back of it
 * but a whole answer is `NHI_REPLY_LOST`.
 */
export const serverFailure = (failure: NetworkFailure, safety: 'once' | 'repeatable'): ReturnType<typeof fail> => {
  const retry = (code: ErrorCode, details: AppError['details'] = {}) => fail(code, { retryable: true, details })
  switch (failure.kind) {
    case 'no-connection':
      return failure.reason === 'ABORTED' ? givenUp() : retry('NHI_UNREACHABLE', { reason: failure.reason })
    case 'certificate':
      // Nothing was sent; a VPN that is down may answer with a sign-in page of somebody else's, so that it may pass.
      return retry('NHI_UNREACHABLE', { reason: `certificate-${failure.reason}` })
    case 'reply-lost':
      if (failure.reason === 'aborted' && safety === 'repeatable') return givenUp()
      return failure.reason === 'time-out' && safety === 'repeatable'
        ? retry('NHI_TIMEOUT')
        : retry('NHI_REPLY_LOST', { reason: failure.reason })
    case 'http': {
      const details = { httpStatus: failure.status, retryAfterMs: failure.retryAfterMs }
      return failure.status >= 500
        ? retry('NHI_SERVER_ERROR', details)
        : fail('NHI_REFUSED', { retryable: failure.status === 429, details })
    }
    case 'bad-reply':
      return retry('NHI_BAD_REPLY', { reason: failure.reason, httpStatus: failure.status })
  }
}
