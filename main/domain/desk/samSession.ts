import { taipeiDay } from '../../../preload/contract/patient/rocDate.ts'

/**
 * Why the last try to verify the 安全模組 failed: `passing` ends by itself (the line, a data centre), `at-hand` ends when somebody
 * here does something that the program cannot see (starts the console, puts the file there), `person` needs somebody to decide and
 * is not tried again for nothing (the file belongs to another PC, the contract has ended).
 */
export type SamFailure = 'passing' | 'at-hand' | 'person'

/** The clinic's session of the 安全模組 (SAM) with the NHI. Times are epoch ms. */
export interface SamSession {
  /**
   * `unknown`: the control software cannot be asked · `none`: it has no SAM · `initialised`: a SAM, not verified yet · `verified` ·
   * `lapsed`: it was verified and is not any more.
   */
  readonly phase: 'unknown' | 'none' | 'initialised' | 'verified' | 'lapsed'
  /** The newest verification this desk has seen; null when it was found verified, or never was. Stays through a lapse. */
  readonly verifiedAt: number | null
  /** A try is under way. */
  readonly verifying: boolean
  /** When the newest try began. */
  readonly triedAt: number | null
  /** Tries in a row that failed, or whose verification did not last. */
  readonly failures: number
  /** Of the last try; null when it went well, or when something has changed since. */
  readonly failure: SamFailure | null
  /** Calls are refused for a reason that the control software's own state does not show: only a verification can say otherwise. */
  readonly doubted: boolean
  /** What is told from before this moment is older than what is known. */
  readonly knownSince: number
}

export type SamObservation =
  /** The control software told its state, asked for at `askedAt`. */
  | {
      readonly type: 'status'
      readonly askedAt: number
      readonly initialised: boolean
      readonly sam: 'none' | 'not-verified' | 'verified'
    }
  /** It could not be asked: gone, slow, nonsense. */
  | { readonly type: 'unanswered' }
  | { readonly type: 'trying' }
  /** The try went well: `anew` when the SAM was verified by it, false when it was found verified. */
  | { readonly type: 'opened'; readonly anew: boolean }
  | { readonly type: 'failed'; readonly failure: SamFailure }
  /**
   * Another call was refused because the SAM is not verified (4050, 4051), or may not be (9060–9062: `person`), although the way has
   * verified it by the state that the control software tells, and tried again.
   */
  | { readonly type: 'refused'; readonly askedAt: number; readonly failure: SamFailure | null }
  /** The way to the NHI is there again, the PC woke from sleep, or a person asked: what was waited for may be over. */
  | { readonly type: 'changed'; readonly by: 'line' | 'wake' | 'person' }

/** What to do about the SAM now, without a person. */
export type SamPlan =
  | { readonly do: 'nothing' }
  /** `open` verifies where it isn't verified, `renew` in any case: what is still verified, and what is said to be and was refused. */
  | { readonly do: 'verify'; readonly how: 'open' | 'renew' }
  | { readonly do: 'wait'; readonly until: number; readonly for: 'retry' | 'renewal' }
  | { readonly do: 'await-person' }

const minute = 60_000
const hour = 60 * minute

/** Signatures of a SAM are good for about eight hours after its verification (facts/nhi-card.md §3.4). */
export const samGoodForMs = 8 * hour
const renewWhenQuietMs = 7 * hour
const renewInAnyCaseMs = 7.5 * hour
/** Between two tries of the program's own, whatever happens in between. */
const leastGapMs = 5_000
const retryBaseMs = 10_000
const retryCapMs = 5 * minute
const atHandMs = 30_000
/** A verification that ends sooner than this has not helped. */
const steadyMs = minute

export const newSamSession: SamSession = {
  phase: 'unknown',
  verifiedAt: null,
  verifying: false,
  triedAt: null,
  failures: 0,
  failure: null,
  doubted: false,
  knownSince: Number.NEGATIVE_INFINITY,
}

/** The verification is gone; one that did not last counts as a failure, so that flapping slows down. */
const lapse = (session: SamSession, failure: SamFailure | null, at: number): SamSession => {
  if (session.phase === 'lapsed') return { ...session, failure: failure ?? session.failure }
  const isShort = session.triedAt !== null && at - session.triedAt < steadyMs && session.phase === 'verified'
  return { ...session, phase: 'lapsed', failures: session.failures + (isShort ? 1 : 0), failure, knownSince: at }
}

