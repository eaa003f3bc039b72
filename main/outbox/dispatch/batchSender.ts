import type { EncounterId } from '../../../preload/contract/words.ts'
import type { OutboxRow, OutboxTransition, SendOutcome } from '../../domain/upload/outboxRow.ts'
import type { LogFields, LogLevel } from '../process/messages.ts'
import { failureFields } from './failureFields.ts'
import type { Gate } from './gate.ts'
import type { AppliedTry, OutboxLedger } from './ledger.ts'
import type { Scheduler } from './scheduler.ts'
import { type OutboxTarget, type SendReport, sameOutcome, sendFailedCode } from './target.ts'

/** The whole retry policy: what an outcome does to a row (`main/domain/outboxPolicy`). */
export type OutboxPolicy = (row: OutboxRow, outcome: SendOutcome, now: number, random: number) => OutboxTransition

export type OutboxLog = (level: LogLevel, event: string, fields: LogFields) => void

export interface BatchSenderOptions {
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

/** How one send is ended before its answer. */
export interface SendEnd {
  /** Ends the send. What it came to is not known then, so its rows go on waiting, and go again at once. */
  readonly signal: AbortSignal
  /** The worker ends: nothing is booked any more, and the rows are recovered at the next start. */
  readonly isGivenUp: () => boolean
}

/** Sends one batch and books what became of it. Never rejects. */
export type SendBatch = (batch: readonly OutboxRow[], end: SendEnd) => Promise<void>

/** After the store or the program failed under a batch. */
const troubleHoldMs = 5_000
const storeRetryMs = 1_000
const putBackMs = 60_000
/** After a whole batch broke down. A row that does so alone waits by its own retry, and keeps nobody else. */
const threwHoldMs = 2_000

export const createBatchSender = (options: BatchSenderOptions): SendBatch => {
  const { target, ledger, gate, scheduler, log } = options

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
    const rows = batch.filter((row) => row.state !== 'waiting' || taken.value.includes(row.id))
    // Somebody else has moved them meanwhile. Should they be found due again all the same, that must not become a spin.
    if (rows.length === 0) gate.hold(storeRetryMs)
    return rows
  }

  const trySending = async (rows: readonly OutboxRow[], signal: AbortSignal): Promise<SendReport> => {
    try {
      return await target.send(rows, signal)
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
  const keep = async (tries: readonly AppliedTry[], { isGivenUp }: SendEnd): Promise<boolean> => {
    for (;;) {
      if (isGivenUp()) return false
      const trouble = await booked(tries)
      if (trouble === null) return true
      log('warn', 'outbox-apply-failed', { target: target.name, rows: tries.length, ...trouble })
      await new Promise<void>((resolve) => {
        scheduler.after(storeRetryMs, resolve)
      })
    }
  }

  const sendBatch: SendBatch = async (batch, end) => {
    const rows = await take(batch)
    if (rows.length === 0) return
    changed(rows.filter((row) => row.state === 'waiting'))
    const startedAt = scheduler.monotonic()
    const report = await trySending(rows, end.signal)
    const ms = Math.round(scheduler.monotonic() - startedAt)
    const isCut = end.signal.aborted
    // What was cut off says nothing of an end point that has just been found well.
    gate.report(isCut && report.endpoint !== 'answered' ? 'unasked' : report.endpoint, report.holdMs)
    const at = scheduler.now()
    const tries = rows.map((row): AppliedTry => {
      const outcome = outcomeOf(report, row)
      const decided = options.policy(row, outcome, at, options.random())
      const transition = isCut && outcome.type === 'retry' ? { ...decided, nextTryAt: at } : decided
      return { id: row.id, transition, attempt: { at, ms, code: transition.lastCode } }
    })
    if (await keep(tries, end)) changed(rows)
  }

  return async (batch, end) => {
    try {
      await sendBatch(batch, end)
    } catch (error) {
      log('error', 'outbox-batch-failed', { target: target.name, ...failureFields(error) })
      gate.hold(troubleHoldMs)
      await keep(batch.map(putBack), end)
    }
  }
}
