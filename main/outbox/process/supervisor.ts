import type { EncounterId } from '../../../preload/contract/words.ts'
import { failureFields } from '../dispatch/failureFields.ts'
import {
  type FromWorker,
  FromWorkerSchema,
  type Links,
  type LogFields,
  type LogLevel,
  type NhiAnswer,
  type NhiQuestion,
  type StartInput,
  type ToWorker,
  type WakeReason,
} from './messages.ts'

/** The worker's process as main holds it: Electron's `UtilityProcess` fits as it is. */
export interface OutboxChild {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  /** Ends the process at once. */
  kill(): boolean
}

export interface SupervisorOptions {
  /** Built worker: `out/main/outbox-process.js`. */
  readonly modulePath: string
  /** `(path) => utilityProcess.fork(path, [], { serviceName: 'outbox' })`. */
  readonly fork: (modulePath: string) => OutboxChild
  /** Asked at every start of the process, so that a restart begins with what is known by then (offset, settings). */
  readonly startMessage: () => Omit<StartInput, 'type' | 'paused'>
  /** Whether the worker is there and has the store open. */
  readonly onRunning: (running: boolean) => void
  readonly onChanged: (encounterIds: readonly EncounterId[]) => void
  readonly onLinks: (links: Links) => void
  /** The clinic cloud was asked for its appointments; its words lie in the store. */
  readonly onAppointments: (news: number) => void
  /** The clinic cloud was asked what it holds; what was found lies in the store. */
  readonly onCloudFindings: () => void
  readonly onServerTime: (offsetMs: number) => void
  /** The worker has met a damaged page of the store. */
  readonly onStoreDamaged: () => void
  /** Makes a call on main's own NHI port for the worker. */
  readonly onNhi: (question: NhiQuestion) => Promise<Omit<NhiAnswer, 'type' | 'id'>>
  readonly onLog: (level: LogLevel, event: string, fields: LogFields) => void
  /** The worker says it cannot go on; it will be started again all the same. */
  readonly onFatal: (code: string) => void
  /** 0 ≤ x < 1; `Math.random` when left out. */
  readonly random?: () => number
  /** First and longest pause before a restart; 500 ms and 4 s when left out, so that it is back within five however often it falls. */
  readonly restart?: { readonly firstMs: number; readonly longestMs: number }
}

/** Main's side of the sync worker: starts it, keeps it running, hands its facts on. */
export interface OutboxSupervisor {
  start(): void
  running(): boolean
  /** `outboxId`: the one row that a person asked for. */
  wake(reason: WakeReason, outboxId?: string | null): void
  /** Asks the clinic cloud for its appointments now. */
  pullAppointments(): void
  pause(): void
  resume(): void
  /** True when everything that could be sent was sent within the time. False at once while the worker isn't running. */
  drain(withinMs: number): Promise<boolean>
  /** Ends the worker: what is under way may end within the time, then the process is killed. Safe at any moment, and for good. */
  stop(withinMs: number): Promise<void>
}

/** A worker that ran so long was well: the next restart begins with the short pause again. */
const wellAfterMs = 60_000
/** What the worker may need beyond the time it was given, to close the store and go. */
const closingMs = 2_000
/** A worker that has not opened the store by then hangs. */
const readyWithinMs = 60_000

