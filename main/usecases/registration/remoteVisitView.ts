import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { RemoteVisit, RemoteVisitId } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { patienceMs } from '../../domain/card/remoteVisitPolicy.ts'
import { openOf, type RemoteRequestRecord } from '../../store/card/remoteRequestRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { findByIds, type PatientRecord } from '../../store/patient/patientRepository.ts'
import { dayOf, instantOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'
import { remoteVisitOfPatient } from './remoteVisitUnderWay.ts'
import { consentView } from './visitConsent.ts'

/** One request in memory. `turn` counts its stretches of waiting, so that an answer to an earlier one is not listened to. */
export interface HeldRemoteVisit {
  readonly request: RemoteRequestRecord
  /** The visit under way that it is for; null for one still to come. */
  readonly encounterId: EncounterId | null
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

type Begun = Pick<HeldRemoteVisit, 'request' | 'encounterId' | 'nationalId' | 'accessToken' | 'since'>

/** A request that was sent this moment. */
export const newlyHeld = (begun: Begun): HeldRemoteVisit => ({
  ...begun,
  state: 'waiting',
  turn: 1,
  failures: 0,
  fault: null,
  token: null,
  card: null,
  endedAt: null,
  cardSessionId: null,
})

/** A request as screens see it; `held` is null for one that a former run of the program left behind, for this visit under way. */
export const remoteVisitView = (
  request: RemoteRequestRecord,
  held: HeldRemoteVisit | null,
  encounterId: EncounterId | null,
  patient: PatientRecord,
  now: number,
): RemoteVisit => ({
  remoteVisitId: request.id,
  encounterId,
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

/** Every request of a desk as screens see it: those that a former run left behind, then those in memory. */
export const remoteVisitViews = async (
  db: ReadDb,
  desk: string,
  held: ReadonlyMap<RemoteVisitId, HeldRemoteVisit>,
  now: number,
): Promise<readonly RemoteVisit[]> => {
  const interrupted = (await openOf(db, desk)).filter(({ id }) => !held.has(id))
  const requests = [...interrupted, ...[...held.values()].map(({ request }) => request)]
  const patients = await findByIds(
    db,
    requests.map(({ patientId }) => patientId),
  )
  const views = requests.map(async (request): Promise<readonly RemoteVisit[]> => {
    const patient = patients.get(request.patientId)
    if (patient === undefined) return []
    const entry = held.get(request.id) ?? null
    // Which visit a request was for isn't stored: there is one of a patient at most that it could be for.
    const encounterId = entry === null ? await remoteVisitOfPatient(db, request.patientId) : entry.encounterId
    return [remoteVisitView(request, entry, encounterId, patient, now)]
  })
  return (await Promise.all(views)).flat()
}
