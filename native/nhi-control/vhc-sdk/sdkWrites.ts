import { isoToRoc } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { BasicData } from '../layouts/personLayouts.ts'
import { decodeOrderSignatures, encodePrescriptions } from '../layouts/prescriptionLayouts.ts'
import { decodeNumberedSerial } from '../layouts/serialLayouts.ts'
import { encodeTreatmentCodeIcd10, encodeTreatmentFee } from '../layouts/treatmentWriteLayouts.ts'
import { lacksSerial } from '../openOutcomes.ts'
import type { CardIdentity, NhiControlPort, PrescriptionWrite, TreatmentWrite, VisitSerial } from '../port.ts'
import { type AskSdk, noBuffer } from './sdkCalls.ts'
import type { SdkCard } from './sdkCard.ts'
import { bufferText, flag, sdkPaths } from './wire.ts'

const mostOrders = 60
/** 3209: written already. */
const alreadyWritten = [3209]
/** 3220, 5153: undone already, which is what was wanted. */
const alreadyUndone = [3220, 5153]

/** Done, or refused with a status code that means that it had been done before. */
const doneOr = (result: Result<unknown>, codes: readonly number[]): Result<null> => {
  if (result.ok) return ok(null)
  return codes.includes(Number(result.error.details?.statusCode)) ? ok(null) : result
}

/** The SDK looks at the person again by itself (5020), for each write. */
const personOf = (holder: BasicData, treatmentDateTime: string) => ({
  pDateTime: treatmentDateTime,
  pPatientID: holder.nationalId,
  pPatientBirthDate: isoToRoc(holder.birthDate),
})

type SerialInput = Parameters<NhiControlPort['nextSerial']>[0]

/** The part of the port that takes serials and writes; each may be told the card it is meant for. */
export interface SdkWrites {
  nextSerial(input: SerialInput, expected: CardIdentity): Promise<Result<VisitSerial>>
  rollbackSerial(treatmentDateTime: string, expected: CardIdentity): Promise<Result<null>>
  writeTreatment(input: TreatmentWrite, expected: CardIdentity): Promise<Result<null>>
  writePrescriptions(
    treatmentDateTime: string,
    prescriptions: readonly PrescriptionWrite[],
    expected: CardIdentity,
  ): Promise<Result<readonly string[]>>
}

export const createSdkWrites = (
  ask: AskSdk,
  { onCard, onSameCard }: Pick<SdkCard, 'onCard' | 'onSameCard'>,
): SdkWrites => ({
  nextSerial: ({ treatmentItem, babyTreatment, afterCheck }, expected) =>
    onSameCard(expected, () =>
      ask({
        path: sdkPaths.nextSerial,
        body: { cTreatItem: treatmentItem, cBabyTreat: flag(babyTreatment), cTreatAfterCheck: afterCheck },
        safety: 'once',
        answerer: 'server',
        read: (buffer) => {
          const serial = decodeNumberedSerial(buffer)
          return serial.ok && lacksSerial(treatmentItem, serial.value.visitSequenceNumber)
            ? fail('CONTROL_BAD_REPLY', { details: { reason: 'field', field: 'visitSequenceNumber' } })
            : serial
        },
      }),
    ),
  async rollbackSerial(treatmentDateTime, expected) {
    const undone = await onSameCard(expected, () =>
      ask({
        path: sdkPaths.rollbackSerial,
        body: { pUnTreatDate: treatmentDateTime },
        safety: 'once',
        answerer: 'server',
        read: noBuffer,
      }),
    )
    return doneOr(undone, alreadyUndone)
  },
  async writeTreatment(input, expected) {
    const codes = encodeTreatmentCodeIcd10(input)
    if (!codes.ok) return codes
    const fees = encodeTreatmentFee(input)
    if (!fees.ok) return fees
    const write = (holder: BasicData, path: typeof sdkPaths.writeCodes | typeof sdkPaths.writeFees, data: Uint8Array) =>
      ask({
        path,
        body: { ...personOf(holder, input.treatmentDateTime), pDataWrite: bufferText(data) },
        safety: 'once',
        answerer: 'server',
        read: noBuffer,
      })
    return onCard(expected, async (holder) => {
      const coded = doneOr(await write(holder, sdkPaths.writeCodes, codes.value), alreadyWritten)
      return coded.ok ? doneOr(await write(holder, sdkPaths.writeFees, fees.value), alreadyWritten) : coded
    })
  },
  async writePrescriptions(treatmentDateTime, prescriptions, expected) {
    if (prescriptions.length === 0) return ok([])
    if (prescriptions.length > mostOrders) {
      return fail('RECORD_INVALID', { details: { reason: 'order-count', orders: prescriptions.length } })
    }
    const orders = encodePrescriptions(treatmentDateTime, prescriptions)
    if (!orders.ok) return orders
    return onCard(expected, (holder) =>
      ask({
        path: sdkPaths.signOrders,
        body: { ...personOf(holder, treatmentDateTime), pDataWrite: bufferText(orders.value) },
        safety: 'once',
        answerer: 'server',
        read: (buffer) => decodeOrderSignatures(buffer, prescriptions.length),
      }),
    )
  },
})
