import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { ControlStatus } from '../port.ts'
import { cardStatus } from './cardStatus.ts'
import type { LibrarySession } from './librarySession.ts'

const closed: ControlStatus = { initialised: false, sam: 'none', professionalCard: 'none', patientCard: 'none' }

/** The state as the reader tells it; before the first opening only whether the library is there. */
export const readStatus = async (session: LibrarySession, wasOpened: boolean): Promise<Result<ControlStatus>> => {
  if (wasOpened) return cardStatus.read(session)
  const loaded = await session.load()
  return loaded.ok ? ok(closed) : loaded
}

/**
 * Opens the reader where it isn't and authenticates the SAM with the data centre where it isn't; asks for the state before and
 * after. With `renew` a verified SAM is authenticated anew. A SAM that stays unverified is `SAM_NOT_VERIFIED`; a refusal that has a
 * meaning of its own and a way to the NHI that is not there keep their own error.
 */
export const openControl = async (session: LibrarySession, renew = false): Promise<Result<ControlStatus>> => {
  const before = await cardStatus.read(session)
  if (!before.ok || (before.value.sam === 'verified' && !renew)) return before
  const verified = await session.ask('csVerifySAMDC', [], { answerer: 'control' })
  if (!verified.ok) {
    const { code, retryable, details } = verified.error
    return code === 'CONTROL_REFUSED'
      ? fail('SAM_NOT_VERIFIED', { retryable, ...(details === undefined ? {} : { details }) })
      : verified
  }
  const after = await cardStatus.read(session)
  if (!after.ok || after.value.sam === 'verified') return after
  return fail('SAM_NOT_VERIFIED', { retryable: true, details: { statusCode: null, sam: after.value.sam } })
}
