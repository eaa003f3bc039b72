import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { RemoteVisit } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { patienceMs } from '../../domain/card/remoteVisitPolicy.ts'
import type { RemoteRequestRecord } from '../../store/card/remoteRequestRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import { dayOf, instantOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'
import { consentView } from './visitConsent.ts'

/** One request in memory. `turn` counts its stretches of waiting, so that an answer to an earlier one is not listened to. */
export interface HeldRemoteVisit {
  readonly request: RemoteRequestRecord
  readonly nationalId: string
  readonly accessToken: string
  readonly state: Exclude<RemoteVisit['state'], 'interrupted'>
  readonly turn: number
  /** Since when this stretch of waiting runs, epoch ms. */
  readonly since: number
  readonly failures: number
  readonly fault: AppError | null
  /** The virtual card, from the approval until it is at the desk for the first time. */
  readonly token: string | null
  /** Whose card it was found to be at the desk; null before. */
  readonly card: CardIdentity | null
  readonly endedAt: number | null
  readonly cardSessionId: CardSessionId | null
}

/** A request as screens see it; `held` is null for one that a former run of the program left behind. */
export const remoteVisitView = (
  request: RemoteRequestRecord,
  held: HeldRemoteVisit | null,
  patient: PatientRecord,
  now: number,
): RemoteVisit => ({
  remoteVisitId: request.id,
  patient: patientView(patient, dayOf(now)),
  attendance: request.attendance,
  consent: consentView(request.consent),
  state: held?.state ?? 'interrupted',
  requestedAt: instantOf(request.consent.at),
  waitsUntil: held?.state === 'waiting' ? instantOf(held.since + patienceMs) : null,
  endedAt: held === null || held.endedAt === null ? null : instantOf(held.endedAt),
  fault: held?.fault ?? null,
  cardSessionId: held?.cardSessionId ?? null,
})
