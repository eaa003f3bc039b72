import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CallQueue } from '../control6/callQueue.ts'
import { decodeOrderSignatures, encodePrescriptions } from '../layouts/prescriptionLayouts.ts'
import { decodeCardlessNumber, decodeNumberedSerial, decodeTreatmentNumber } from '../layouts/serialLayouts.ts'
import { decodeHospitalId } from '../layouts/smallReplyLayouts.ts'
import { encodeTreatmentCode, encodeTreatmentFee } from '../layouts/treatmentWriteLayouts.ts'
import { lacksSerial } from '../openOutcomes.ts'
import type { CardIdentity, NhiControlPort, TreatmentWrite, VisitSerial } from '../port.ts'
import { unreadable } from './callErrors.ts'
import { type Holder, onCard, readHolder } from './cardHolder.ts'
import { packDiagnoses } from './diagnosisPacking.ts'
import { bufferOf, type LibrarySession } from './librarySession.ts'
import { updateCard } from './personRead.ts'

/** The part of the port that changes what the card holds or what the NHI counts: in turn, never given up, never made twice. */
export type CardCalls = Pick<
  NhiControlPort,
  | 'logOutPatientCard'
  | 'updateCard'
  | 'nextSerial'
  | 'rollbackSerial'
  | 'treatmentNumberOfCard'
  | 'treatmentNumberWithoutCard'
  | 'writeTreatment'
  | 'writePrescriptions'
>

/** csSoftwareReset of the patient's card. */
const patientCard = 3
/** 5010: second visit of the day. A notice; the serial is given. */
const sameDay = 5010
/** 3209: written already. */
const alreadyWritten = 3209
/** 3220, 5153: undone already, which is what was wanted. */
const alreadyUndone = [3220, 5153]
/** hisWriteMultiPrescriptSign takes no more at once. */
const mostOrders = 60
const signatureBytes = 40
/** The doctor's ID takes eleven bytes. */
const doctorRoom = 16

const text = (value: string): Buffer => Buffer.from(value, 'latin1')

export const createCardCalls = (parts: { readonly session: LibrarySession; readonly queue: CallQueue }): CardCalls => {
  const { session, queue } = parts

  const takeSerial = async (wanted: Parameters<CardCalls['nextSerial']>[0]): Promise<Result<VisitSerial>> => {
    const given = [wanted.treatmentItem, wanted.babyTreatment, wanted.afterCheck].map(text)
    const name = 'hisGetSeqNumber256N1'
    const answer = await session.ask(name, [...given, 316], { accepts: (status) => status === sameDay })
    if (!answer.ok) return answer
    const serial = decodeNumberedSerial(bufferOf(answer.value))
    if (!serial.ok) return unreadable(name, serial)
    if (lacksSerial(wanted.treatmentItem, serial.value.visitSequenceNumber)) {
      const details = { layout: name, reason: 'field', field: 'visitSequenceNumber' }
      return unreadable(name, fail('CONTROL_BAD_REPLY', { details }))
    }
    return ok({ ...serial.value, sameDay: serial.value.sameDay || answer.value.status === sameDay })
  }

  /** The three parameters that name the visit and its patient in every write. */
  const visit = (treatmentDateTime: string, { nationalId, birthDate }: Holder): readonly Buffer[] =>
    [treatmentDateTime, nationalId, birthDate].map(text)

  const writeCodesAndFees = async (input: TreatmentWrite, expected: CardIdentity): Promise<Result<null>> => {
    const diagnoses = await packDiagnoses(session, input.diagnoses)
    if (!diagnoses.ok) return diagnoses
    const codes = encodeTreatmentCode({ ...input, diagnoses: diagnoses.value })
    if (!codes.ok) return codes
    const fees = encodeTreatmentFee(input)
    if (!fees.ok) return fees
    const holder = await readHolder(session, expected)
    if (!holder.ok) return holder
    const named = visit(input.treatmentDateTime, holder.value)
    const accepts = (status: number): boolean => status === alreadyWritten
    const withCodes = await session.ask('hisWriteTreatmentCode', [...named, codes.value, doctorRoom], { accepts })
    if (!withCodes.ok) return withCodes
    const withFees = await session.ask('hisWriteTreatmentFee', [...named, fees.value], { accepts })
    return withFees.ok ? ok(null) : withFees
  }

  return {
    logOutPatientCard() {
      // Whatever is still being asked is about the card before.
      queue.abandon()
      return queue.run(async () => {
        const reset = await session.ask('csSoftwareReset', [patientCard], { answerer: 'control' })
        if (reset.ok) return ok(null)
        return reset.error.code === 'CARD_ABSENT' ? ok(null) : reset
      })
    },
    updateCard: (expected) => queue.run(() => onCard(session, expected, () => updateCard(session))),
    nextSerial: (wanted, expected) => queue.run(() => onCard(session, expected, () => takeSerial(wanted))),
    rollbackSerial: (treatmentDateTime, expected) =>
      queue.run(() =>
        onCard(session, expected, async () => {
          const accepts = (status: number): boolean => alreadyUndone.includes(status)
          const undone = await session.ask('csUnGetSeqNumber', [text(treatmentDateTime)], { accepts })
          return undone.ok ? ok(null) : undone
        }),
      ),
    treatmentNumberOfCard: (treatmentDateTime, expected) =>
      queue.run(() =>
        onCard(session, expected, () =>
          session.read('hisGetTreatNumICCard', [text(treatmentDateTime), 20], decodeTreatmentNumber),
        ),
      ),
    treatmentNumberWithoutCard: (nationalId) =>
      queue.run(async () => {
        const hospital = await session.read('csGetHospID', [10], decodeHospitalId)
        if (!hospital.ok) return hospital
        const given = [text(nationalId), text(hospital.value), 43]
        return session.read('hisGetTreatNumNoICCard', given, decodeCardlessNumber)
      }),
    writeTreatment: (input, expected) => queue.run(() => writeCodesAndFees(input, expected)),
    writePrescriptions: (treatmentDateTime, prescriptions, expected) =>
      queue.run(async () => {
        const count = prescriptions.length
        if (count === 0) return ok([])
        if (count > mostOrders) {
          const details = { layout: 'hisWriteMultiPrescriptSign', reason: 'too-many-orders', most: mostOrders }
          return fail('RECORD_INVALID', { details })
        }
        const orders = encodePrescriptions(treatmentDateTime, prescriptions)
        if (!orders.ok) return orders
        const holder = await readHolder(session, expected)
        if (!holder.ok) return holder
        const given = [...visit(treatmentDateTime, holder.value), orders.value, count, count * signatureBytes]
        return session.read('hisWriteMultiPrescriptSign', given, (bytes) => decodeOrderSignatures(bytes, count))
      }),
  }
}
