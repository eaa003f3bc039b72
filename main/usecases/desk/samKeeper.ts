import type { ControlStatus, NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { AppError, Result } from '../../../preload/contract/result.ts'
import { samFailureOf, samRefusalOf } from '../../domain/desk/samFailure.ts'
import {
  newSamSession,
  observeSam,
  planSam,
  type SamObservation,
  type SamSession,
} from '../../domain/desk/samSession.ts'
import { instantOf } from '../context.ts'

type Opened = Result<ControlStatus>

/**
 * Keeps the clinic's SAM verified, by itself where that is possible. One try at a time, whoever asked for it. It repeats no call: that
 * is the way's own part, once (`NhiControlPort`).
 */
export interface SamKeeper {
  session(): SamSession
  observe(seen: SamObservation): void
  /** Another call, asked for at `askedAt`, failed: perhaps because of the SAM. */
  heardError(error: AppError, askedAt: number): void
  /** Does what is due now without a person. */
  step(): Promise<void>
  /** Verifies the SAM now: where it isn't verified (`open`), in any case (`renew`), or after a new start (`reopen`). */
  verify(how: 'open' | 'renew' | 'reopen'): Promise<Opened>
  view(): DeskStatus['sam']
}

const states = {
  unknown: 'unknown',
  none: 'none',
  initialised: 'not-verified',
  verified: 'verified',
  lapsed: 'lapsed',
} as const satisfies Record<SamSession['phase'], DeskStatus['sam']['state']>

export const createSamKeeper = (options: {
  readonly control: NhiControlPort
  /** Epoch ms. */
  readonly now: () => number
  /** Asks the control software how it stands, and lets every session hear of it. */
  readonly ask: () => Promise<Opened>
  /** No patient's card lies in the reader. */
  readonly isQuiet: () => boolean
  readonly onChange: () => void
  /** The SAM is verified, and was not before. */
  readonly onHealed: () => void
}): SamKeeper => {
  const { control, now } = options
  let session = newSamSession
  let error: AppError | null = null
  let running: Promise<Opened> | null = null

  // A way in without a SAM has nothing to be verified, renewed or shown.
  const isUsed = control.way.offers.has('sam')
  const isVerified = (): boolean => session.phase === 'verified'

  const observe = (seen: SamObservation): void => {
    if (!isUsed) return
    const wasVerified = isVerified()
    session = observeSam(session, seen, now())
    if (session.failure === null) error = null
    options.onChange()
    if (isVerified() && !wasVerified) options.onHealed()
  }

  const attempt = async (how: 'open' | 'renew' | 'reopen'): Promise<Opened> => {
    const { phase } = session
    observe({ type: 'trying' })
    // What lapsed is verified whatever the control software says of it.
    const renew = how === 'renew' || phase === 'lapsed'
    const answer = how === 'reopen' ? await control.reopen() : await control.open({ renew })
    if (answer.ok) {
      // Found verified by a first look says nothing about when that was done.
      observe({ type: 'opened', anew: how !== 'open' || (phase !== 'verified' && phase !== 'unknown') })
    } else {
      error = isUsed ? answer.error : null
      observe({ type: 'failed', failure: samFailureOf(answer.error) })
    }
    return answer
  }

  const verify = async (how: 'open' | 'renew' | 'reopen'): Promise<Opened> => {
    // Whoever only wants it open is served by the try that is under way, and by a look where it is open already.
    if (running === null && how === 'open' && isVerified()) {
      const seen = await options.ask()
      if (!seen.ok || isVerified()) return seen
    }
    if (running !== null && how === 'open') return running
    while (running !== null) await running
    const mine = attempt(how)
    running = mine
    try {
      return await mine
    } finally {
      running = null
    }
  }

  const plan = (quiet: boolean) => planSam(session, now(), quiet)

  return {
    session: () => session,
    observe,
    heardError: (heard, askedAt) => {
      const failure = samRefusalOf(heard)
      if (failure === undefined) return
      if (failure !== null) error = heard
      observe({ type: 'refused', askedAt, failure })
    },
    step: async () => {
      const next = plan(options.isQuiet())
      if (next.do !== 'verify') return
      await verify(next.how)
    },
    verify,
    view: () => {
      // The usual moment of renewal, whether or not a card happens to be in.
      const calm = plan(true)
      const next = calm.do === 'wait' ? calm : plan(options.isQuiet())
      return {
        state: isUsed ? states[session.phase] : 'not-needed',
        verifiedAt: session.verifiedAt === null ? null : instantOf(session.verifiedAt),
        verifying: session.verifying,
        nextAt: next.do === 'wait' ? instantOf(next.until) : null,
        error,
        awaitsPerson: next.do === 'await-person',
      }
    },
  }
}
