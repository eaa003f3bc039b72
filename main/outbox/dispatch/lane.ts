import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { type BatchSenderOptions, createBatchSender } from './batchSender.ts'
import { failureFields } from './failureFields.ts'
import { sendFailedCode } from './target.ts'

/** The way to one target. Lanes know nothing of each other. */
export interface Lane {
  /** Looks for work now. */
  wake(): void
  /** The same, and this row goes before every other, if it is one of this target's and may go. */
  first(id: string): void
  /** Sends that hang since before the link was lost are ended, and their rows go again. */
  linkReturned(): void
  /** Another data centre took over: sends that hang in the one before take no place of new ones any more. */
  centreMoved(): void
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

/** So many times its slots may a target have in sends that hang. */
const mostHanging = 3
/** Looks after so long even when nothing says so: a lost wake must not cost a deadline. */
const longestWaitMs = 5_000
/** A send that has had no answer for so long may hang in a data centre that has gone silent. */
const slowSendMs = 1_500
/** Many rows may come due one soon after the other; nothing is gained by asking without a pause. */
const shortestWaitMs = 50
/** What is due can only go together with rows that are under way. */
const blockedMs = 1_000
/** After the store or the program failed while looking. */
const troubleHoldMs = 5_000

export const createLane = (options: BatchSenderOptions): Lane => {
  const { target, ledger, gate, scheduler, log } = options
  const inFlight = new Set<string>()
  let isGivenUp = false
  /** Ends of the sends under way. */
  const ends = new Set<AbortController>()
  const sendBatch = createBatchSender(options)
  /** Sends under way by when they began: before or after the link last returned. */
  const sends = { now: 0, before: 0 }
  /** Rows that a person asked for, until they have gone or may not. */
  const asked = new Set<string>()
  let generation = 0
  let paused = false
  let closed = false
  let looking = false
  let lookAgain = false
  let cancelTimer: () => void = () => undefined
  let waiters: { readonly quiet: boolean; readonly resolve: () => void }[] = []

  const tellWaiters = (): void => {
    const idle = sends.now + sends.before === 0
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
    const nearest = (batch: readonly OutboxRow[]): number =>
      Math.min(...batch.map((row) => (asked.has(row.id) ? Number.NEGATIVE_INFINITY : row.dueAt)))
    return batches
      .filter((batch) => batch.length > 0 && !batch.some((row) => inFlight.has(row.id)))
      .sort((one, other) => nearest(one) - nearest(other))
  }

  /** Those that a person asked for and that may go. */
  const askedRows = async (now: number): Promise<readonly OutboxRow[]> => {
    const rows: OutboxRow[] = []
    const ids = [...asked]
    // One that cannot be read must not be asked for again and again.
    asked.clear()
    for (const id of ids) {
      const row = inFlight.has(id) ? null : await ledger.dueRow(target.name, id, now)
      if (row !== null) rows.push(row)
    }
    for (const { id } of rows) asked.add(id)
    return rows
  }
  /** Starts as many sends as the gate allows; says when to look again. */
  const fill = async (): Promise<void> => {
    if (paused || closed) return
    const free = Math.min(gate.slots(target.slots), target.slots) - sends.now
    if (free <= 0) {
      if (sends.now === 0) lookAfter(gate.opensInMs())
      return
    }
    const now = scheduler.now()
    // Rows under way that bear no mark yet, or never do because only their result is asked for, must not hide the others.
    const first = await askedRows(now)
    const known = first.length === 0 ? inFlight : new Set([...inFlight, ...asked])
    const read = async (most: number): Promise<readonly OutboxRow[]> => [
      ...first,
      ...(await ledger.due(target.name, now, most, known)),
    ]
    // One batch at a time, so that the first one travels while the next is read.
    let due = await read(target.maxBatchRows)
    if (due.length === 0) {
      // What is due already and was not given is under way, or waits behind such a row, whose end is a reason to look.
      const next = await ledger.nextTryAt(target.name, now)
      lookAfter(next === null ? longestWaitMs : Math.max(next - scheduler.now(), shortestWaitMs))
      return
    }
    let batches = await planned(due)
    if (batches.length === 0 && due.length >= target.maxBatchRows && free > 1) {
      // All of them can only go together with rows that are under way; others behind them may go.
      due = await read(target.maxBatchRows * free)
      batches = await planned(due)
    }
    batches = batches.slice(0, free)
    if (paused || closed) return
    if (batches.length === 0) {
      lookAfter(blockedMs)
      return
    }
    for (const batch of batches) begin(batch)
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
          // What has begun gets its turn before more is read.
          if (lookAgain) await scheduler.breathe()
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
    sends.now += 1
    const began = generation
    for (const row of batch) {
      inFlight.add(row.id)
      asked.delete(row.id)
    }
    gate.began()
    const cancelLook = scheduler.after(slowSendMs, gate.slow)
    const end = new AbortController()
    ends.add(end)
    void (async () => {
      await sendBatch(batch, { signal: end.signal, isGivenUp: () => isGivenUp })
      ends.delete(end)
      cancelLook()
      // Batches that need no network would otherwise follow each other without ever letting a message in.
      await scheduler.breathe()
      sends[began === generation ? 'now' : 'before'] -= 1
      for (const row of batch) inFlight.delete(row.id)
      look()
      tellWaiters()
    })()
  }

  const endSends = (): void => {
    for (const end of ends) end.abort()
  }
  const leaveBehind = (): void => {
    // A link that comes and goes must not pile up hanging sends without end.
    if (sends.before + sends.now > mostHanging * target.slots) return
    generation += 1
    sends.before += sends.now
    sends.now = 0
    look()
  }

  const wait = (quiet: boolean): Promise<void> =>
    new Promise((resolve) => {
      waiters.push({ quiet, resolve })
      tellWaiters()
    })

  return {
    wake: look,
    first: (id) => {
      asked.add(id)
      look()
    },
    linkReturned: () => {
      endSends()
      leaveBehind()
    },
    centreMoved: leaveBehind,
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
    abort: () => {
      isGivenUp = true
      endSends()
    },
  }
}
