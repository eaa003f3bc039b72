import type { EncounterId } from '../../preload/contract/words.ts'
import type { OutboxRow, OutboxTransition, SendOutcome } from '../domain/outboxRow.ts'
import { failureFields } from './failureFields.ts'
import type { Gate } from './gate.ts'
import type { AppliedTry, OutboxLedger } from './ledger.ts'
import type { LogFields, LogLevel } from './messages.ts'
import type { Scheduler } from './scheduler.ts'
import { type OutboxTarget, type SendReport, sameOutcome, sendFailedCode } from './target.ts'

/** The whole retry policy: what an outcome does to a row (`main/domain/outboxPolicy`). */
export type OutboxPolicy = (row: OutboxRow, outcome: SendOutcome, now: number, random: number) => OutboxTransition

export type OutboxLog = (level: LogLevel, event: string, fields: LogFields) => void

export interface LaneOptions {
  readonly target: OutboxTarget
  readonly ledger: OutboxLedger
  readonly gate: Gate
  readonly policy: OutboxPolicy
  readonly scheduler: Scheduler
  readonly random: () => number
  readonly log: OutboxLog
  /** Rows of these visits moved. */
  readonly onChanged: (encounterIds: readonly EncounterId[]) => void
}

/** The way to one target. Lanes know nothing of each other. */
export interface Lane {
  /** Looks for work now. */
  wake(): void
  pause(): void
  resume(): void
  /** Resolves when nothing is under way and nothing more can be done at this moment. */
  quiet(): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  /** Takes nothing new for good; `abort` also gives up what is under way, whose rows are then recovered at the next start. */
  close(): void
  abort(): void
}

/** Looks after so long even when nothing says so: a lost wake must not cost a deadline. */
const longestWaitMs = 5_000
/** `nextTryAt` may name a row that is under way; then nothing is gained by asking without a pause. */
const shortestWaitMs = 50
/** After the store or the program failed under a lane. */
const troubleHoldMs = 5_000
const storeRetryMs = 1_000
const putBackMs = 60_000
/** After a whole batch broke down. A row that does so alone waits by its own retry, and keeps nobody else. */
const threwHoldMs = 2_000

