import type { IsoDate } from '../../../preload/contract/words.ts'
import { proposeExceptionCode } from '../../domain/card/proposeExceptionCode.ts'
import { type RuleTables, rulesOn } from '../../domain/tables/ruleTables.ts'
import type { StoredSerial } from '../serial/storedSerial.ts'

/**
 * A serial whose answer was lost has been used up, but its security signature (安全簽章) is gone, and a normal record cannot do
 * without it. Such a visit goes out as an exception "network fault, serial already taken" (A021) from the start.
 */
export const exceptionAfterLostSignature = (
  serial: StoredSerial | null,
  rules: RuleTables,
  day: IsoDate,
): string | null =>
  serial !== null && serial.securitySignature === null
    ? proposeExceptionCode({ code: 'NHI_REPLY_LOST' }, true, rulesOn(rules, day).exceptionCodes)
    : null
