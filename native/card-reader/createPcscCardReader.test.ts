import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScriptedProcess, type ScriptedProcess } from '../helper-process/testing/scriptedProcess.ts'
import { createPcscCardReader } from './createPcscCardReader.ts'
import type { CardReaderEvent, CardReaderPort } from './port.ts'
import { syntheticProfile } from './testing/profileBytes.ts'

const reader = 'NHI Reader Patient'
const inserted = (stay: number) => ({ type: 'reader', name: reader, present: true, atr: '3B00', stay, watched: true })
const emptied = (stay: number) => ({ type: 'reader', name: reader, present: false, atr: null, stay, watched: true })
const up = { type: 'service', state: 'up' }

let processes: ScriptedProcess[]
let port: CardReaderPort
let events: CardReaderEvent[]

const helper = (): ScriptedProcess => {
  const last = processes.at(-1)
  if (last === undefined) throw new Error('no helper process')
  return last
}
const types = (): string[] =>
  events.map((event) => (event.type === 'service' ? `${event.type} ${event.state}` : event.type))

beforeEach(() => {
  vi.useFakeTimers()
  processes = []
  events = []
  port = createPcscCardReader({
    processFile: 'card-reader-process.js',
    fork: () => {
      const next = createScriptedProcess()
      processes.push(next)
      return next
    },
  })
  port.subscribe((event) => events.push(event))
  port.start()
})

afterEach(async () => {
  await port.dispose()
  vi.useRealTimers()
})

describe('a healthy helper', () => {
  it('is started once and tells of readers and cards', () => {
    port.start()
    expect(processes).toHaveLength(1)
    expect(helper().received).toEqual([{ type: 'watch-first', readers: [] }, { type: 'start' }])
    helper().say(up)
    helper().say(emptied(0))
    helper().say(inserted(1))
    expect(types()).toEqual(['service up', 'readers-changed', 'readers-changed', 'card-inserted'])
    expect(port.readers()).toEqual([{ name: reader, cardPresent: true, atr: '3B00', watched: true }])
  })

  it('reads a card', async () => {
    helper().say(up)
    helper().say(inserted(1))
    const reading = port.readPublicProfile(reader)
    expect(helper().received.at(-1)).toEqual({ type: 'read', id: 0, reader })
    helper().say({ type: 'read-done', id: 0, result: { ok: true, value: syntheticProfile } })
    expect(await reading).toEqual({ ok: true, value: syntheticProfile })
  })

  it('passes the reason of a failed read on', async () => {
    helper().say(up)
    helper().say(inserted(1))
    const reading = port.readPublicProfile(reader)
    const error = { code: 'CARD_DATA_INVALID', retryable: false, details: { reason: 'name' } }
    helper().say({ type: 'read-done', id: 0, result: { ok: false, error } })
    expect(await reading).toEqual({ ok: false, error })
  })

  it('refuses at once what cannot be read', async () => {
    expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'READER_NOT_FOUND' } })
    helper().say(up)
    helper().say(emptied(0))
    expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    helper().say({ type: 'service', state: 'down' })
    expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
    expect(helper().received).toHaveLength(2)
  })

  it('never gives the profile of a card that has been pulled or swapped meanwhile', async () => {
    helper().say(up)
    helper().say(inserted(1))
    const pulled = port.readPublicProfile(reader)
    helper().say(emptied(2))
    helper().say({ type: 'read-done', id: 0, result: { ok: true, value: syntheticProfile } })
    expect(await pulled).toMatchObject({ error: { code: 'CARD_REMOVED' } })
    helper().say(inserted(3))
    const swapped = port.readPublicProfile(reader)
    helper().say(inserted(5))
    helper().say({ type: 'read-done', id: 1, result: { ok: true, value: syntheticProfile } })
    expect(await swapped).toMatchObject({ error: { code: 'CARD_REMOVED' } })
  })
})