export const createLane = (options: LaneOptions): Lane => {
  const { target, ledger, gate, scheduler, log } = options
  const inFlight = new Set<string>()
  const giveUp = new AbortController()
  let sends = 0
  let paused = false
  let closed = false
  let looking = false
  let lookAgain = false
  let cancelTimer: () => void = () => undefined
  let waiters: { readonly quiet: boolean; readonly resolve: () => void }[] = []

  const tellWaiters = (): void => {
    const idle = sends === 0
    const quiet = idle && !looking
    const told = waiters.filter((waiter) => (waiter.quiet ? quiet : idle))
    waiters = waiters.filter((waiter) => !told.includes(waiter))
    for (const waiter of told) waiter.resolve()
  }
  const lookAfter = (ms: number): void => {
    cancelTimer()
    if (!closed) cancelTimer = scheduler.after(Math.min(ms, longestWaitMs), look)
  }
  const isSuspect = (row: OutboxRow): boolean =>
    row.state === 'waiting' && (row.lastCode === sendFailedCode || target.aloneCodes.includes(row.lastCode ?? ''))
  /** A plan that breaks down over one row must not keep the others: then each goes alone. */
  const grouped = async (rows: readonly OutboxRow[]): Promise<readonly (readonly OutboxRow[])[]> => {
    try {
      return await target.plan(rows)
    } catch (error) {
      log('error', 'outbox-plan-threw', { target: target.name, rows: rows.length, ...failureFields(error) })
      return rows.map((row) => [row])
    }
  }
  /** Rows under suspicion go alone, the others as the target groups them; the order of the deadlines stays. */
  const planned = async (rows: readonly OutboxRow[]): Promise<readonly (readonly OutboxRow[])[]> => {
    const batches = [
      ...(await grouped(rows.filter((row) => !isSuspect(row)))),
      ...rows.filter(isSuspect).map((row) => [row]),
    ]
    const nearest = (batch: readonly OutboxRow[]): number => Math.min(...batch.map((row) => row.dueAt))
    return batches
      .filter((batch) => batch.length > 0 && !batch.some((row) => inFlight.has(row.id)))
      .sort((one, other) => nearest(one) - nearest(other))
  }

  /** Starts as many sends as the gate allows; says when to look again. */
  const fill = async (): Promise<void> => {
    if (paused || closed) return
    const free = Math.min(gate.slots(target.slots), target.slots) - sends
    if (free <= 0) {
      if (sends === 0) lookAfter(gate.opensInMs())
      return
    }
    const now = scheduler.now()
    const found = await ledger.due(target.name, now, free * target.maxBatchRows + inFlight.size)
    const due = found.filter((row) => !inFlight.has(row.id))
    if (due.length === 0) {
      const next = await ledger.nextTryAt(target.name)
      lookAfter(next === null ? longestWaitMs : Math.max(next - scheduler.now(), shortestWaitMs))
      return
    }
    const batches = await planned(due)
    if (paused || closed) return
    for (const batch of batches.slice(0, free)) begin(batch)
    // There may be room left, and then the next moment to look is still to be found.
    lookAgain = true
  }

  const look = (): void => {
    lookAgain = true
    if (looking) return
    looking = true
    void (async () => {
      while (lookAgain) {
        lookAgain = false
        try {
          await fill()
        } catch (error) {
          log('error', 'outbox-look-failed', { target: target.name, ...failureFields(error) })
          gate.hold(troubleHoldMs)
          lookAfter(troubleHoldMs)
        }
      }
      looking = false
      tellWaiters()
    })()
  }

  const begin = (batch: readonly OutboxRow[]): void => {
    sends += 1
    for (const row of batch) inFlight.add(row.id)
    gate.began()
    void (async () => {
      try {
        await sendBatch(batch)
      } catch (error) {
        log('error', 'outbox-batch-failed', { target: target.name, ...failureFields(error) })
        gate.hold(troubleHoldMs)
        await keep(batch.map(putBack))
      }
      sends -= 1
      for (const row of batch) inFlight.delete(row.id)
      look()
      tellWaiters()
    })()
  }

  const changed = (rows: readonly OutboxRow[]): void => {
    if (rows.length > 0) options.onChanged([...new Set(rows.map((row) => row.aggregateId as EncounterId))])
  }

  /** Writes down that the rows are being sent, before a byte of them leaves. Questions about results leave no mark. */
  const take = async (batch: readonly OutboxRow[]): Promise<readonly OutboxRow[]> => {
    const waiting = batch.filter((row) => row.state === 'waiting')
    if (waiting.length === 0) return batch
    const taken = await ledger.markSending(waiting.map((row) => row.id))
    if (!taken.ok) {
      log('warn', 'outbox-mark-failed', { target: target.name, code: taken.error.code })
      gate.hold(troubleHoldMs)
      return []
    }
    return batch.filter((row) => row.state !== 'waiting' || taken.value.includes(row.id))
  }

  const trySending = async (rows: readonly OutboxRow[]): Promise<SendReport> => {
    try {
      return await target.send(rows, giveUp.signal)
    } catch (error) {
      // Nobody knows which row it was, so none is condemned: all are tried again, each alone.
      log('error', 'outbox-send-threw', { target: target.name, rows: rows.length, ...failureFields(error) })
      const outcomes = sameOutcome(rows, { type: 'retry', code: sendFailedCode, retryAfterMs: null })
      return { outcomes, endpoint: 'failing', holdMs: rows.length > 1 ? threwHoldMs : null }
    }
  }

  const outcomeOf = (report: SendReport, row: OutboxRow): SendOutcome => {
    const outcome = report.outcomes.get(row.id)
    if (outcome !== undefined) return outcome
    log('error', 'outbox-outcome-missing', { target: target.name, row: row.id })
    return { type: 'retry', code: sendFailedCode, retryAfterMs: null }
  }

  /** Back in line without the policy's help, so that a row never stays behind as `sending`. */
  const putBack = (row: OutboxRow): AppliedTry => {
    const at = scheduler.now()
    const { state, tries, reference, receiptAt, fieldErrors } = row
    const transition = { state, nextTryAt: at + putBackMs, tries: tries + 1, lastCode: sendFailedCode }
    return {
      id: row.id,
      transition: { ...transition, reference, receiptAt, fieldErrors },
      attempt: { at, ms: 0, code: sendFailedCode },
    }
  }

  const booked = async (tries: readonly AppliedTry[]): Promise<LogFields | null> => {
    try {
      const kept = await ledger.apply(tries)
      return kept.ok ? null : { code: kept.error.code }
    } catch (error) {
      return failureFields(error)
    }
  }

  /** Keeps at it until the store takes it: an outcome that is known must not be lost to a busy or full disk. */
  const keep = async (tries: readonly AppliedTry[]): Promise<boolean> => {
    for (;;) {
      if (giveUp.signal.aborted) return false
      const trouble = await booked(tries)
      if (trouble === null) return true
      log('warn', 'outbox-apply-failed', { target: target.name, rows: tries.length, ...trouble })
      await new Promise<void>((resolve) => {
        scheduler.after(storeRetryMs, resolve)
      })
    }
  }

  const sendBatch = async (batch: readonly OutboxRow[]): Promise<void> => {
    const rows = await take(batch)
    if (rows.length === 0) return
    changed(rows.filter((row) => row.state === 'waiting'))
    const startedAt = scheduler.monotonic()
    const report = await trySending(rows)
    const ms = Math.round(scheduler.monotonic() - startedAt)
    gate.report(report.endpoint, report.holdMs)
    const at = scheduler.now()
    const tries = rows.map((row): AppliedTry => {
      const transition = options.policy(row, outcomeOf(report, row), at, options.random())
      return { id: row.id, transition, attempt: { at, ms, code: transition.lastCode } }
    })
    if (await keep(tries)) changed(rows)
  }

  const wait = (quiet: boolean): Promise<void> =>
    new Promise((resolve) => {
      waiters.push({ quiet, resolve })
      tellWaiters()
    })

  return {
    wake: look,
    pause: () => {
      paused = true
      cancelTimer()
    },
    resume: () => {
      paused = false
      look()
    },
    quiet: () => wait(true),
    idle: () => wait(false),
    close: () => {
      closed = true
      cancelTimer()
    },
    abort: () => giveUp.abort(),
  }
}
