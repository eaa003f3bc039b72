import type { CardIdentity, NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { EventName, EventPayload } from '../../../preload/contract/index.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { RemoteVisit, RemoteVisitId } from '../../../preload/contract/visit/remoteVisit.ts'
import type { CardSessionId, PatientId } from '../../../preload/contract/words.ts'
import { firstAskInMs, nextRemoteStep } from '../../domain/card/remoteVisitPolicy.ts'
import { endsVirtualCard } from '../../domain/card/virtualCardFaults.ts'
import { openOf, type RemoteOutcome, type RemoteRequestRecord } from '../../store/card/remoteRequestRepository.ts'
import type { Store } from '../../store/handles.ts'
import { findById, findByIds } from '../../store/patient/patientRepository.ts'
import type { KeptConsent } from '../../store/visit/attendanceRepository.ts'
import type { RemotePatientDesk } from '../card/remotePatientDesk.ts'
import { createRemoteVisitTrail } from './remoteVisitTrail.ts'
import { type HeldRemoteVisit, remoteVisitView } from './remoteVisitView.ts'

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

type Asked = Pick<RemoteRequestRecord, 'patientId' | 'attendance' | 'consent'>

/**
 * The requests for remote visits (視訊、通訊診療) of this desk, side by side. What they wait with, and what they are answered with, is
 * in this memory only: a program that ends forgets it, and the stored rows then tell that they have to be made again.
 */
export interface RemoteVisits {
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

const outcomes: Readonly<Partial<Record<State, RemoteOutcome>>> = {
  presented: 'approved',
  refused: 'refused',
  expired: 'expired',
  failed: 'failed',
}

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
    if (next.state !== entry.state || next.fault?.code !== entry.fault?.code || next.turn !== entry.turn) {
      tell(id, next.state)
    }
  }

  const stop = async (id: RemoteVisitId, state: State, patch: Partial<HeldRemoteVisit>): Promise<void> => {
    const entry = held.get(id)
    const outcome = outcomes[state]
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

  const begin = (id: RemoteVisitId, turn: number): void => void wait(id, turn).catch(options.onFault)

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

  const ask = async (input: Asked): Promise<Result<RemoteVisit>> => {
    const patient = await findById(store.db, input.patientId)
    if (patient === null) return fail('PATIENT_UNKNOWN')
    const asked = await control.requestRemoteVisit(patient.nationalId)
    if (!asked.ok) return asked
    const request: RemoteRequestRecord = { ...input, id: options.newId() as RemoteVisitId, desk: desk.id }
    const kept = await trail.begun(request)
    if (!kept.ok) return kept
    const entry: HeldRemoteVisit = {
      request,
      nationalId: patient.nationalId,
      accessToken: asked.value.accessToken,
      state: 'waiting',
      turn: 1,
      since: now(),
      failures: 0,
      fault: null,
      token: null,
      card: null,
      endedAt: null,
      cardSessionId: null,
    }
    held.set(request.id, entry)
    tell(request.id, 'waiting')
    begin(request.id, 1)
    return ok(remoteVisitView(request, entry, patient, now()))
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
      const stored = await openOf(store.db, desk.id)
      const interrupted = stored.filter(({ id }) => !held.has(id))
      const requests = [...interrupted, ...[...held.values()].map(({ request }) => request)]
      const patients = await findByIds(
        store.db,
        requests.map(({ patientId }) => patientId),
      )
      return requests.flatMap((request) => {
        const patient = patients.get(request.patientId)
        return patient === undefined ? [] : [remoteVisitView(request, held.get(request.id) ?? null, patient, now())]
      })
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
    cancel: async (id) => {
      const entry = held.get(id)
      const stored = entry?.request ?? (await openOf(store.db, desk.id)).find((each) => each.id === id)
      if (stored === undefined) return fail('NOT_FOUND')
      // From here on no answer is listened to, whatever the store says.
      held.delete(id)
      const kept = await trail.ended(stored, entry === undefined ? 'interrupted' : 'cancelled', now())
      tell(id, 'put-away')
      return kept
    },
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
