import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as outboxRepository from '../../store/outbox/outboxRepository.ts'
import { acceptAll, createBench, retryAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { createVirtualTime, type VirtualTime } from '../testing/virtualTime.ts'
import { type SendReport, sendFailedCode } from './target.ts'

const hour = 3_600_000

describe('dispatcher', () => {
  let temporary: TemporaryStore
  let time: VirtualTime
  beforeEach(async () => {
    temporary = await openTemporaryStore()
    time = createVirtualTime()
  })
  afterEach(() => temporary.dispose())

  it('sends what is due, keeps the receipt and the history, and says which visits moved', async () => {
    const visit = uuidv7()
    const [id = ''] = await temporary.append({ aggregateId: visit })
    const bench = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows, 77))] })
    await bench.dispatcher.start()
    await time.settle()
    expect(await temporary.row(id)).toMatchObject({ state: 'accepted', reference: `receipt-${id}`, receiptAt: 77 })
    expect(await temporary.attempts(id)).toMatchObject([{ code: '0000' }])
    // Once when it was being sent, once when the receipt had come.
    expect(bench.changed).toEqual([visit, visit])
  })

  it('marks rows as being sent before a byte of them leaves', async () => {
    const [id = ''] = await temporary.append({})
    const seen: string[] = []
    const target = scriptedTarget(async (rows) => {
      for (const row of rows) seen.push((await temporary.row(row.id)).state)
      return acceptAll(rows)
    })
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect(seen).toEqual(['sending'])
    expect((await temporary.row(id)).state).toBe('accepted')
  })

  it('keeps the order within a visit and takes the nearest deadline first', async () => {
    const visit = uuidv7()
    const late = { dueAt: time.now() + 5 * hour }
    const soon = { dueAt: time.now() + hour }
    const [first = '', second = '', urgent = ''] = await temporary.append(
      { ...late, aggregateId: visit, sequence: 1 },
      { ...soon, aggregateId: visit, sequence: 2 },
      { ...soon },
    )
    const sent: string[] = []
    const target = scriptedTarget(
      (rows) => {
        sent.push(...rows.map((row) => row.id))
        return acceptAll(rows)
      },
      { maxBatchRows: 1, slots: 1 },
    )
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect(sent.indexOf(first)).toBeLessThan(sent.indexOf(second))
    expect(sent[0]).toBe(urgent)
  })

  it('lets a row that cannot be sent, a refused one and one that always fails delay no other', async () => {
    const [unsendable = '', rejected = '', failing = '', healthy = ''] = await temporary.append({}, {}, {}, {})
    const target = scriptedTarget((rows) => {
      const report = acceptAll(rows)
      const outcomes = new Map(report.outcomes)
      outcomes.set(unsendable, { type: 'unsendable', code: 'PAYLOAD_UNREADABLE', fieldErrors: [] })
      const fieldErrors = [{ field: 'M44', orderLine: null, code: 'AH01' }]
      outcomes.set(rejected, { type: 'rejected', code: 'M44:AH01', fieldErrors })
      outcomes.set(failing, { type: 'retry', code: 'X', retryAfterMs: null })
      return { ...report, outcomes }
    })
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect(await temporary.row(healthy)).toMatchObject({ state: 'accepted' })
    expect(await temporary.row(unsendable)).toMatchObject({ state: 'quarantined', lastCode: 'PAYLOAD_UNREADABLE' })
    expect(await temporary.row(rejected)).toMatchObject({ state: 'rejected', fieldErrors: [{ field: 'M44' }] })
    expect(await temporary.row(failing)).toMatchObject({ state: 'waiting', lastCode: 'X' })
  })

  it('condemns nobody when a send breaks down, reports it, and then sends each row of it alone', async () => {
    const ids = await temporary.append({}, {}, {})
    const poison = ids[1] ?? ''
    const sizes: number[] = []
    const target = scriptedTarget((rows) => {
      sizes.push(rows.length)
      if (rows.some((row) => row.id === poison)) throw new Error('A123456789 in a message')
      return acceptAll(rows)
    })
    const bench = createBench({ temporary, time, targets: [target] })
    await bench.dispatcher.start()
    await time.settle()
    expect(await temporary.row(poison)).toMatchObject({ state: 'waiting', lastCode: sendFailedCode })
    await time.advance(60_000)
    expect(sizes[0]).toBe(3)
    expect(sizes.slice(1).every((size) => size === 1)).toBe(true)
    const states = await Promise.all(ids.map(async (id) => (await temporary.row(id)).state))
    expect(states).toEqual(['accepted', 'waiting', 'accepted'])
    expect(bench.logged.map((entry) => entry.event)).toContain('outbox-send-threw')
    expect(JSON.stringify(bench.logged)).not.toContain('A123456789')
  })

  const failedBefore = async (id: string, state: 'waiting' | 'awaiting-result'): Promise<void> => {
    const { reference, receiptAt, fieldErrors } = await temporary.row(id)
    const transition = { state, nextTryAt: 0, tries: 1, lastCode: sendFailedCode, reference, receiptAt, fieldErrors }
    await temporary.store.write((tx) => outboxRepository.apply(tx, id, transition, { at: 0, ms: 0, code: null }))
  }

  it('keeps the order of the deadlines also where rows go alone', async () => {
    const [late = '', suspect = ''] = await temporary.append(
      { dueAt: time.now() + 2 * hour },
      { dueAt: time.now() + hour },
    )
    await failedBefore(suspect, 'waiting')
    const sent: string[][] = []
    const target = scriptedTarget(
      (rows) => {
        sent.push(rows.map((row) => row.id))
        return acceptAll(rows)
      },
      { slots: 1 },
    )
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect(sent).toEqual([[suspect], [late]])
  })

  it('asks for results together, also after a question broke down', async () => {
    const ids = await temporary.append({}, {})
    for (const id of ids) await failedBefore(id, 'awaiting-result')
    const sizes: number[] = []
    const target = scriptedTarget((rows) => {
      sizes.push(rows.length)
      return acceptAll(rows)
    })
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect(sizes).toEqual([2])
  })

  it('sends only what it could mark', async () => {
    const [first = '', second = ''] = await temporary.append({}, {})
    const sent: string[] = []
    const target = scriptedTarget((rows) => {
      sent.push(...rows.map((row) => row.id))
      return acceptAll(rows)
    })
    const bench = createBench({
      temporary,
      time,
      targets: [target],
      ledger: (real) => ({ ...real, markSending: (ids) => real.markSending(ids.filter((id) => id !== second)) }),
    })
    await bench.dispatcher.start()
    await time.settle()
    bench.dispatcher.pause()
    expect(new Set(sent)).toEqual(new Set([first]))
    expect((await temporary.row(second)).state).toBe('waiting')
  })

  it('takes a missing outcome for no outcome', async () => {
    const [id = ''] = await temporary.append({})
    const target = scriptedTarget((): SendReport => ({ outcomes: new Map(), endpoint: 'answered', holdMs: null }))
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.settle()
    expect(await temporary.row(id)).toMatchObject({ state: 'waiting', lastCode: sendFailedCode })
  })

  it('tries again by itself when the moment has come', async () => {
    const [id = ''] = await temporary.append({})
    let tries = 0
    const target = scriptedTarget((rows) => {
      tries += 1
      return tries < 4 ? retryAll(rows) : acceptAll(rows)
    })
    await createBench({ temporary, time, targets: [target] }).dispatcher.start()
    await time.advance(60_000)
    expect(await temporary.row(id)).toMatchObject({ state: 'accepted', tries: 4 })
    expect((await temporary.attempts(id)).map((attempt) => attempt.code)).toEqual([
      'SERVER',
      'SERVER',
      'SERVER',
      '0000',
    ])
  })

  it('finds rows without being woken, and at once when it is', async () => {
    const bench = createBench({ temporary, time, targets: [scriptedTarget((rows) => acceptAll(rows))] })
    await bench.dispatcher.start()
    await time.settle()
    const [woken = ''] = await temporary.append({})
    bench.dispatcher.wake()
    await time.settle()
    expect((await temporary.row(woken)).state).toBe('accepted')
    const [unannounced = ''] = await temporary.append({})
    await time.advance(5_000)
    expect((await temporary.row(unannounced)).state).toBe('accepted')
  })
})
