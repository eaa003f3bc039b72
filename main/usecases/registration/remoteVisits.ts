import type { CardIdentity, NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { EventName, EventPayload } from '../../../preload/contract/index.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { RemoteVisit, RemoteVisitId } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId, PatientId } from '../../../preload/contract/words.ts'
import { firstAskInMs, nextRemoteStep } from '../../domain/card/remoteVisitPolicy.ts'
import { endsVirtualCard } from '../../domain/card/virtualCardFaults.ts'
import { openOf, type RemoteRequestRecord } from '../../store/card/remoteRequestRepository.ts'
import type { Store } from '../../store/handles.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import type { KeptConsent } from '../../store/visit/attendanceRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { RemotePatientDesk } from '../card/remotePatientDesk.ts'
import { createRemoteVisitTrail, outcomeOf } from './remoteVisitTrail.ts'
import { remoteVisitUnderWay } from './remoteVisitUnderWay.ts'
import { type HeldRemoteVisit, newlyHeld, remoteVisitView, remoteVisitViews } from './remoteVisitView.ts'

export interface RemoteVisitOptions {
  readonly store: Store
  readonly control: Pick<NhiControlPort, 'requestRemoteVisit' | 'remoteVisitToken'>
  readonly desk: { readonly id: string; readonly person: string }
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly newId: () => string
  readonly pause: (ms: number) => Promise<void>
  readonly publish: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
  /** Where approved patients are shown. The token goes nowhere else. */
  readonly atDesk: RemotePatientDesk
  /** Something unexpected in the waiting; nothing personal is in it. */
  readonly onFault: (error: unknown) => void
}

type Asked = Pick<RemoteRequestRecord, 'patientId' | 'attendance' | 'consent'> & Pick<HeldRemoteVisit, 'encounterId'>

/**
 * The requests for remote visits (視訊、通訊診療) of this desk, side by side. What they wait with, and what they are answered with, is
 * in this memory only: a program that ends forgets it, and the stored rows then tell that they have to be made again.
 */
export interface RemoteVisits {
  /** Takes the place of whatever has ended for the same patient. */
  request(input: Asked): Promise<Result<RemoteVisit>>
  list(): Promise<readonly RemoteVisit[]>
  waitOn(id: RemoteVisitId): Result<null>
  cancel(id: RemoteVisitId): Promise<Result<null>>
  present(id: RemoteVisitId): Promise<Result<null>>
  /** The consent taken with the request by which the card of this session came. */
  consentOf(session: CardSessionId | null): KeptConsent | null
  /** Another card stands at the desk, or none: a patient whom it took the desk from before the visit began is approved still. */
  cardChanged(): Promise<void>
  dispose(): void
}

type State = HeldRemoteVisit['state']

const openStates: ReadonlySet<State> = new Set(['waiting', 'silent', 'approved'])

export const createRemoteVisits = (options: RemoteVisitOptions): RemoteVisits => {
  const { store, control, desk, now, atDesk } = options
  const trail = createRemoteVisitTrail(store, desk)
  const held = new Map<RemoteVisitId, HeldRemoteVisit>()
  const asking = new Set<PatientId>()
  let isOver = false

  const tell = (remoteVisitId: RemoteVisitId, state: EventPayload<'remote-visit:changed'>['state']): void =>
    options.publish('remote-visit:changed', { remoteVisitId, state })

  const change = (id: RemoteVisitId, patch: Partial<HeldRemoteVisit>): void => {
    const entry = held.get(id)
    if (entry === undefined) return
    const next = { ...entry, ...patch }
    held.set(id, next)
    const isSeen = (['state', 'turn', 'cardSessionId'] as const).some((part) => next[part] !== entry[part])
    if (isSeen || next.fault?.code !== entry.fault?.code) {
      tell(id, next.state)
    }
  }

  const stop = async (id: RemoteVisitId, state: State, patch: Partial<HeldRemoteVisit>): Promise<void> => {
    const entry = held.get(id)
    const outcome = outcomeOf[state]
    const at = now()
    // A row that could not be ended shows as interrupted after the next start, which is no more than a repetition.
    if (entry !== undefined && outcome !== undefined) await trail.ended(entry.request, outcome, at)
    change(id, { state, endedAt: at, token: null, ...patch })
  }

  const bring = async (id: RemoteVisitId): Promise<Result<null>> => {
    const entry = held.get(id)
    if (entry?.state !== 'approved') return fail('CONFLICT')
    if (!atDesk.isFree()) return fail('DESK_OCCUPIED', { retryable: true })
    const { token, card, nationalId } = entry
    const showing = token !== null ? atDesk.show(token, nationalId) : card === null ? null : atDesk.showKept(card)
    if (showing === null) return fail('CONFLICT')
    const shown = await showing
    if (isOver) return ok(null)
    if (!held.has(id)) {
      // Cancelled meanwhile: nobody is left at the desk whom nobody waits for.
      if (shown.ok) await atDesk.putAway(shown.value.sessionId)
    } else if (shown.ok) {
      await stop(id, 'presented', { cardSessionId: shown.value.sessionId, card: shown.value.card, fault: null })
    } else if (shown.error.code === 'DESK_OCCUPIED') {
      // Somebody came to the desk while the card was redeemed: the patient is approved still.
      return shown
    } else if (endsVirtualCard(shown.error.code)) await stop(id, 'failed', { fault: shown.error })
    else change(id, { fault: shown.error })
    return ok(null)
  }

  /** Asks until there is an answer, silence, or somebody stops it. */
  const wait = async (id: RemoteVisitId, turn: number): Promise<void> => {
    const mine = (): HeldRemoteVisit | null => {
      const entry = held.get(id)
      return !isOver && entry?.state === 'waiting' && entry.turn === turn ? entry : null
    }
    let inMs = firstAskInMs
    while (true) {
      await options.pause(inMs)
      const asked = mine()
      if (asked === null) return
      const answer = await control.remoteVisitToken(asked.accessToken)
      await releaseOver()
      const entry = mine()
      if (entry === null) return
      const step = nextRemoteStep(entry, answer, now())
      if (step.do === 'stop') return stop(id, step.as, { fault: step.fault })
      if (step.do === 'take') {
        change(id, { state: 'approved', token: step.token, fault: null, failures: 0 })
        if (atDesk.isFree()) await bring(id)
        return
      }
      change(id, { failures: step.failures, fault: step.fault })
      inMs = step.inMs
    }
  }

  const begin = (id: RemoteVisitId, turn: number): void =>
    void wait(id, turn).catch((error: unknown) => {
      options.onFault(error)
      const entry = held.get(id)
      // Nobody asks any more: a desk that still read that it waits would wait for good. The stored row stays open for the next start.
      if (entry?.state === 'waiting' && entry.turn === turn) {
        change(id, { state: 'failed', endedAt: now(), token: null, fault: fail('INTERNAL').error })
      }
    })

  /** A card that was read again has a new stay at the desk. */
  const followStays = (): void => {
    for (const [id, entry] of held) {
      const stay = entry.state === 'presented' && entry.card !== null ? atDesk.stayOf(entry.card) : null
      if (stay !== null) change(id, { cardSessionId: stay })
    }
  }

  const isGone = (entry: HeldRemoteVisit | undefined): entry is HeldRemoteVisit & { readonly card: CardIdentity } =>
    entry?.state === 'presented' && entry.card !== null && atDesk.stayOf(entry.card) === null

  /** A patient who has been at the desk and left it again is nothing to list any more, unless the visit is still to come. */
  const releaseGone = async (): Promise<void> => {
    followStays()
    for (const [id, entry] of held) {
      if (!isGone(entry)) continue
      const mayReturn = await atDesk.awaitsVisit(entry.card)
      if (!isGone(held.get(id))) continue
      if (mayReturn) change(id, { state: 'approved', cardSessionId: null, endedAt: null })
      else {
        held.delete(id)
        tell(id, 'put-away')
      }
    }
  }

  const cancel = async (id: RemoteVisitId): Promise<Result<null>> => {
    const entry = held.get(id)
    const stored = entry?.request ?? (await openOf(store.db, desk.id)).find((each) => each.id === id)
    if (stored === undefined) return fail('NOT_FOUND')
    // From here on no answer is listened to, whatever the store says.
    held.delete(id)
    const kept = await trail.ended(stored, entry === undefined ? 'interrupted' : 'cancelled', now())
    tell(id, 'put-away')
    return kept
  }

  /** A visit that has ended another way waits for no approval. */
  const releaseOver = async (): Promise<void> => {
    for (const [id, { encounterId, state }] of held) {
      if (encounterId === null || state === 'presented') continue
      const visit = await byId(store.db, encounterId)
      if (visit === null || (await remoteVisitUnderWay(store.db, visit)) === null) await cancel(id)
    }
  }

  const putEndedAway = async (patientId: PatientId): Promise<void> => {
    const stored = await openOf(store.db, desk.id)
    const known = [...stored, ...[...held.values()].map(({ request }) => request)]
    for (const { id } of known.filter((each) => each.patientId === patientId)) {
      const state = held.get(id)?.state
      if (state !== 'presented' && (state === undefined || !openStates.has(state))) await cancel(id)
    }
  }

  const ask = async ({ encounterId, ...input }: Asked): Promise<Result<RemoteVisit>> => {
    const patient = await findById(store.db, input.patientId)
    if (patient === null) return fail('PATIENT_UNKNOWN')
    const asked = await control.requestRemoteVisit(patient.nationalId)
    if (!asked.ok) return asked
    const request: RemoteRequestRecord = { ...input, id: options.newId() as RemoteVisitId, desk: desk.id }
    await putEndedAway(input.patientId)
    const kept = await trail.begun(request)
    if (!kept.ok) return kept
    const { nationalId } = patient
    const { accessToken } = asked.value
    const entry = newlyHeld({ request, encounterId, nationalId, accessToken, since: now() })
    held.set(request.id, entry)
    tell(request.id, 'waiting')
    begin(request.id, 1)
    return ok(remoteVisitView(request, entry, encounterId, patient, now()))
  }

  return {
    request: async (input) => {
      const { patientId } = input
      const isOpen = [...held.values()].some(
        ({ request, state }) => request.patientId === patientId && openStates.has(state),
      )
      // Asked twice, the patient would be asked twice.
      if (isOpen || asking.has(patientId)) return fail('REMOTE_VISIT_OPEN')
      asking.add(patientId)
      return ask(input).finally(() => asking.delete(patientId))
    },
    list: async () => {
      await releaseGone()
      await releaseOver()
      return remoteVisitViews(store.db, desk.id, held, now())
    },
    waitOn: (id) => {
      const entry = held.get(id)
      if (entry === undefined) return fail('NOT_FOUND')
      if (entry.state !== 'silent') return fail('CONFLICT')
      const turn = entry.turn + 1
      change(id, { state: 'waiting', turn, since: now(), failures: 0, endedAt: null, fault: null })
      begin(id, turn)
      return ok(null)
    },
    cancel,
    present: bring,
    consentOf: (session) => {
      if (session === null) return null
      const entry = [...held.values()].find(({ cardSessionId }) => cardSessionId === session)
      return entry?.request.consent ?? null
    },
    cardChanged: releaseGone,
    dispose: () => {
      isOver = true
      held.clear()
    },
  }
}
