import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CardConnection } from './cardRead.ts'
import { createPcscCardReader } from './createPcscCardReader.ts'
import type { CardReaderEvent } from './port.ts'
import { createReaderWatch, mostWatched } from './readerWatch.ts'
import { createInProcess, type InProcess } from './testing/inProcess.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'
import { createSimulatedService, type SimulatedService } from './testing/simulatedService.ts'

// Played among the integration tests, which have a process each: what another file's test leaves behind must not fire in these timers.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const names = Array.from({ length: mostWatched + 2 }, (_, index) => `Reader ${index}`)
const patient = 'Reader 10'

const any = fc.constantFrom(...names)
/** Most happens at a few readers, so that it meets there. */
const busy = fc.constantFrom('Reader 0', 'Reader 1', patient)
const nobody = fc.constant('')
const a = (weight: number, kind: string, name: fc.Arbitrary<string>) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), name }),
})

/** What happens around the port: at the readers, in the service, to the helper, and readings in between. */
const step = fc.oneof(
  a(3, 'plug', any),
  a(1, 'unplug', any),
  a(6, 'insert', busy),
  a(3, 'pull', busy),
  a(2, 'swap', busy),
  a(4, 'read', busy),
  a(2, 'hang', busy),
  a(8, 'wait', fc.constantFrom('0', '10', '400', '3000')),
  a(1, 'stop', nobody),
  a(2, 'start', nobody),
  a(1, 'fail', nobody),
  a(1, 'crash', nobody),
  a(2, 'begin', nobody),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A card that tells which stay of which reader it belongs to, in its card number. */
const cardOf = (service: SimulatedService, name: string, isHung: () => boolean): CardConnection => {
  const stays = service.readers.get(name)?.stays ?? 0
  const cardNumber = String(stays).padStart(12, '0')
  const response = Uint8Array.from([...profileBytes({ ...syntheticProfile, cardNumber }), 0x90, 0x00])
  const check = (): void => {
    const reader = service.readers.get(name)
    if (reader?.present === true && reader.stays === stays) return
    throw Object.assign(new Error('gone'), { code: 'RemovedCard' })
  }
  check()
  return {
    begin: async () => ({ end: async () => undefined }),
    async transmit(command) {
      if (isHung()) return new Promise(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 20))
      check()
      return command[1] === 0xa4 ? Uint8Array.of(0x90, 0x00) : response
    },
    atr: async () => '3BFD',
    release: async () => undefined,
  }
}

const play = async (plugged: number, steps: readonly Step[]): Promise<void> => {
  const service = createSimulatedService()
  names.slice(0, plugged).forEach(service.plug)
  const hung = new Set<string>()
  let helper: InProcess | null = null
  const port = createPcscCardReader({
    processFile: '',
    fork() {
      // A new process has lost every hang of the one before.
      hung.clear()
      helper = createInProcess({
        ...createReaderWatch(service.open),
        connect: async (name) => cardOf(service, name, () => hung.has(name)),
      })
      return helper
    },
  })
  port.watchFirst([patient])
  const inside = new Map<string, number>()
  const counted = new Map<string, number>()
  const check = (event: CardReaderEvent): void => {
    if (event.type === 'card-inserted') {
      expect(inside.has(event.reader)).toBe(false)
      expect(event.generation).toBe((counted.get(event.reader) ?? 0) + 1)
      counted.set(event.reader, event.generation)
      inside.set(event.reader, event.generation)
    }
    if (event.type === 'card-removed') {
      expect(inside.get(event.reader)).toBe(event.generation)
      inside.delete(event.reader)
    }
  }
  port.subscribe(check)

  const readings: Promise<void>[] = []
  const read = (name: string): void => {
    const generation = inside.get(name)
    const reading = port.readPublicProfile(name).then((result) => {
      // A profile may only be given while the card that was asked for is in.
      if (result.ok) expect(inside.get(name)).toBe(generation)
      else expect(result.error.code).toMatch(/^(READER_|CARD_ABSENT|CARD_REMOVED)/)
    })
    readings.push(reading)
  }

  for (const { kind, name } of steps) {
    if (kind === 'plug') service.plug(name)
    if (kind === 'unplug') service.unplug(name)
    if (kind === 'insert') service.insert(name)
    if (kind === 'pull') service.pull(name)
    if (kind === 'swap') service.swap(name)
    if (kind === 'stop') service.stop()
    if (kind === 'start') service.start()
    if (kind === 'fail') service.fail('InvalidHandle')
    if (kind === 'crash') (helper as InProcess | null)?.crash()
    if (kind === 'begin') port.start()
    if (kind === 'read') read(name)
    if (kind === 'hang') {
      hung.add(name)
      read(name)
    }
    if (kind === 'wait') await vi.advanceTimersByTimeAsync(Number(name))
  }

  // Left alone with a service that is up, the port comes to see exactly what is there.
  service.start()
  port.start()
  await vi.advanceTimersByTimeAsync(15_000)
  await Promise.all(readings)
  const seen = port.readers()
  expect(seen.map((reader) => reader.name).toSorted()).toEqual([...service.readers.keys()].toSorted())
  for (const { name, cardPresent, watched } of seen) {
    if (watched) expect([name, cardPresent]).toEqual([name, service.readers.get(name)?.present])
  }
  const many = seen.length > mostWatched
  expect(seen.filter((reader) => !reader.watched)).toHaveLength(many ? seen.length - mostWatched : 0)
  if (service.readers.has(patient)) expect(seen.find((reader) => reader.name === patient)?.watched).toBe(true)
  expect([...inside.keys()].toSorted()).toEqual(
    seen
      .filter((reader) => reader.cardPresent)
      .map((reader) => reader.name)
      .toSorted(),
  )

  await port.dispose()
}

it('readers and cards in any order, before and after the start, through every fault: the port ends up seeing what is there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 2, names.length), fc.array(step, { maxLength: 80, size: 'max' }), play),
    { numRuns: 300 },
  )
}, 60_000)