const withStatus = (session: SamSession, seen: Extract<SamObservation, { type: 'status' }>, at: number): SamSession => {
  if (seen.askedAt < session.knownSince) return session
  if (seen.initialised && seen.sam === 'verified') {
    if (session.doubted) return session
    const isSteady = session.triedAt !== null && at - session.triedAt >= steadyMs
    const failures = isSteady && session.failure === null ? 0 : session.failures
    // Somebody else has put right what failed here.
    const failure = session.phase === 'verified' ? session.failure : null
    return { ...session, phase: 'verified', failures, failure }
  }
  if (session.phase === 'verified' || session.phase === 'lapsed') return lapse(session, session.failure, at)
  // It was verified before the control software went away.
  if (session.phase === 'unknown' && session.verifiedAt !== null) return { ...session, phase: 'lapsed', knownSince: at }
  const phase = seen.initialised && seen.sam === 'none' ? 'none' : 'initialised'
  // A SAM that has come is a new start.
  const failure = session.phase === 'none' && phase === 'initialised' ? null : session.failure
  return { ...session, phase, failure }
}

/** The session after one observation made at `at`. Never `verified` but by the control software's own word. */
export const observeSam = (session: SamSession, seen: SamObservation, at: number): SamSession => {
  switch (seen.type) {
    case 'status':
      return withStatus(session, seen, at)
    case 'unanswered':
      // Control software that comes back is another start: what it refused before is forgotten, how often is not.
      return { ...session, phase: 'unknown', failure: null, doubted: false }
    case 'trying':
      return { ...session, verifying: true, triedAt: at }
    case 'opened':
      return {
        ...session,
        phase: 'verified',
        verifying: false,
        verifiedAt: seen.anew ? at : session.verifiedAt,
        failure: null,
        doubted: false,
        knownSince: at,
      }
    case 'failed':
      return { ...session, verifying: false, failures: session.failures + 1, failure: seen.failure }
    case 'refused':
      if (seen.askedAt < session.knownSince || session.phase === 'unknown') return session
      return { ...lapse(session, seen.failure, at), doubted: true }
    case 'changed': {
      // A line that is back ends what passes; it moves no file, and renews no contract.
      const isOver = seen.by !== 'line' || session.failure === 'passing'
      return isOver ? { ...session, failure: null, failures: 0 } : session
    }
  }
}

/** When the verification is to be renewed before it fails in the middle of a visit; at once when nobody knows its age. */
export const renewalDue = (session: SamSession, at: number, quiet: boolean): number => {
  const { verifiedAt } = session
  // A verification from the future was dated by a clock that has been set since.
  if (verifiedAt === null || verifiedAt > at + minute) return at
  if (quiet && taipeiDay(verifiedAt) !== taipeiDay(at)) return at
  return verifiedAt + (quiet ? renewWhenQuietMs : renewInAnyCaseMs)
}

const retryAt = (session: SamSession, failure: SamFailure | null, triedAt: number): number => {
  if (failure === 'at-hand') return triedAt + atHandMs
  if (session.failures === 0) return triedAt + leastGapMs
  // Nothing that is known stands in the way: once quickly, then ever more slowly.
  const doubled = retryBaseMs * 2 ** Math.min(session.failures - 1, 20)
  return triedAt + Math.min(doubled, retryCapMs)
}

/**
 * What is to be done at `at`.
 *
 * @param quiet no patient's card lies in the reader: a good moment to renew
 */
export const planSam = (session: SamSession, at: number, quiet: boolean): SamPlan => {
  const { phase, verifying, failure, triedAt } = session
  if (verifying || phase === 'unknown') return { do: 'nothing' }
  const how = phase === 'verified' || phase === 'lapsed' ? 'renew' : 'open'
  const dueAt = phase === 'verified' ? renewalDue(session, at, quiet) : at
  if (dueAt > at) return { do: 'wait', until: dueAt, for: 'renewal' }
  if (failure === 'person') return { do: 'await-person' }
  // A clock that was set back must not keep anything waiting.
  const from = triedAt === null || triedAt > at ? null : retryAt(session, failure, triedAt)
  return from === null || from <= at ? { do: 'verify', how } : { do: 'wait', until: from, for: 'retry' }
}
