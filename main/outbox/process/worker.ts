import { ok, type Result } from '../../../preload/contract/result.ts'
import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import { type Clock, createClock } from '../../platform/clock.ts'
import { openStore } from '../../store/openStore.ts'
import { rememberedCentre } from '../../store/outbox/rememberedCentre.ts'
import { catchUpOfStore } from '../catchUp/catchUpOfStore.ts'
import { heldBack } from '../catchUp/catchUpRounds.ts'
import { storeHeldOtherwise } from '../catchUp/knowingWhatIsHeld.ts'
import { createPuller, type Puller, storeInbox } from '../dispatch/appointmentPull.ts'
import { storeAuditTrail } from '../dispatch/auditAnchor.ts'
import type { OutboxPolicy } from '../dispatch/batchSender.ts'
import { createDispatcher } from '../dispatch/dispatcher.ts'
import { failureFields } from '../dispatch/failureFields.ts'
import { createGate } from '../dispatch/gate.ts'
import { groupedLedger } from '../dispatch/groupedLedger.ts'
import { storeLedger, writeGroup } from '../dispatch/ledger.ts'
import { createScheduler, type Scheduler } from '../dispatch/scheduler.ts'
import type { EndPoints, openEndPoints } from '../line/endPoints.ts'
import type { Link } from '../line/link.ts'
import { createLinks } from '../line/links.ts'
import { createMainNhi } from './mainNhi.ts'
import type { FromWorker, LogFields, LogLevel, NhiAnswer, OutboxPace, StartMessage, WakeReason } from './messages.ts'
import { createServerTime } from './serverTime.ts'

/** The sync worker at work: what the messages after `start` steer. */
export interface Worker {
  wake(reason: WakeReason, outboxId?: string | null): void
  /** Asks the clinic cloud for its appointments now. */
  pullAppointments(): void
  /** Main has answered a question for its NHI port. */
  nhiAnswered(answer: NhiAnswer): void
  pause(): void
  resume(): void
  drain(withinMs: number): Promise<boolean>
  stop(withinMs: number): Promise<void>
}

export interface WorkerOptions {
  readonly start: StartMessage
  readonly post: (message: FromWorker) => void
  readonly openEndPoints: typeof openEndPoints
  /** 0 ≤ x < 1. */
  readonly random: () => number
  /** Time that a test holds in its hands; the PC's own when left out. */
  readonly time?: { readonly clock: Clock; readonly scheduler: Scheduler }
}

/** The policy, with results asked for sooner where a test's pace wants it. */
const atPace =
  (pace: OutboxPace): OutboxPolicy =>
  (row, outcome, now, random) => {
    const transition = outboxPolicy.next(row, outcome, now, random)
    return outcome.type === 'taken-in' && transition.state === 'awaiting-result'
      ? { ...transition, nextTryAt: Math.min(transition.nextTryAt, now + pace.resultPollMs) }
      : transition
  }

/** What an end point may need to let go of its connections; the process ends anyway. */
const disposeMs = 500

