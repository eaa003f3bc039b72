import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { createDispatcher, type Dispatcher } from '../dispatch/dispatcher.ts'
import { createGate, type Gate } from '../dispatch/gate.ts'
import { type OutboxLedger, storeLedger } from '../dispatch/ledger.ts'
import type { OutboxTarget, SendReport } from '../dispatch/target.ts'
import type { TemporaryStore } from './temporaryStore.ts'
import type { VirtualTime } from './virtualTime.ts'

/** A link that is whatever the test says. */
export interface SwitchedLink {
  up: boolean
  suspected: number
}

export interface DispatcherBench {
  readonly dispatcher: Dispatcher
  readonly gate: Gate
  readonly link: SwitchedLink
  readonly logged: { readonly event: string; readonly fields: unknown }[]
  readonly changed: string[]
}

export const acceptAll = (rows: readonly OutboxRow[], receivedAt = 1): SendReport => ({
  outcomes: new Map(
    rows.map((row): [string, SendOutcome] => [
      row.id,
      { type: 'accepted', reference: `receipt-${row.id}`, receivedAt, code: '0000' },
    ]),
  ),
  endpoint: 'answered',
  holdMs: null,
})

export const retryAll = (
  rows: readonly OutboxRow[],
  endpoint: SendReport['endpoint'] = 'failing',
  code = 'SERVER',
): SendReport => ({
  outcomes: new Map(rows.map((row): [string, SendOutcome] => [row.id, { type: 'retry', code, retryAfterMs: null }])),
  endpoint,
  holdMs: null,
})

/** A target whose answers the test writes. */
export const scriptedTarget = (
  answer: (rows: readonly OutboxRow[], signal: AbortSignal) => SendReport | Promise<SendReport>,
  options: Partial<Omit<OutboxTarget, 'send'>> = {},
): OutboxTarget => {
  const maxBatchRows = options.maxBatchRows ?? 10
  return {
    name: 'nhi-upload',
    slots: 2,
    linkCodes: ['LINK'],
    aloneCodes: [],
    plan: (rows) => {
      const batches: OutboxRow[][] = []
      for (let start = 0; start < rows.length; start += maxBatchRows)
        batches.push(rows.slice(start, start + maxBatchRows))
      return Promise.resolve(batches)
    },
    ...options,
    maxBatchRows,
    send: async (rows, signal) => answer(rows, signal),
  }
}

export interface BenchOptions {
  readonly temporary: TemporaryStore
  readonly time: VirtualTime
  readonly targets: readonly OutboxTarget[]
  readonly ledger?: (real: OutboxLedger) => OutboxLedger
  readonly random?: () => number
}

/** A dispatcher on a real store, in virtual time, with scripted receivers. Not started. */
export const createBench = (options: BenchOptions): DispatcherBench => {
  const { time } = options
  const link: SwitchedLink = { up: true, suspected: 0 }
  const logged: { event: string; fields: unknown }[] = []
  const changed: string[] = []
  const gateFor = (): Gate =>
    createGate({
      link: {
        state: () => (link.up ? 'up' : 'down'),
        since: () => 0,
        usable: () => link.up,
        suspect: () => {
          link.suspected += 1
        },
        proven: () => undefined,
      },
      monotonic: time.monotonic,
      random: () => 0.5,
    })
  const ways = options.targets.map((target) => ({ target, gate: gateFor() }))
  const [first] = ways
  if (first === undefined) throw new Error('a bench needs a target')
  const real = storeLedger(options.temporary.store)
  const dispatcher = createDispatcher({
    ways,
    ledger: options.ledger?.(real) ?? real,
    policy: outboxPolicy.next,
    scheduler: time,
    random: options.random ?? (() => 0.5),
    log: (_level, event, fields) => logged.push({ event, fields }),
    onChanged: (encounterIds) => changed.push(...encounterIds),
  })
  return { dispatcher, gate: first.gate, link, logged, changed }
}
