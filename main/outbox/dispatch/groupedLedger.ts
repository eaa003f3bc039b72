import type { Result } from '../../../preload/contract/result.ts'
import type { LedgerGroup, OutboxLedger } from './ledger.ts'
import type { Scheduler } from './scheduler.ts'

/**
 * While much is on its way, what wants to be written down waits for so long after the last write, and is written together: each write
 * waits for the disk, and a hundred of them cost as much as the sending. After a pause nothing waits.
 */
const gatherMs = 30

interface Waiting {
  readonly group: LedgerGroup
  readonly settle: (written: Promise<Result<readonly string[]>>) => void
}

/** The ledger with marks and outcomes of several sends written in one transaction; what each caller learns stays the same. */
export const groupedLedger = (
  ledger: OutboxLedger,
  writeGroup: (group: LedgerGroup) => Promise<Result<readonly string[]>>,
  scheduler: Scheduler,
): OutboxLedger => {
  let waiting: Waiting[] = []
  let lastAt = Number.NEGATIVE_INFINITY
  let writing = false
  let planned = false

  const write = async (): Promise<void> => {
    planned = false
    const group = waiting
    waiting = []
    writing = true
    const written = writeGroup({
      tries: group.flatMap((each) => each.group.tries),
      marks: group.flatMap((each) => each.group.marks),
    })
    for (const each of group) each.settle(written)
    await written.catch(() => undefined)
    writing = false
    lastAt = scheduler.monotonic()
    plan()
  }
  const plan = (): void => {
    if (waiting.length === 0 || writing || planned) return
    const wait = lastAt + gatherMs - scheduler.monotonic()
    planned = true
    // Even then those that are begun in one go are written together.
    if (wait <= 0) void Promise.resolve().then(write)
    else scheduler.after(wait, () => void write())
  }
  const join = (group: LedgerGroup): Promise<Result<readonly string[]>> =>
    new Promise((resolve) => {
      waiting.push({ group, settle: resolve })
      plan()
    })

  return {
    ...ledger,
    markSending: async (ids) => {
      const marked = await join({ tries: [], marks: ids })
      if (!marked.ok) return marked
      const taken = new Set(marked.value)
      return { ok: true, value: ids.filter((id) => taken.has(id)) }
    },
    apply: async (tries) => {
      const written = await join({ tries, marks: [] })
      return written.ok ? { ok: true, value: null } : written
    },
  }
}