describe('a helper that hangs', () => {
  it('is killed at the deadline and replaced at once; the card stays the same card', async () => {
    const first = helper()
    first.say(up)
    first.say(inserted(1))
    const reading = port.readPublicProfile(reader)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(first.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(first.killed).toBe(true)
    expect(await reading).toMatchObject({ error: { code: 'READER_TIMEOUT', retryable: true } })
    expect(processes).toHaveLength(2)

    events.length = 0
    helper().say(up)
    // Asked again the moment the service is up: it waits for its reader to be reported, and is not told that there is no service.
    const again = port.readPublicProfile(reader)
    await vi.advanceTimersByTimeAsync(100)
    expect(helper().received).not.toContainEqual(expect.objectContaining({ type: 'read' }))
    helper().say(inserted(1))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(types()).toEqual(['service up'])
    helper().say({ type: 'read-done', id: 1, result: { ok: true, value: syntheticProfile } })
    expect(await again).toMatchObject({ ok: true })
  })

  it('answers who waited for a reader that is not reported again, or holds another card by then', async () => {
    helper().say(up)
    helper().say(inserted(1))
    const reading = port.readPublicProfile(reader)
    await vi.advanceTimersByTimeAsync(3_000)
    await reading
    helper().say(up)
    const lost = port.readPublicProfile(reader)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await lost).toMatchObject({ error: { code: 'READER_NOT_FOUND' } })
    helper().say(inserted(3))
    helper().say({ type: 'resync' })
    const changed = port.readPublicProfile(reader)
    helper().say(inserted(5))
    expect(await changed).toMatchObject({ error: { code: 'CARD_REMOVED' } })
  })

  it('is not heard any more', async () => {
    const first = helper()
    first.say(up)
    first.say(inserted(1))
    const reading = port.readPublicProfile(reader)
    await vi.advanceTimersByTimeAsync(3_000)
    await reading
    events.length = 0
    first.say(emptied(2))
    first.say({ type: 'read-done', id: 0, result: { ok: true, value: syntheticProfile } })
    first.exit(0)
    expect(events).toEqual([])
    expect(processes).toHaveLength(2)
  })

  it('drops a reader that its successor does not report', async () => {
    helper().say(up)
    helper().say(inserted(1))
    const reading = port.readPublicProfile(reader)
    await vi.advanceTimersByTimeAsync(3_000)
    await reading
    events.length = 0
    helper().say(up)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(types()).toEqual(['service up', 'card-removed', 'readers-changed'])
  })

  it('is replaced, too, when it says nothing at all: the service doesn’t answer', async () => {
    await vi.advanceTimersByTimeAsync(10_000)
    expect(helper().killed).toBe(true)
    expect(types()).toEqual(['service down'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(processes).toHaveLength(2)
  })

  it('outside a card call is found by its silence; the card stays the same card when the service answers again', async () => {
    const first = helper()
    first.say(up)
    first.say(inserted(1))
    for (let beat = 0; beat < 10; beat += 1) {
      await vi.advanceTimersByTimeAsync(2_000)
      first.say({ type: 'beat' })
    }
    expect(first.killed).toBe(false)
    events.length = 0
    await vi.advanceTimersByTimeAsync(5_000)
    expect(first.killed).toBe(true)
    expect(types()).toEqual(['service down'])
    expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(processes).toHaveLength(2)
    helper().say(up)
    helper().say(inserted(1))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(types()).toEqual(['service down', 'service up'])
  })
})

describe('a helper that ends', () => {
  it('is replaced after 0.5 s, doubling to 5 s, and what it was asked is answered', async () => {
    helper().say(up)
    helper().say(inserted(1))
    const reading = port.readPublicProfile(reader)
    helper().exit(1)
    expect(await reading).toMatchObject({ error: { code: 'READER_SERVICE_DOWN', retryable: true } })
    expect(types().at(-1)).toBe('service restarting')
    const waits: number[] = []
    for (let round = 0; round < 6; round += 1) {
      const before = processes.length
      let waited = 0
      while (processes.length === before) {
        await vi.advanceTimersByTimeAsync(100)
        waited += 100
      }
      waits.push(waited)
      helper().exit(1)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000])
  })

  it('is ended and replaced when it speaks outside the protocol', async () => {
    helper().say({ type: 'reader', name: reader, present: 'yes' })
    expect(helper().killed).toBe(true)
    await vi.advanceTimersByTimeAsync(500)
    expect(processes).toHaveLength(2)
  })
})

describe('watching that begins anew', () => {
  it('tells nothing when all is as before', async () => {
    helper().say(up)
    helper().say(inserted(1))
    events.length = 0
    helper().say({ type: 'resync' })
    helper().say(up)
    helper().say(inserted(1))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(events).toEqual([])
  })

  it('an older settling does not end a newer one early', async () => {
    helper().say(up)
    helper().say(inserted(1))
    await vi.advanceTimersByTimeAsync(1_900)
    helper().say({ type: 'resync' })
    helper().say(up)
    events.length = 0
    await vi.advanceTimersByTimeAsync(1_900)
    expect(events).toEqual([])
    helper().say(inserted(1))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(events).toEqual([])
  })
})

it('after the end nothing is left running', async () => {
  helper().say(up)
  helper().say(inserted(1))
  const reading = port.readPublicProfile(reader)
  await port.dispose()
  expect(await reading).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
  expect(helper().killed).toBe(true)
  expect(await port.readPublicProfile(reader)).toMatchObject({ error: { code: 'READER_SERVICE_DOWN' } })
  expect(vi.getTimerCount()).toBe(0)
})
