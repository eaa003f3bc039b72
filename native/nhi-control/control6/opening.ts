import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { ControlStatus } from '../port.ts'
import type { LocalApi } from './localApi.ts'
import { controlStatusOf } from './replyMappers.ts'

export const readStatus = async (local: LocalApi, signal?: AbortSignal): Promise<Result<ControlStatus>> => {
  const status = await local.status(signal)
  return status.ok ? ok(controlStatusOf(status.value)) : status
}

export const isOpen = (status: ControlStatus): boolean => status.initialised && status.sam === 'verified'

/**
 * Initialises the control software where it isn't and verifies the SAM with the NHI where it isn't; asks for the state before and
 * after. With `renew` a verified SAM is verified anew. A SAM that stays unverified is `SAM_NOT_VERIFIED`; a refusal that has a
 * meaning of its own (console, file, contract) and a way to the NHI that is not there keep their own error.
 */
export const openControl = async (
  local: LocalApi,
  initialName: string,
  renew = false,
): Promise<Result<ControlStatus>> => {
  const before = await readStatus(local)
  if (!before.ok || (isOpen(before.value) && !renew)) return before
  if (!before.value.initialised) {
    const initialised = await local.initialise(initialName)
    if (!initialised.ok) return initialised
  }
  if (renew || before.value.sam !== 'verified') {
    const verified = await local.verifySam()
    if (!verified.ok) {
      const { code, retryable, details } = verified.error
      return code === 'CONTROL_REFUSED'
        ? fail('SAM_NOT_VERIFIED', { retryable, ...(details === undefined ? {} : { details }) })
        : verified
    }
  }
  const after = await readStatus(local)
  if (!after.ok || isOpen(after.value)) return after
  return fail('SAM_NOT_VERIFIED', { retryable: true, details: { statusCode: null, sam: after.value.sam } })
}