export const createOutboxSupervisor = (options: SupervisorOptions): OutboxSupervisor => {
  const random = options.random ?? Math.random
  const { firstMs, longestMs } = options.restart ?? { firstMs: 500, longestMs: 4_000 }
  let child: OutboxChild | null = null
  let ready = false
  let paused = false
  let stopping = false
  let crashes = 0
  let startedAt = 0
  let restartTimer: NodeJS.Timeout | undefined
  let readyTimer: NodeJS.Timeout | undefined
  let drains: ((complete: boolean) => void)[] = []
  let exits: (() => void)[] = []

  const post = (message: ToWorker): void => child?.postMessage(message)

  const setReady = (next: boolean): void => {
    if (ready === next) return
    ready = next
    options.onRunning(next)
  }

  const endDrains = (complete: boolean): void => {
    const waiting = drains
    drains = []
    for (const drained of waiting) drained(complete)
  }

  /** The answer goes to the process that asked; another one counts its questions from the start. */
  const answer = async (asker: OutboxChild, { id, question }: Extract<FromWorker, { type: 'nhi' }>): Promise<void> => {
    const answered = await options.onNhi(question)
    if (child === asker) post({ type: 'nhi-answer', id, ...answered })
  }

  const receive = (from: OutboxChild, message: FromWorker): void => {
    if (message.type === 'ready') {
      options.onLog('info', 'outbox-ready', { recovered: message.recovered })
      clearTimeout(readyTimer)
      setReady(true)
    } else if (message.type === 'changed') options.onChanged(message.encounterIds)
    else if (message.type === 'links') options.onLinks(message.links)
    else if (message.type === 'appointments') options.onAppointments(message.news)
    else if (message.type === 'cloud-findings') options.onCloudFindings()
    else if (message.type === 'serverTime') options.onServerTime(message.offsetMs)
    else if (message.type === 'log') options.onLog(message.level, message.event, message.fields)
    else if (message.type === 'store-damaged') options.onStoreDamaged()
    else if (message.type === 'nhi') void answer(from, message)
    else if (message.type === 'drained') endDrains(message.complete)
    else options.onFatal(message.code)
  }

  const exited = (code: number): void => {
    child = null
    clearTimeout(readyTimer)
    setReady(false)
    endDrains(false)
    const waiting = exits
    exits = []
    for (const gone of waiting) gone()
    if (stopping) return
    crashes = performance.now() - startedAt > wellAfterMs ? 1 : crashes + 1
    const pause = Math.min(longestMs, firstMs * 2 ** (crashes - 1)) * (0.5 + 0.5 * random())
    options.onLog('error', 'outbox-exited', { code, restartInMs: Math.round(pause) })
    restartTimer = setTimeout(launch, pause)
  }

  const listen = (from: OutboxChild, message: unknown): void => {
    const parsed = FromWorkerSchema.safeParse(message)
    if (parsed.success) {
      receive(from, parsed.data)
      return
    }
    const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(' ')
    options.onLog('error', 'outbox-message-refused', { paths: paths.slice(0, 200) })
  }

  const launch = (): void => {
    if (stopping || child !== null) return
    startedAt = performance.now()
    try {
      const started = options.fork(options.modulePath)
      child = started
      started.on('message', (message) => listen(started, message))
      started.on('exit', (code) => {
        if (child === started) exited(code)
      })
      started.postMessage({ type: 'start', ...options.startMessage(), paused })
      readyTimer = setTimeout(() => {
        options.onLog('error', 'outbox-not-ready', { afterMs: readyWithinMs })
        started.kill()
      }, readyWithinMs)
    } catch (error) {
      options.onLog('error', 'outbox-fork-failed', failureFields(error))
      child?.kill()
      exited(-1)
    }
  }

  return {
    start: launch,
    running: () => ready,
    wake: (reason, outboxId = null) => post({ type: 'wake', reason, outboxId }),
    pullAppointments: () => post({ type: 'pull-appointments' }),
    pause: () => {
      paused = true
      post({ type: 'pause' })
    },
    resume: () => {
      paused = false
      post({ type: 'resume' })
    },
    drain: (withinMs) => {
      if (!ready) return Promise.resolve(false)
      return new Promise((resolve) => {
        const late = setTimeout(() => resolve(false), withinMs + closingMs)
        drains.push((complete) => {
          clearTimeout(late)
          resolve(complete)
        })
        post({ type: 'drain', withinMs })
      })
    },
    stop: (withinMs) => {
      stopping = true
      clearTimeout(restartTimer)
      const stopped = child
      if (stopped === null) return Promise.resolve()
      return new Promise((resolve) => {
        const killer = setTimeout(() => stopped.kill(), withinMs + closingMs)
        exits.push(() => {
          clearTimeout(killer)
          resolve()
        })
        post({ type: 'stop', withinMs })
      })
    },
  }
}
