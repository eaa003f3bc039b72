import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CallQueue } from '../control6/callQueue.ts'
import type { NhiControlPort } from '../port.ts'
import { cardStatus } from './cardStatus.ts'
import type { FunctionName } from './functionTable.ts'
import type { LibrarySession } from './librarySession.ts'
import { decodeNationalId } from './nationalIdReply.ts'

/** The part of the port that is about PINs, which the reader's own pad asks for: what the calls are given is not used. */
export type PinCalls = Pick<
  NhiControlPort,
  | 'verifyProfessionalPin'
  | 'professionalCardHolder'
  | 'logOutProfessionalCard'
  | 'changeProfessionalPin'
  | 'unlockProfessionalPin'
  | 'verifyPatientPin'
  | 'changePatientPin'
  | 'disablePatientPin'
>

type Meanings = Readonly<Record<number, ErrorCode>>

/** Codes that the list gives once for both cards: they mean the card whose PIN was asked for. */
const ofProfessionalPin: Meanings = {
  5102: 'PROFESSIONAL_PIN_WRONG',
  5105: 'PROFESSIONAL_PIN_NEEDED',
  5122: 'PROFESSIONAL_PIN_LOCKED',
}
/** The two new PINs differ, the change failed, the person gave up, switching the PIN off failed. */
const ofPinChange: Meanings = {
  5107: 'PIN_CHANGE_FAILED',
  5108: 'PIN_CHANGE_FAILED',
  5109: 'PIN_CHANGE_FAILED',
  5111: 'PIN_CHANGE_FAILED',
}
/** Still locked after unlocking: it was another PUK. */
const ofUnlocking: Meanings = { ...ofProfessionalPin, ...ofPinChange, 5122: 'PROFESSIONAL_PIN_WRONG' }

const noPinSet = 1510

/** csSoftwareReset of the professional card. */
const professionalCard = 2

export const createPinCalls = (parts: { readonly session: LibrarySession; readonly queue: CallQueue }): PinCalls => {
  const { session, queue } = parts

  /** A call that waits for a person at the pad. */
  const atPad = async (name: FunctionName, meanings: Meanings): Promise<Result<null>> => {
    const answer = await session.ask(name, [], { answerer: 'control' })
    if (answer.ok) return ok(null)
    const { details } = answer.error
    const code = meanings[Number(details?.statusCode)]
    return code === undefined ? answer : fail(code, details === undefined ? {} : { details })
  }

  /** Nothing to do where the patient's card has no PIN. */
  const unlessFree = async (then: () => Promise<Result<null>>): Promise<Result<null>> => {
    const isSet = await session.ask('csISSetPIN', [], { answerer: 'control', accepts: (status) => status === 1 })
    if (!isSet.ok) return isSet
    if (isSet.value.status === 0) return ok(null)
    const done = await then()
    return !done.ok && done.error.details?.statusCode === noPinSet ? ok(null) : done
  }

  const verified = async (): Promise<Result<null>> => (await cardStatus.professionalMissing(session)) ?? ok(null)

  return {
    verifyProfessionalPin: () => queue.run(() => atPad('hpcVerifyHPCPIN', ofProfessionalPin)),
    professionalCardHolder: () =>
      queue.run(async () => {
        const isVerified = await verified()
        if (!isVerified.ok) return isVerified
        const nationalId = await session.read('hpcGetHPCSSN', [10], decodeNationalId, { answerer: 'control' })
        return nationalId.ok ? ok({ nationalId: nationalId.value }) : nationalId
      }),
    logOutProfessionalCard: () =>
      queue.run(async () => {
        const reset = await session.ask('csSoftwareReset', [professionalCard], { answerer: 'control' })
        if (reset.ok) return ok(null)
        return reset.error.code === 'PROFESSIONAL_CARD_ABSENT' ? ok(null) : reset
      }),
    changeProfessionalPin: () =>
      queue.run(async () => {
        const isVerified = await verified()
        return isVerified.ok ? atPad('hpcInputHPCPIN', { ...ofProfessionalPin, ...ofPinChange }) : isVerified
      }),
    unlockProfessionalPin: () => queue.run(() => atPad('hpcUnlockHPC', ofUnlocking)),
    verifyPatientPin: () => queue.run(() => unlessFree(() => atPad('csVerifyHCPIN', {}))),
    changePatientPin: () => queue.run(() => atPad('csInputHCPIN', ofPinChange)),
    disablePatientPin: () => queue.run(() => unlessFree(() => atPad('csDisableHCPIN', ofPinChange))),
  }
}
