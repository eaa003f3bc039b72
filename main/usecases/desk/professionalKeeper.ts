import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import type { Settings } from '../../../preload/contract/desk/settings.ts'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { type AppError, fail } from '../../../preload/contract/result.ts'
import {
  newProfessionalSession,
  observeProfessional,
  orderLock,
  type ProfessionalObservation,
  type ProfessionalSession,
  signingLock,
  wrongPinsToLock,
} from '../../domain/desk/professionalSession.ts'
import { instantOf } from '../context.ts'

/** Knows who is signed in at this desk with a professional card, and what that forbids. */
export interface ProfessionalKeeper {
  session(): ProfessionalSession
  observe(seen: ProfessionalObservation): void
  /** Asks the card that has just been verified for its holder, once. */
  learnHolder(): Promise<void>
  /** Why no call may be made that needs three cards; null when they may. What would forbid it is asked for anew first. */
  lock(): Promise<AppError | null>
  /** Why the orders of a visit must not be signed and written now; else as `lock`. */
  signingLock(): Promise<AppError | null>
  view(): DeskStatus['professionalCard']
}

export const createProfessionalKeeper = (options: {
  readonly control: NhiControlPort
  readonly practitioners: Settings['practitioners']
  /** Epoch ms. */
  readonly now: () => number
  /** Asks the control software for its state, and takes it over. */
  readonly askControl: () => Promise<void>
  readonly onChange: () => void
}): ProfessionalKeeper => {
  const { control, now } = options
  // A way in that knows no professional card says nothing about one.
  const isOffered = control.way.offers.has('professional-card')
  let session = newProfessionalSession

  const observe = (seen: ProfessionalObservation): void => {
    if (!isOffered) return
    session = observeProfessional(session, seen, now())
    options.onChange()
  }

  const forbidding = async (lockOf: typeof orderLock): Promise<AppError | null> => {
    if (lockOf(session) === null) return null
    await options.askControl()
    const code = lockOf(session)
    return code === null ? null : fail(code, { retryable: code === 'PROFESSIONAL_CARD_ABSENT' }).error
  }

  return {
    session: () => session,
    observe,
    learnHolder: async () => {
      if (session.phase !== 'verified' || session.holder !== null) return
      const askedAt = now()
      const answer = await control.professionalCardHolder()
      if (answer.ok) observe({ type: 'named', askedAt, holder: answer.value })
    },
    lock: () => forbidding(orderLock),
    signingLock: () => forbidding(signingLock),
    view: () => {
      const { phase, holder, since, wrongTries } = session
      const person = options.practitioners.find(({ nationalId }) => nationalId === holder?.nationalId)
      return {
        state: isOffered ? phase : 'not-needed',
        practitionerName: person?.name ?? null,
        nationalIdMasked: holder === null ? null : maskNationalId(holder.nationalId),
        since: Number.isFinite(since) ? instantOf(since) : null,
        triesLeft: wrongTries === 0 ? null : Math.max(0, wrongPinsToLock - wrongTries),
      }
    },
  }
}
