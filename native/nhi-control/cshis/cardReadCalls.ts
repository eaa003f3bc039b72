import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CallQueue } from '../control6/callQueue.ts'
import { decodeCriticalIllness } from '../layouts/criticalIllnessLayouts.ts'
import { decodeCumulative } from '../layouts/cumulativeLayout.ts'
import { decodeTreatmentNeedHpc, withDiagnoses } from '../layouts/diagnosedVisitLayouts.ts'
import { decodeValidity } from '../layouts/personLayouts.ts'
import { decodePrescriptions } from '../layouts/prescriptionLayouts.ts'
import { decodeEmergencyPhone } from '../layouts/smallReplyLayouts.ts'
import { decodeCardVisits } from '../layouts/visitLayouts.ts'
import type { CardPrescription, CardVisitWithDiagnoses, CriticalIllness, NhiControlPort } from '../port.ts'
import { onCard } from './cardHolder.ts'
import { cardStatus } from './cardStatus.ts'
import { unpackDiagnoses } from './diagnosisPacking.ts'
import { bufferOf, type LibrarySession } from './librarySession.ts'
import { readRegisteredPerson } from './personRead.ts'

/** The part of the port that only reads the inserted card: given up when another card comes. */
export type CardReadCalls = Pick<
  NhiControlPort,
  | 'registeredPerson'
  | 'cardValidity'
  | 'emergencyPhone'
  | 'criticalIllnesses'
  | 'cardVisits'
  | 'cardVisitsWithDiagnoses'
  | 'cardPrescriptions'
  | 'cumulativeData'
>

const mostOrders = 60
const orderBytes = 61

const readIllnesses = async (session: LibrarySession): Promise<Result<readonly CriticalIllness[]>> => {
  const illnesses = await session.read('hisGetCriticalIllness', [114], decodeCriticalIllness)
  if (!illnesses.ok) return illnesses
  const filled = illnesses.value.filter(({ code }) => code !== '')
  const codes = await unpackDiagnoses(
    session,
    filled.map(({ code }) => code),
  )
  return codes.ok ? ok(filled.map((illness, index) => ({ ...illness, code: codes.value[index] ?? '' }))) : codes
}

const readDiagnosedVisits = async (session: LibrarySession): Promise<Result<readonly CardVisitWithDiagnoses[]>> => {
  const visits = await session.read('hisGetTreatmentNoNeedHPC', [498], decodeCardVisits)
  if (!visits.ok) return visits
  const diagnosed = await session.read('hisGetTreatmentNeedHPC', [372], decodeTreatmentNeedHpc)
  if (!diagnosed.ok) return diagnosed
  const packed = withDiagnoses(visits.value, diagnosed.value.visits)
  const unpacked: CardVisitWithDiagnoses[] = []
  for (const visit of packed) {
    const diagnoses = await unpackDiagnoses(session, visit.diagnoses)
    if (!diagnoses.ok) return diagnoses
    unpacked.push({ ...visit, diagnoses: diagnoses.value })
  }
  return ok(unpacked)
}

/** The library tells how many orders it has written into the buffer, and how many bytes: they have to agree. */
const readOrders = async (session: LibrarySession): Promise<Result<readonly CardPrescription[]>> => {
  const answer = await session.ask('hisReadPrescriptMain', [mostOrders * orderBytes, 1, mostOrders, 0])
  if (!answer.ok) return answer
  const count = answer.value.outputs.find((output) => typeof output === 'number') ?? 0
  const bytes = bufferOf(answer.value)
  if (bytes.length !== count * orderBytes) {
    const details = { layout: 'hisReadPrescriptMain', reason: 'length', bytes: bytes.length }
    return fail('CONTROL_BAD_REPLY', { retryable: true, details })
  }
  return decodePrescriptions(bytes)
}

export const createCardReadCalls = (parts: {
  readonly session: LibrarySession
  readonly queue: CallQueue
}): CardReadCalls => {
  const { session, queue } = parts

  /** A read in its turn; the answer of one that was given up meanwhile is about a card that may be gone. */
  const inTurn = <T>(read: () => Promise<Result<T>>): Promise<Result<T>> =>
    queue.question((turns) =>
      turns.alone(async (signal) => {
        const result = await read()
        return signal.aborted ? fail('CARD_REMOVED', { retryable: true }) : result
      }),
    )
  const withThreeCards = <T>(read: () => Promise<Result<T>>): Promise<Result<T>> =>
    inTurn(async () => (await cardStatus.professionalMissing(session)) ?? read())

  return {
    registeredPerson: () => inTurn(() => readRegisteredPerson(session)),
    cardValidity: (expected) =>
      inTurn(() => onCard(session, expected, () => session.read('hisGetRegisterBasic2', [9], decodeValidity))),
    emergencyPhone: () => inTurn(() => session.read('hisGetEmergentTel', [14], decodeEmergencyPhone)),
    cardVisits: (expected) =>
      inTurn(() => onCard(session, expected, () => session.read('hisGetTreatmentNoNeedHPC', [498], decodeCardVisits))),
    cumulativeData: () => inTurn(() => session.read('hisGetCumulativeData', [134], decodeCumulative)),
    criticalIllnesses: () => withThreeCards(() => readIllnesses(session)),
    cardVisitsWithDiagnoses: () => withThreeCards(() => readDiagnosedVisits(session)),
    cardPrescriptions: () => withThreeCards(() => readOrders(session)),
  }
}
