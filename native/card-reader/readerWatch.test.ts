import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PcscListener } from './pcsc.ts'
import { createReaderWatch, mostWatched, type ReaderWatch } from './readerWatch.ts'
import { createSimulatedService, type SimulatedService } from './testing/simulatedService.ts'

let service: SimulatedService
let watch: ReaderWatch
let told: string[]
let beats: number
let listener: PcscListener

const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  service = createSimulatedService()
  watch = createReaderWatch(service.open)
  told = []
  beats = 0
  listener = {
    onReader: ({ name, present, atr, stay, watched }) =>
      told.push(`${name} ${watched ? (present ? `card ${atr}` : 'empty') : 'unwatched'} ${stay}`),
    onGone: (name) => told.push(`${name} gone`),
    onBeat: () => {
      beats += 1
    },
    onFailure: (code) => told.push(`failed ${code}`),
  }
})
afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

describe('watching', () => {
  it('tells of what is there, and of every change, each once', async () => {
    service.plug('A')
    service.insert('A')
    watch.start(listener)
    await settle()
    service.plug('B')
    await settle()
    service.pull('A')
    await settle()
    service.insert('B')
    await settle()
    service.unplug('A')
    await settle()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(told).toEqual(['A card 3BFD 1', 'B empty 0', 'A empty 2', 'B card 3BFD 1', 'A gone'])
  })

  it('gives a beat at least every two seconds, whether anything happens or not, until its end', async () => {
    watch.start(listener)
    await settle()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(beats).toBe(5)
    service.plug('A')
    await settle()
    expect(beats).toBeGreaterThan(5)
    const before = beats
    watch.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(beats).toBe(before)
  })

  it('tells of a card that was swapped between two looks as another stay', async () => {
    service.plug('A')
    service.insert('A')
    watch.start(listener)
    await settle()
    service.swap('A')
    await settle()
    expect(told).toEqual(['A card 3BFD 1', 'A card 3BFD 3'])
  })

  it('tells no more after its end', async () => {
    service.plug('A')
    watch.start(listener)
    await settle()
    watch.stop()
    service.insert('A')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(told).toEqual(['A empty 0'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells why it failed, once, and can begin again', async () => {
    service.plug('A')
    watch.start(listener)
    await settle()
    service.stop()
    await settle()
    expect(told).toEqual(['A empty 0', 'failed NoService'])
    expect(() => watch.start(listener)).toThrow('NoService')
    service.start()
    watch.start(listener)
    await settle()
    expect(told.slice(2)).toEqual(['A empty 0'])
  })
})

describe('a reader that is named and cannot be had', () => {
  it.each(['unknown', 'unavailable'] as const)('is waited for, not asked about without a pause (%s)', async (flag) => {
    service.plug('A')
    service.breakDown('A', flag)
    watch.start(listener)
    await settle()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(service.waits).toBeLessThan(10)
    expect(told).toEqual([])
    service.repair('A')
    await settle()
    expect(told).toEqual(['A empty 0'])
  })

  it('is gone when it breaks down, and comes back', async () => {
    service.plug('A')
    watch.start(listener)
    await settle()
    service.breakDown('A', 'unavailable')
    await settle()
    service.repair('A')
    await settle()
    expect(told).toEqual(['A empty 0', 'A gone', 'A empty 0'])
  })
})

describe('more readers than can be watched', () => {
  const names = Array.from({ length: mostWatched + 3 }, (_, index) => `Reader ${String.fromCharCode(65 + index)}`)

  it('watches as many as it can, and says which it cannot', async () => {
    names.forEach(service.plug)
    watch.start(listener)
    await settle()
    expect(service.watched).toEqual(names.slice(0, mostWatched))
    expect(told.filter((line) => line.includes('unwatched'))).toEqual(
      names.slice(mostWatched).map((name) => `${name} unwatched 0`),
    )
    service.insert(names[0] ?? '')
    await settle()
    expect(told.at(-1)).toBe('Reader A card 3BFD 1')
  })

  it('watches the wanted ones first, from the beginning or from now on', async () => {
    const last = names.at(-1) ?? ''
    names.forEach(service.plug)
    watch.watchFirst([last])
    watch.start(listener)
    await settle()
    expect(service.watched).toContain(last)
    const next = names.at(-2) ?? ''
    expect(service.watched).not.toContain(next)
    watch.watchFirst([last, next.slice(0, -1)])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(service.watched).toContain(last)
    watch.watchFirst([next])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(service.watched).toContain(next)
    service.insert(next)
    await settle()
    expect(told.at(-1)).toBe(`${next} card 3BFD 1`)
  })

  it('takes up another one when a watched one goes', async () => {
    names.forEach(service.plug)
    watch.start(listener)
    await settle()
    service.unplug('Reader A')
    await settle()
    expect(service.watched).toEqual(names.slice(1, mostWatched + 1))
    expect(told).toContain(`${names[mostWatched]} empty 0`)
  })
})