/** Opens the store on connections of its own and begins. Errors: those of `openStore`. */
export const startWorker = async (options: WorkerOptions): Promise<Result<Worker>> => {
  const { start, post, random } = options
  const log = (level: LogLevel, event: string, fields: LogFields): void => post({ type: 'log', level, event, fields })
  const opened = await openStore({
    file: start.dbFile,
    key: Buffer.from(start.keyHex, 'hex'),
    ...(start.nativeBinding === null ? {} : { nativeBinding: start.nativeBinding }),
    onUnreadable: () => post({ type: 'store-damaged' }),
  })
  if (!opened.ok) return opened
  const store = opened.value

  const clock = options.time?.clock ?? createClock({})
  if (start.offsetMs !== null) clock.learn({ offsetMs: start.offsetMs, roundTripMs: 0, source: 'sync-worker' })
  const scheduler = options.time?.scheduler ?? createScheduler(clock.now)
  const ledger = groupedLedger(storeLedger(store), writeGroup(store), scheduler)
  const mainNhi = createMainNhi(post)
  const { nhiServer, clinicCloud } = start.settings
  const [nhi, cloud] = await Promise.all([
    rememberedCentre(store, 'nhi', nhiServer.baseUrls),
    rememberedCentre(store, 'cloud', clinicCloud?.baseUrls ?? []),
  ])
  const endPoints: EndPoints = options.openEndPoints({
    settings: start.settings,
    pace: start.pace,
    ledger,
    now: clock.now,
    mainNhi: mainNhi.port,
    auditTrail: storeAuditTrail(store),
    appointments: storeInbox(store),
    heldOtherwise: storeHeldOtherwise(store.db),
    deskId: start.deskId,
    remembered: { nhi, cloud },
  })

  const serverTime = createServerTime({
    clock,
    offsetMs: endPoints.offsetMs,
    onOffset: (offsetMs) => post({ type: 'serverTime', offsetMs }),
    onCorrected: () => dispatcher.clockCorrected(),
  })
  const probing = (probe: () => Promise<{ readonly up: boolean; readonly dataCentre: number | null }>) => async () => {
    const answer = await probe()
    serverTime.look()
    return answer
  }

  const links = createLinks({
    probeNhi: probing(endPoints.nhi.probe),
    probeCloud: endPoints.cloud === null ? null : probing(endPoints.cloud.probe),
    scheduler,
    random,
    pace: start.pace,
    onLinks: (current) => post({ type: 'links', links: current }),
    onReturned: (which, outageMs) => {
      dispatcher.linkReturned(which === 'nhi' ? 'nhi-upload' : 'clinic-cloud', outageMs)
      if (which !== 'cloud') return
      puller?.pullNow()
      caughtUp?.goOn()
    },
    onMoved: (which) => dispatcher.centreMoved(which === 'nhi' ? 'nhi-upload' : 'clinic-cloud'),
    onChange: () => dispatcher.wake(),
  })

  const gateFor = (link: Link) => createGate({ link, monotonic: scheduler.monotonic, random })
  /** Where a look takes a turn of the reader, a slow send is no reason for one. */
  const nhiGate = () =>
    start.pace.nhiProbe === null ? gateFor(links.nhi) : gateFor({ ...links.nhi, probeNow: () => undefined })
  const ways = [
    { target: endPoints.nhi.target, gate: nhiGate() },
    ...(endPoints.cloud === null || links.cloud === null
      ? []
      : [
          {
            target: endPoints.cloud.target,
            gate: heldBack(gateFor(links.cloud), () => caughtUp?.isHolding() ?? false),
          },
        ]),
  ]
  const dispatcher = createDispatcher({
    ways,
    ledger,
    policy: atPace(start.pace),
    scheduler,
    random,
    log,
    onChanged: (encounterIds) => post({ type: 'changed', encounterIds: [...encounterIds] }),
  })

  const puller: Puller | null =
    endPoints.pullAppointments === null
      ? null
      : createPuller({
          pull: endPoints.pullAppointments,
          scheduler,
          everyMs: start.pace.appointmentsMs,
          onReport: (report) => post({ type: 'appointments', news: 'news' in report ? report.news : 0 }),
          onFault: (error) => log('error', 'appointments-not-pulled', failureFields(error)),
        })

  const caughtUp =
    endPoints.askRecords === null
      ? null
      : await catchUpOfStore({
          ask: endPoints.askRecords,
          store,
          scheduler,
          log,
          onReleased: () => dispatcher.wake(),
          onNews: () => post({ type: 'cloud-findings' }),
        })

  if (start.paused) dispatcher.pause()
  const recovered = await dispatcher.start()
  links.start()
  post({ type: 'ready', recovered })

  return ok({
    wake: (reason, outboxId = null) => {
      if (reason === 'power-resumed') {
        clock.resumed()
        links.probeNow()
      }
      if (reason === 'appended') dispatcher.wake()
      else dispatcher.sendNow(outboxId)
      if (reason === 'asked') links.probeNow()
    },
    nhiAnswered: mainNhi.answered,
    pullAppointments: () => puller?.pullNow(),
    pause: dispatcher.pause,
    resume: dispatcher.resume,
    drain: dispatcher.drain,
    stop: async (withinMs) => {
      links.stop()
      const asked = Promise.all([puller?.stop(), caughtUp?.stop()])
      await dispatcher.stop(withinMs)
      await Promise.race([
        endPoints.dispose().then(() => asked),
        new Promise<void>((resolve) => {
          scheduler.after(disposeMs, resolve)
        }),
      ])
      await store.close()
    },
  })
}
