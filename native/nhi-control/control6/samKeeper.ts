import type { AppError, Result } from '../../../preload/contract/result.ts'
import type { ControlStatus } from '../port.ts'
import type { LocalApi } from './localApi.ts'
import { isOpen, openControl, readStatus } from './opening.ts'

/**
 * Keeps the SAM verified: at the start of the day, and again when its verification has lapsed in the middle of the work. This is the
 * only place where a call of this way is made again for it, for the desk and for the sync worker alike. When to verify it without a
 * call, and when to give up until a person acts, is the desk's to decide (main/usecases/desk/samKeeper.ts), which repeats no call.
 */
export interface SamKeeper {
  /** As the port's `open`. However many ask at once, the control software is opened once. */
  open(options?: { readonly renew?: boolean }): Promise<Result<ControlStatus>>
  /**
   * Makes a call; where it is refused because the control software was started anew (1000) or the SAM isn't verified with the NHI
   * (4050, 4051), opens and makes it once more. Those are plain refusals: nothing was carried out. A refusal that stays, and
   * whatever leaves open what has happened, is the caller's.
   */
  keeping<T>(call: () => Promise<Result<T>>): Promise<Result<T>>
}

const lapsedCodes = [1000, 4050, 4051]

const hasLapsed = ({ code, details }: AppError): boolean =>
  (code === 'SAM_NOT_VERIFIED' || code === 'CONTROL_REFUSED') && lapsedCodes.includes(Number(details?.statusCode))

export const createSamKeeper = (local: LocalApi, initialName: string): SamKeeper => {
  let opening: Promise<Result<ControlStatus>> | null = null

  const openOnce = (renew = false): Promise<Result<ControlStatus>> => {
    opening ??= openControl(local, initialName, renew).finally(() => {
      opening = null
    })
    return opening
  }

  return {
    async open({ renew = false } = {}) {
      if (opening !== null) return opening
      const status = await readStatus(local)
      return !status.ok || (isOpen(status.value) && !renew) ? status : openOnce(renew)
    },
    async keeping(call) {
      const first = await call()
      if (first.ok || !hasLapsed(first.error)) return first
      // Whatever the control software says of the SAM: the refusal says otherwise.
      const opened = await openOnce(true)
      return opened.ok ? call() : opened
    },
  }
}

/** The same calls, with the SAM kept verified; those that open and tell the state are left as they are. */
export const keepingSam = (local: LocalApi, { keeping }: SamKeeper): LocalApi => ({
  ...local,
  signWithSam: (...input) => keeping(() => local.signWithSam(...input)),
  signWithTwoCards: (...input) => keeping(() => local.signWithTwoCards(...input)),
  signWithThreeCards: (...input) => keeping(() => local.signWithThreeCards(...input)),
  signWithProfessionalCard: (...input) => keeping(() => local.signWithProfessionalCard(...input)),
  verifyProfessionalPin: (...input) => keeping(() => local.verifyProfessionalPin(...input)),
  changeProfessionalPin: (...input) => keeping(() => local.changeProfessionalPin(...input)),
  unlockProfessionalPin: (...input) => keeping(() => local.unlockProfessionalPin(...input)),
  verifyPatientPin: (...input) => keeping(() => local.verifyPatientPin(...input)),
  changePatientPin: (...input) => keeping(() => local.changePatientPin(...input)),
  disablePatientPin: () => keeping(() => local.disablePatientPin()),
  readVirtualCard: (...input) => keeping(() => local.readVirtualCard(...input)),
  presentVirtualCard: (...input) => keeping(() => local.presentVirtualCard(...input)),
})
