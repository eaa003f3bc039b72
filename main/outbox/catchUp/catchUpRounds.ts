import type { Gate } from '../dispatch/gate.ts'
import type { Scheduler } from '../dispatch/scheduler.ts'
import type { CatchUpReport } from './catchUpWithCloud.ts'

export interface CatchUpRoundsOptions {
  readonly run: () => Promise<CatchUpReport>
  readonly scheduler: Pick<Scheduler, 'after' | 'monotonic'>
  /** Whether the store has to catch up, as it was when the worker began. */
  readonly isOwed: boolean
  /** It has ended, or is not waited for any more: the cloud's records may go. */
  readonly onReleased: () => void
  readonly onReport: (report: CatchUpReport) => void
  readonly onFault: (error: unknown) => void
}

/** When the cloud is asked. */
export interface CatchUpRounds {
  /** At the start, and whenever the cloud's line is back; while the cloud has asked for a time it waits for it. */
  goOn(): void
  /** Records for the cloud wait: what it already holds is not known yet. */
  isHolding(): boolean
  /** Begins nothing new; resolves once the page under way has ended. */
  stop(): Promise<void>
}

/** After a failure without a Retry-After. */
const usualWaitMs = 60_000
const longestWaitMs = 3_600_000
/** Counted from the start of the worker. */
const longestHoldMs = 1_800_000

/**
 * After a restore the cloud is asked before anything is pushed to it, so that a record which it holds otherwise is found out before its
 * `duplicate` could pass for a receipt. A cloud that
 * cannot give its records keeps nobody waiting, one that is busy or away for half an hour at most: it is asked again, and that is told.
 */
export const createCatchUpRounds = (options: CatchUpRoundsOptions): CatchUpRounds => {
  const { scheduler } = options
  const startedAt = scheduler.monotonic()
  let isOwed = options.isOwed
  let isHolding = isOwed
  let isStopped = false
  let running: Promise<void> | null = null
  let notBefore = Number.NEGATIVE_INFINITY
  let cancel: () => void = () => undefined

  const release = (): void => {
    if (!isHolding) return
    isHolding = false
    options.onReleased()
  }
  const isTooLong = (): boolean => scheduler.monotonic() - startedAt >= longestHoldMs
  const again = (ms: number): void => {
    notBefore = scheduler.monotonic() + ms
    if (!isStopped) cancel = scheduler.after(ms, goOn)
  }
  const round = async (): Promise<void> => {
    try {
      const report = await options.run()
      options.onReport(report)
      if (report.type === 'done') isOwed = false
      if (report.type === 'done' || (report.type === 'failed' && report.isFinal) || isTooLong()) release()
      if (report.type === 'failed') again(Math.min(report.waitMs ?? usualWaitMs, longestWaitMs))
    } catch (error) {
      options.onFault(error)
      release()
      again(usualWaitMs)
    } finally {
      running = null
    }
  }
  const goOn = (): void => {
    if (!isOwed || isStopped) return
    cancel()
    const waitMs = notBefore - scheduler.monotonic()
    if (waitMs > 0) cancel = scheduler.after(waitMs, goOn)
    else running ??= round()
  }
  return {
    goOn,
    isHolding: () => isHolding,
    stop: async () => {
      isStopped = true
      cancel()
      await running
    },
  }
}

/** Looks again so often while records are held back; what ends the holding wakes them at once. */
const lookAgainMs = 5_000

/** The gate of the cloud, shut while what it holds is not known. */
export const heldBack = (gate: Gate, isHolding: () => boolean): Gate => ({
  ...gate,
  slots: (all) => (isHolding() ? 0 : gate.slots(all)),
  opensInMs: () => (isHolding() ? lookAgainMs : gate.opensInMs()),
})
