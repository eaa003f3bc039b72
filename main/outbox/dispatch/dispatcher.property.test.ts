import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { acceptAll, createBench, type DispatcherBench, retryAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime } from '../testing/virtualTime.ts'
import type { SendReport } from './target.ts'

/** What goes wrong with one send; the receiver is idempotent, as the NHI and the cloud are. */
const faults = [
  'none',
  'no-connection',
  'server-error-before',
  'server-error-after',
  'reply-lost',
  'throws-before',
  'throws-after',
  'half-answered',
  'taken-in',
  'worker-dies-before',
  'worker-dies-after',
] as const
type Fault = (typeof faults)[number]

/** What the receiver thinks of a row. */
const kinds = ['healthy', 'refused', 'unsendable'] as const

const scenario = fc.record({
  visits: fc.array(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
  faults: fc.array(fc.constantFrom<Fault>(...faults), { maxLength: 12 }),
  maxBatchRows: fc.integer({ min: 1, max: 5 }),
  slots: fc.integer({ min: 1, max: 3 }),
  draws: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 20 }),
})

describe('dispatcher', () => {
  let temporary: TemporaryStore
  beforeAll(async () => {
    temporary = await openTemporaryStore()
  })
  afterAll(() => temporary.dispose())

  it('ends every row accepted exactly when the receiver has it, in order within a visit, and never green before', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const time = createVirtualTime()
        const kindOf = new Map<string, (typeof kinds)[number]>()
        const rows: Partial<OutboxRow>[] = []
        for (const visit of given.visits) {
          const aggregateId = uuidv7()
          for (const [index, kind] of visit.entries()) {
            const id = uuidv7()
            kindOf.set(id, kind)
            rows.push({ id, aggregateId, sequence: index + 1, dueAt: time.now() + 86_400_000 })
          }
        }
        await temporary.append(...rows)

        const received: string[] = []
        const faultsLeft = [...given.faults]
        let draw = 0
        let died = false

        const receive = (batch: readonly OutboxRow[]): void => {
          for (const row of batch) {
            if (kindOf.get(row.id) === 'healthy' && !received.includes(row.id)) received.push(row.id)
          }
        }
        const judged = (batch: readonly OutboxRow[]): SendReport => {
          receive(batch)
          const outcomes = new Map(acceptAll(batch).outcomes)
          for (const row of batch) {
            const kind = kindOf.get(row.id)
            if (kind === 'refused') outcomes.set(row.id, { type: 'rejected', code: 'M44:AH01', fieldErrors: [] })
            if (kind === 'unsendable') outcomes.set(row.id, { type: 'unsendable', code: 'PAYLOAD', fieldErrors: [] })
          }
          return { outcomes, endpoint: 'answered', holdMs: null }
        }
        const takenIn = (batch: readonly OutboxRow[]): SendReport => ({
          outcomes: new Map(
            batch.map((row): [string, SendOutcome] => [
              row.id,
              { type: 'taken-in', reference: `opcode-${row.id}`, askAgainAt: time.now() + 10_000 },
            ]),
          ),
          endpoint: 'answered',
          holdMs: null,
        })
        const never = new Promise<SendReport>(() => undefined)

        const answer = (batch: readonly OutboxRow[]): SendReport | Promise<SendReport> => {
          if (died) return never
          switch (faultsLeft.shift() ?? 'none') {
            case 'none':
              return judged(batch)
            case 'no-connection':
              return retryAll(batch, 'unreachable', 'LINK')
            case 'server-error-before':
              return retryAll(batch)
            case 'server-error-after':
            case 'reply-lost':
              receive(batch)
              return retryAll(batch, 'failing', 'LOST')
            case 'throws-before':
              throw new Error('before')
            case 'throws-after':
              receive(batch)
              throw new Error('after')
            case 'half-answered': {
              const whole = judged(batch)
              const half = [...whole.outcomes].slice(0, Math.floor(batch.length / 2))
              return { ...whole, outcomes: new Map(half) }
            }
            case 'taken-in':
              return takenIn(batch)
            case 'worker-dies-before':
              died = true
              return never
            case 'worker-dies-after':
              receive(batch)
              died = true
              return never
          }
        }

        const launch = async (): Promise<DispatcherBench> => {
          died = false
          const bench = createBench({
            temporary,
            time,
            targets: [scriptedTarget(answer, { maxBatchRows: given.maxBatchRows, slots: given.slots })],
            random: () => {
              draw += 1
              return given.draws[draw % given.draws.length] ?? 0
            },
          })
          await bench.dispatcher.start()
          return bench
        }

        const check = async (): Promise<number> => {
          let open = 0
          for (const [id, kind] of kindOf) {
            const { state, reference, receiptAt } = await temporary.row(id)
            if (state === 'accepted') {
              expect(received).toContain(id)
              expect(reference).not.toBeNull()
              expect(receiptAt).not.toBeNull()
            } else if (state === 'rejected') expect(kind).toBe('refused')
            else if (state === 'quarantined') expect(kind).toBe('unsendable')
            else open += 1
          }
          return open
        }

        let bench = await launch()
        for (let looks = 0; looks < 300; looks += 1) {
          await time.settle()
          if (died) {
            // The old one's sends never come back, and it books nothing any more.
            void bench.dispatcher.stop(0)
            await time.advance(1)
            bench = await launch()
          }
          if ((await check()) === 0) break
          await time.advance(looks < 30 ? 10_000 : 600_000)
        }

        expect(await check()).toBe(0)
        for (const [id, kind] of kindOf) {
          expect((await temporary.row(id)).state === 'accepted').toBe(received.includes(id))
          expect(received.includes(id)).toBe(kind === 'healthy')
        }
        for (const row of rows) {
          const ofVisit = rows.filter((other) => other.aggregateId === row.aggregateId).map((other) => other.id)
          const order = received.filter((id) => ofVisit.includes(id))
          expect(order).toEqual(ofVisit.filter((id) => order.includes(id ?? '')))
        }
        await bench.dispatcher.stop(0)
      }),
      { numRuns: 40 },
    )
  })
})
