import type { Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import type { OutboxLog, OutboxPolicy } from './batchSender.ts'
import { failureFields } from './failureFields.ts'
import type { Gate } from './gate.ts'
import { createLane } from './lane.ts'
import type { OutboxLedger } from './ledger.ts'
import type { Scheduler } from './scheduler.ts'
import type { OutboxTarget } from './target.ts'

export interface DispatcherOptions {
  /** Each target with the gate of its own end point. */
  readonly ways: readonly { readonly target: OutboxTarget; readonly gate: Gate }[]
  readonly ledger: OutboxLedger
  readonly policy: OutboxPolicy
  readonly scheduler: Scheduler
  /** 0 ≤ x < 1. */
  readonly random: () => number
  readonly log: OutboxLog
  readonly onChanged: (encounterIds: readonly EncounterId[]) => void
}

/**
 * Brings every outbox row to its target: row by row within a visit, visits side by side, targets side by side, nearest deadline
 * first. A crash between a send and its booking is safe, because every send may be repeated: the NHI replaces the same record,
 * the cloud answers `duplicate`.
 */
export interface Dispatcher {
  /** Puts interrupted rows back in line and begins. Gives their number. */
  start(): Promise<number>
  /** New rows, or anything else that may have made work. */
  wake(): void
  /** A person asks for it now: for everything, or for one row, which goes before every other. */
  sendNow(outboxId?: string | null): void
  /**
   * The end point of a target has come back: what waits for it goes at once, or spread over minutes after a long outage. What hangs since
   * before is ended and goes with it.
   */
  linkReturned(target: OutboxTarget['name'], outageMs: number): void
  /** Another data centre of a target has taken over: sends that hang in the one before take no place of new ones. */
  centreMoved(target: OutboxTarget['name']): void
  /** The clock was corrected by much: times to try that were reckoned with the wrong one no longer count. */
  clockCorrected(): void
  pause(): void
  resume(): void
  /** True when everything that could be done is done, false when the time was over first. */
  drain(withinMs: number): Promise<boolean>
  /** Begins nothing new; true when all that was under way has ended within the time, false when it had to be given up. */
  stop(withinMs: number): Promise<boolean>
}

const recoverRetryMs = 1_000

export const createDispatcher = (options: DispatcherOptions): Dispatcher => {
  const { ledger, scheduler, log } = options
  const ways = options.ways.map(({ target, gate }) => ({
    target,
    gate,
    lane: createLane({ ...options, target, gate }),
  }))
  const lanes = ways.map((way) => way.lane)
  let stopped = false

  const pass = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      scheduler.after(ms, resolve)
    })
  const within = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
    let cancel: () => void = () => undefined
    const late = new Promise<false>((resolve) => {
      cancel = scheduler.after(ms, () => resolve(false))
    })
    const inTime = await Promise.race([work.then(() => true as const), late])
    cancel()
    return inTime
  }
  const all = (promises: readonly Promise<void>[]): Promise<unknown> => Promise.all(promises)

  /** A change of many rows beside the lanes' own; it is no reason to end when it fails. */
  const wakeRows = (work: () => Promise<Result<number>>): void => {
    work()
      .then((woken) => {
        if (!woken.ok) log('warn', 'outbox-wake-failed', { code: woken.error.code })
      })
      .catch((error: unknown) => log('error', 'outbox-wake-failed', failureFields(error)))
      .finally(() => {
        for (const lane of lanes) lane.wake()
      })
  }

  /** Waits its share of a long outage, and lets go again when a deadline is too near for it. */
  const comeBack = (name: OutboxTarget['name'], gate: Gate, outageMs: number): void => {
    const draw = options.random()
    const waitMs = outboxPolicy.waitAfterOutage(outageMs, null, draw)
    if (!gate.linkReturned(waitMs)) return
    log('info', 'outbox-return-spread', { target: name, afterMs: waitMs })
    ledger
      .nearestDeadline(name)
      .then((dueAt) => {
        const left = dueAt === null ? null : dueAt - scheduler.now()
        if (outboxPolicy.waitAfterOutage(outageMs, left, draw) === 0) gate.endSpread()
      })
      .catch((error: unknown) => {
        log('error', 'outbox-look-failed', { target: name, ...failureFields(error) })
        gate.endSpread()
      })
      .finally(() => {
        for (const way of ways) if (way.gate === gate) way.lane.wake()
      })
  }

  return {
    start: async () => {
      for (;;) {
        const recovered = await ledger.recover(scheduler.now())
        if (recovered.ok || stopped) {
          for (const lane of lanes) lane.wake()
          return recovered.ok ? recovered.value : 0
        }
        log('warn', 'outbox-recover-failed', { code: recovered.error.code })
        await pass(recoverRetryMs)
      }
    },
    wake: () => {
      for (const lane of lanes) lane.wake()
    },
    sendNow: (outboxId = null) => {
      for (const { gate, lane } of ways) {
        gate.release()
        if (outboxId === null) lane.wake()
        else lane.first(outboxId)
      }
    },
    linkReturned: (name, outageMs) => {
      for (const { target, gate, lane } of ways.filter((way) => way.target.name === name)) {
        comeBack(name, gate, outageMs)
        lane.linkReturned()
        wakeRows(() => ledger.wakeAfterLink(name, target.linkCodes, scheduler.now()))
      }
    },
    centreMoved: (name) => {
      for (const { lane } of ways.filter((way) => way.target.name === name)) lane.centreMoved()
    },
    clockCorrected: () => wakeRows(() => ledger.wakeAll(scheduler.now())),
    pause: () => {
      for (const lane of lanes) lane.pause()
    },
    resume: () => {
      for (const lane of lanes) lane.resume()
    },
    drain: async (withinMs) => {
      for (const lane of lanes) lane.wake()
      return within(all(lanes.map((lane) => lane.quiet())), withinMs)
    },
    stop: async (withinMs) => {
      stopped = true
      for (const lane of lanes) lane.close()
      const inTime = await within(all(lanes.map((lane) => lane.idle())), withinMs)
      if (!inTime) for (const lane of lanes) lane.abort()
      return inTime
    },
  }
}
