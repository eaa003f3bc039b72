import type { AppError, Result } from '../../../preload/contract/result.ts'

/**
 * How long the program asks by itself before it calls the patient silent. Somebody who has the phone in the hand answers within a
 * minute; ten leave time to unlock it, find the notice, and call the family.
 */
export const patienceMs = 10 * 60_000

/** The first minute is asked often, because a person sits and waits on both sides. */
const eagerMs = 60_000
const eagerGapMs = 2_000
const calmGapMs = 5_000
/** While the line is down: soon at first, and never more than this apart, so that its return is noticed. */
const lineGapMs = 3_000
const lineGapCapMs = 15_000

/** A request for authorisation as far as its waiting goes. Times are epoch ms. */
export interface RemoteWait {
  /** Since when this stretch of waiting runs; a person who waits on begins a new one. */
  readonly since: number
  /** Answers in a row that did not come, because of the line or of what lies on it. */
  readonly failures: number
}

/** What the NHI answered: no token yet (3239), the token, or why not. */
export type RemoteAnswer = Result<{ readonly token: string | null }>

export type RemoteStep =
  | { readonly do: 'ask-again'; readonly inMs: number; readonly failures: number; readonly fault: AppError | null }
  | { readonly do: 'take'; readonly token: string }
  | { readonly do: 'stop'; readonly as: 'silent' | 'refused' | 'expired' | 'failed'; readonly fault: AppError | null }

type RemoteRefusal = 'REMOTE_VISIT_REFUSED' | 'REMOTE_VISIT_EXPIRED' | 'REMOTE_VISIT_UNKNOWN'

/** The NHI's last words about a request: no such access token; it has expired; the patient said no. */
const lastWords: ReadonlyMap<number, { readonly as: 'refused' | 'expired'; readonly code: RemoteRefusal }> = new Map([
  [3237, { as: 'expired', code: 'REMOTE_VISIT_UNKNOWN' }],
  [3238, { as: 'expired', code: 'REMOTE_VISIT_EXPIRED' }],
  [3240, { as: 'refused', code: 'REMOTE_VISIT_REFUSED' }],
])

/**
 * Answers of a question that may be repeated at will, because the token is fetched and nothing is used up; so does whatever its sender
 * calls retryable (9004, the server's own resources).
 */
const passing: ReadonlySet<AppError['code']> = new Set([
  ...(['NHI_UNREACHABLE', 'NHI_TIMEOUT', 'NHI_REPLY_LOST', 'NHI_SERVER_ERROR', 'NHI_BAD_REPLY'] as const),
  ...(['CONTROL_ABSENT', 'CONTROL_TIMEOUT', 'CONTROL_BAD_REPLY'] as const),
  // The program verifies the SAM again by itself.
  ...([
    'SAM_NOT_VERIFIED',
    'SAM_CONSOLE_NOT_RUNNING',
    'READER_TIMEOUT',
    'READER_SERVICE_DOWN',
    'READER_NOT_FOUND',
  ] as const),
])

/** When the first answer is asked for: no person has opened the app sooner. */
export const firstAskInMs = eagerGapMs

/**
 * What comes after an answer at `at`. A line that is down never ends the waiting: only the NHI's own word, or its silence after the
 * time, does.
 */
export const nextRemoteStep = (wait: RemoteWait, answer: RemoteAnswer, at: number): RemoteStep => {
  if (answer.ok) {
    const { token } = answer.value
    if (token !== null) return { do: 'take', token }
    if (at - wait.since >= patienceMs) return { do: 'stop', as: 'silent', fault: null }
    const inMs = at - wait.since < eagerMs ? eagerGapMs : calmGapMs
    return { do: 'ask-again', inMs, failures: 0, fault: null }
  }
  const { error } = answer
  const last = lastWords.get(Number(error.details?.statusCode))
  if (last !== undefined) return { do: 'stop', as: last.as, fault: refusal(last.code, error) }
  if (!passing.has(error.code) && !error.retryable) return { do: 'stop', as: 'failed', fault: error }
  const failures = wait.failures + 1
  return { do: 'ask-again', inMs: Math.min(lineGapMs * failures, lineGapCapMs), failures, fault: error }
}

/** `cause` and the NHI's number go on with it; what to do is this program's to say, because the number knows no remote visit. */
const refusal = (code: RemoteRefusal, error: AppError): AppError => ({
  code,
  retryable: true,
  details: { ...error.details, cause: error.code },
})
