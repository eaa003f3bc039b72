import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import * as outboxRepository from '../../store/outbox/outboxRepository.ts'
import { acceptAll, createBench, retryAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'
import type { SendReport } from './target.ts'

const hour = 3_600_000

describe('dispatcher, when it has to wait', () => {
  let temporary: TemporaryStore
  let time: VirtualTime
  beforeEach(async () => {
    temporary = await openTemporaryStore()
    time = createVirtualTime()
  })
  afterEach(() => temporary.dispose())

  it('opens the breaker of a failing end point, and of no other', async () => {
    let nhi = 0
    const sick = scriptedTarget(
      (rows) => {
        nhi += 1
        return retryAll(rows)
      },
      { maxBatchRows: 1, slots: 1 },
    )
    const well = scriptedTarget((rows) => acceptAll(rows), { name: 'clinic-cloud' })
    await temporary.append(...Array.from({ length: 30 }, () => ({})))
    const [cloudRow = ''] = await temporary.append({ target: 'clinic-cloud' })
    await createBench({ temporary, time, targets: [sick, well] }).dispatcher.start()
    await time.settle()
    expect(nhi).toBe(5)
    expect((await temporary.row(cloudRow)).state).toBe('accepted')
    // Half open: one try after each cool-down, each longer than the one before.
    await time.advance(10_000)
    expect(nhi).toBeGreaterThan(6)
    expect(nhi).toBeLessThan(12)
  })

  it('leaves an end point alone for as long as it asks, unless a person asks for it now', async () => {
    let sends = 0
    const target = scriptedTarget(
      (rows) => {
        sends += 1
        return sends === 1 ? { ...retryAll(rows, 'answered'), holdMs: 600_000 } : acceptAll(rows)
      },
      { maxBatchRows: 1, slots: 1 },
    )
    const ids = await temporary.append({}, {})
    const bench = createBench({ temporary, time, targets: [target] })
    await bench.dispatcher.start()
    await time.advance(590_000)
    expect(sends).toBe(1)
    bench.dispatcher.sendNow()
    await time.settle()
    expect(await Promise.all(ids.map(async (id) => (await temporary.row(id)).state))).toEqual(['accepted', 'accepted'])
  })

  it('sends nothing while the link is down, and what it kept back at once when it returns', async () => {
    let sends = 0
    const target = scriptedTarget((rows) => {
      sends += 1
      if (sends > 1) return acceptAll(rows)
      bench.link.up = false
      return retryAll(rows, 'unreachable', 'LINK')
    })
    const bench = createBench({ temporary, time, targets: [target], random: () => 0.99 })
    const [met = '', behind = ''] = await temporary.append({ tries: 9 }, { nextTryAt: time.now() + 1_000 })
    await bench.dispatcher.start()
    await time.settle()
    expect(bench.link.suspected).toBe(1)
    expect(await temporary.row(met)).toMatchObject({ state: 'waiting', lastCode: 'LINK' })
    await time.advance(100_000)
    expect(sends).toBe(1)
    // Whatever the policy has made of the failed try, it does not have to be waited for.
    await temporary.store.write((tx) => outboxRepository.wake(tx, met, time.now() + hour))
    bench.link.up = true
    bench.dispatcher.linkReturned('nhi-upload', 5_000)
    await time.settle()
    expect((await temporary.row(met)).state).toBe('accepted')
    expect((await temporary.row(behind)).state).toBe('accepted')
  })

  it('comes back spread over minutes after an outage of hours, at once for a near deadline or a person', async () => {
    const eightHours = 8 * hour
    const start = async (dueInMs: number): Promise<{ id: string; bench: ReturnType<typeof createBench> }> => {
      const bench = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows))] })
      bench.link.up = false
      const [id = ''] = await temporary.append({ dueAt: time.now() + dueInMs })
      await bench.dispatcher.start()
      await time.settle()
      bench.link.up = true
      bench.dispatcher.linkReturned('nhi-upload', eightHours)
      await time.settle()
      return { id, bench }
    }
    const urgent = await start(hour / 2)
    expect((await temporary.row(urgent.id)).state).toBe('accepted')
    await urgent.bench.dispatcher.stop(1_000)

    const asked = await start(10 * hour)
    expect((await temporary.row(asked.id)).state).toBe('waiting')
    asked.bench.dispatcher.sendNow()
    await time.settle()
    expect((await temporary.row(asked.id)).state).toBe('accepted')
    await asked.bench.dispatcher.stop(1_000)

    const patient = await start(10 * hour)
    // The draw is 0.5 of 1/48 of eight hours.
    await time.advance(eightHours / 96 - 1_000)
    expect((await temporary.row(patient.id)).state).toBe('waiting')
    await time.advance(7_000)
    expect((await temporary.row(patient.id)).state).toBe('accepted')
  })

  it('does not wait for sends that hang since before the link was lost', async () => {
    let hangs = true
    const target = scriptedTarget((rows) => (hangs ? new Promise<SendReport>(() => undefined) : acceptAll(rows)), {
      slots: 1,
    })
    const bench = createBench({ temporary, time, targets: [target] })
    const [hanging = ''] = await temporary.append({})
    await bench.dispatcher.start()
    await time.settle()
    const [fresh = ''] = await temporary.append({})
    hangs = false
    await time.advance(6_000)
    expect((await temporary.row(fresh)).state).toBe('waiting')
    bench.dispatcher.linkReturned('nhi-upload', 5_000)
    await time.settle()
    expect((await temporary.row(fresh)).state).toBe('accepted')
    // Not sent a second time beside the send that hangs.
    expect((await temporary.row(hanging)).state).toBe('sending')
  })

  it('ends a send that hangs when the link is back, sends its rows again at once, and believes an answer that came first', async () => {
    let late: (report: SendReport) => void = () => undefined
    let sends = 0
    const target = scriptedTarget(
      (rows, signal) => {
        sends += 1
        if (sends > 2) return acceptAll(rows)
        return new Promise<SendReport>((resolve) => {
          if (sends === 1) late = () => resolve(acceptAll(rows))
          else signal.addEventListener('abort', () => resolve(retryAll(rows, 'failing', 'LINK')))
        })
      },
      { slots: 2, maxBatchRows: 1 },
    )
    const bench = createBench({ temporary, time, targets: [target], random: () => 0.99 })
    const [first = '', second = ''] = await temporary.append({}, {})
    await bench.dispatcher.start()
    await time.settle()
    expect(sends).toBe(2)
    bench.dispatcher.linkReturned('nhi-upload', 5_000)
    await time.settle()
    // Virtual time has stood still: the policy's pause after a failure has not been waited for.
    expect(await temporary.row(second)).toMatchObject({ state: 'accepted', tries: 2 })
    expect((await temporary.attempts(second)).map(({ code }) => code)).toEqual(['LINK', '0000'])
    expect((await temporary.row(first)).state).toBe('sending')
    late(acceptAll([]))
    await time.settle()
    expect((await temporary.row(first)).state).toBe('accepted')
    expect(sends).toBe(3)
  })

  it('does not spin when what is due can only go with rows that are under way', async () => {
    const ids = await temporary.append({}, { nextTryAt: time.now() + 100 })
    let plans = 0
    const target = scriptedTarget(() => new Promise<SendReport>(() => undefined), {
      plan: async (rows) => {
        plans += 1
        const all = await Promise.all(ids.map((id) => temporary.row(id)))
        return rows.length === 0 ? [] : [plans === 1 ? rows : all]
      },
    })
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.advance(10_000)
    expect(plans).toBeGreaterThan(2)
    expect(plans).toBeLessThan(20)
  })

  it('lets others go past rows that can only go with rows that are under way', async () => {
    const [hanging = '', together = '', behind = ''] = await temporary.append(
      { dueAt: time.now() + 1 },
      { dueAt: time.now() + 2 },
      { dueAt: time.now() + 3 },
    )
    const target = scriptedTarget(
      (rows) => (rows.some(({ id }) => id === hanging) ? new Promise<SendReport>(() => undefined) : acceptAll(rows)),
      {
        maxBatchRows: 1,
        slots: 3,
        plan: async (rows) => {
          const first = await temporary.row(hanging)
          return rows.map((row) => (row.id === together ? [first, row] : [row]))
        },
      },
    )
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect((await temporary.row(behind)).state).toBe('accepted')
    expect((await temporary.row(together)).state).toBe('waiting')
  })

  it('still tries a real send now and then while probes fail', async () => {
    const [id = ''] = await temporary.append({})
    const bench = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows))] })
    bench.link.up = false
    await bench.dispatcher.start()
    await time.advance(290_000)
    expect((await temporary.row(id)).state).toBe('waiting')
    await time.advance(20_000)
    expect((await temporary.row(id)).state).toBe('accepted')
  })

  it('pauses and resumes', async () => {
    const bench = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows))] })
    await bench.dispatcher.start()
    bench.dispatcher.pause()
    const [id = ''] = await temporary.append({})
    bench.dispatcher.wake()
    await time.advance(60_000)
    expect((await temporary.row(id)).state).toBe('waiting')
    bench.dispatcher.resume()
    await time.settle()
    expect((await temporary.row(id)).state).toBe('accepted')
  })

  it('drains what can be done, and says when it cannot within the time', async () => {
    const ids = await temporary.append(...Array.from({ length: 25 }, () => ({})))
    let release: () => void = () => undefined
    let hangs = false
    const target = scriptedTarget(async (rows) => {
      if (hangs) {
        await new Promise<void>((resolve) => {
          release = resolve
        })
      }
      return acceptAll(rows)
    })
    const bench = createBench({ temporary, time, targets: [target] })
    await bench.dispatcher.start()
    expect(await bench.dispatcher.drain(1_000)).toBe(true)
    const states = await Promise.all(ids.map(async (id) => (await temporary.row(id)).state))
    expect(new Set(states)).toEqual(new Set(['accepted']))

    hangs = true
    await temporary.append({})
    const drained = bench.dispatcher.drain(1_000)
    await time.advance(1_001)
    expect(await drained).toBe(false)
    release()
    await time.settle()
  })

  it('stops within its bound, and the row it gave up is sent again by the next one', async () => {
    const [id = ''] = await temporary.append({})
    let signal: AbortSignal | null = null
    const hanging = scriptedTarget((_rows, given) => {
      signal = given
      return new Promise<SendReport>(() => undefined)
    })
    const bench = createBench({ temporary, time, targets: [hanging] })
    await bench.dispatcher.start()
    await time.settle()
    const stopped = bench.dispatcher.stop(3_000)
    await time.advance(3_001)
    expect(await stopped).toBe(false)
    expect(signal).toMatchObject({ aborted: true })
    expect((await temporary.row(id)).state).toBe('sending')

    const next = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows))] })
    expect(await next.dispatcher.start()).toBe(1)
    await time.settle()
    expect((await temporary.row(id)).state).toBe('accepted')
    expect(await next.dispatcher.stop(3_000)).toBe(true)
  })

  it('keeps a known outcome until the store takes it', async () => {
    const [id = ''] = await temporary.append({})
    let refusals = 3
    let sends = 0
    const target = scriptedTarget((rows) => {
      sends += 1
      return acceptAll(rows)
    })
    const bench = createBench({
      temporary,
      time,
      targets: [target],
      ledger: (real) => ({
        ...real,
        apply: async (tries) => {
          refusals -= 1
          if (refusals === 1) throw new Error('a bug')
          return refusals > 0 ? fail('STORE_FULL') : real.apply(tries)
        },
      }),
    })
    await bench.dispatcher.start()
    await time.advance(10_000)
    expect((await temporary.row(id)).state).toBe('accepted')
    expect(sends).toBe(1)
  })

  it('sends nothing that it could not mark, and goes on after the trouble', async () => {
    const [id = ''] = await temporary.append({})
    let full = true
    let sends = 0
    const target = scriptedTarget((rows) => {
      sends += 1
      return acceptAll(rows)
    })
    const bench = createBench({
      temporary,
      time,
      targets: [target],
      ledger: (real) => ({
        ...real,
        markSending: async (ids) => (full ? fail('STORE_FULL') : real.markSending(ids)),
      }),
    })
    await bench.dispatcher.start()
    await time.advance(20_000)
    expect(sends).toBe(0)
    full = false
    await time.advance(10_000)
    expect((await temporary.row(id)).state).toBe('accepted')
  })

  it('tries everything anew when the clock was wrong by much', async () => {
    const [id = ''] = await temporary.append({ nextTryAt: time.now() })
    time.jump(-12 * hour)
    const bench = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows))] })
    await bench.dispatcher.start()
    await time.advance(60_000)
    expect((await temporary.row(id)).state).toBe('waiting')
    bench.dispatcher.clockCorrected()
    await time.settle()
    expect((await temporary.row(id)).state).toBe('accepted')
  })

  it('reads no more rows than it can send at once', async () => {
    await temporary.append(...Array.from({ length: 300 }, () => ({})))
    const limits: number[] = []
    const target = scriptedTarget((rows: readonly OutboxRow[]) => acceptAll(rows))
    const bench = createBench({
      temporary,
      time,
      targets: [target],
      ledger: (real) => ({
        ...real,
        due: (name, now, limit, except) => {
          limits.push(limit)
          return real.due(name, now, limit, except)
        },
      }),
    })
    await bench.dispatcher.start()
    await time.settle()
    expect(await bench.dispatcher.drain(60_000)).toBe(true)
    expect(Math.max(...limits)).toBeLessThanOrEqual(2 * 10 + 2 * 10)
  })
})
