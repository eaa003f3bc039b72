import { beforeEach, describe, expect, it } from 'vitest'
import type { CardConnection } from './cardRead.ts'
import type { Pcsc, PcscListener, ReaderReport } from './pcsc.ts'
import { createReaderHost } from './readerHost.ts'
import type { FromReaderProcess } from './readerMessages.ts'
import { profileBytes, syntheticProfile } from './testing/profileBytes.ts'

const named = (code: string): Error => Object.assign(new Error(code), { code })
const profile = Buffer.concat([profileBytes(syntheticProfile), Buffer.of(0x90, 0x00)])

let posted: FromReaderProcess[]
let timers: { readonly run: () => void; readonly ms: number }[]
let listener: PcscListener | null
let startErrors: string[]
let clock: number
let watchedFirst: readonly string[]
let connect: (name: string) => Promise<CardConnection>
let send: (message: unknown) => void

const emptyA: ReaderReport = { name: 'A', present: false, atr: null, stay: 0, watched: true }
const cardInA: ReaderReport = { name: 'A', present: true, atr: '3BFD', stay: 1, watched: true }

const goodCard: CardConnection = {
  begin: async () => ({ end: async () => undefined }),
  transmit: async (command) => (command[1] === 0xa4 ? Uint8Array.of(0x90, 0x00) : Uint8Array.from(profile)),
  atr: async () => '3BFD',
  release: async () => undefined,
}

beforeEach(() => {
  posted = []
  timers = []
  listener = null
  startErrors = []
  clock = 0
  watchedFirst = []
  connect = async () => goodCard
  const pcsc: Pcsc = {
    start(next) {
      const error = startErrors.shift()
      if (error !== undefined) throw named(error)
      listener = next
    },
    stop() {
      listener = null
    },
    watchFirst(names) {
      watchedFirst = names
    },
    connect: (name) => connect(name),
  }
  send = createReaderHost({
    pcsc,
    post: (message) => posted.push(message),
    now: () => clock,
    schedule: (run, ms) => timers.push({ run, ms }),
  })
})

const elapse = (): number => {
  const timer = timers.shift()
  timer?.run()
  return timer?.ms ?? -1
}

describe('watching', () => {
  it('reports the service and every reader', () => {
    send({ type: 'start' })
    listener?.onReader(cardInA)
    listener?.onBeat()
    listener?.onGone('A')
    expect(posted).toEqual([
      { type: 'service', state: 'up' },
      { type: 'reader', ...cardInA },
      { type: 'beat' },
      { type: 'reader-gone', name: 'A' },
    ])
  })

  it('tries again, never longer than a second later, while the service is not there', () => {
    startErrors = ['NoService', 'NoService', 'NoService', 'NoService', 'NoService', 'NoService']
    send({ type: 'start' })
    const waits = Array.from({ length: 6 }, elapse)
    expect(waits).toEqual([500, 1000, 1000, 1000, 1000, 1000])
    expect(posted.at(-1)).toEqual({ type: 'service', state: 'up' })
    expect(posted.filter((message) => message.type === 'service' && message.state === 'down')).toHaveLength(6)
  })

  it('drops the readers when the service stops, and finds them again', () => {
    send({ type: 'start' })
    listener?.onReader(emptyA)
    listener?.onFailure('NoService')
    expect(posted.slice(2)).toEqual([
      { type: 'reader-gone', name: 'A' },
      { type: 'service', state: 'down' },
    ])
    expect(listener).toBeNull()
    expect(elapse()).toBe(500)
    expect(listener).not.toBeNull()
  })

  it('asks for every state anew after a failure of watching itself, without calling the readers gone', () => {
    send({ type: 'start' })
    listener?.onReader(cardInA)
    listener?.onFailure('InvalidHandle')
    expect(posted.slice(2)).toEqual([{ type: 'resync' }])
    elapse()
    expect(posted.at(-1)).toEqual({ type: 'service', state: 'up' })
  })

  it('begins with the shortest wait again after a calm time', () => {
    startErrors = ['NoService', 'NoService']
    send({ type: 'start' })
    elapse()
    elapse()
    clock += 10_000
    listener?.onFailure('InvalidHandle')
    expect(elapse()).toBe(500)
  })
})

const until = async (count: number): Promise<void> => {
  while (posted.length < count) await new Promise((resolve) => setImmediate(resolve))
}

it('passes on which readers are watched first', () => {
  send({ type: 'watch-first', readers: ['NHI Reader'] })
  expect(watchedFirst).toEqual(['NHI Reader'])
})

describe('a script', () => {
  it('is sent in one transaction, and its responses come back raw', async () => {
    const log: string[] = []
    connect = async () => ({
      ...goodCard,
      begin: async () => {
        log.push('begin')
        return { end: async () => void log.push('end') }
      },
      transmit: async (command) => {
        log.push(Buffer.from(command).toString('hex'))
        return Uint8Array.of(0x6d, 0x00)
      },
      release: async () => void log.push('release'),
    })
    send({ type: 'exchange', id: 3, reader: 'A', commands: ['00A40400', '0084000008'] })
    await until(1)
    expect(posted).toEqual([{ type: 'exchange-done', id: 3, result: { ok: true, value: ['6D00', '6D00'] } }])
    expect(log).toEqual(['begin', '00a40400', '0084000008', 'end', 'release'])
  })

  it('of which something was sent is not repeated', async () => {
    let sent = 0
    connect = async () => ({
      ...goodCard,
      transmit: async () => {
        sent += 1
        throw named('ResetCard')
      },
    })
    send({ type: 'exchange', id: 3, reader: 'A', commands: ['00A40400'] })
    await until(1)
    expect(sent).toBe(1)
    expect(posted[0]).toMatchObject({ type: 'exchange-done', result: { error: { code: 'CARD_IN_USE' } } })
  })

  it.each([[[]], [['00A404']], [['xx']], [Array.from({ length: 33 }, () => '00A40400')]])('%j is none', (commands) => {
    expect(() => send({ type: 'exchange', id: 1, reader: 'A', commands })).toThrow()
  })
})

describe('reading', () => {
  it('answers with the profile', async () => {
    send({ type: 'read', id: 7, reader: 'A' })
    await until(1)
    expect(posted).toEqual([{ type: 'read-done', id: 7, result: { ok: true, value: syntheticProfile } }])
  })

  it('answers with the reason', async () => {
    connect = async () => {
      throw named('NoSmartCard')
    }
    send({ type: 'read', id: 1, reader: 'A' })
    await until(1)
    expect(posted).toEqual([
      {
        type: 'read-done',
        id: 1,
        result: { ok: false, error: { code: 'CARD_ABSENT', retryable: false, details: { pcsc: 'NoSmartCard' } } },
      },
    ])
  })

  it('reads one card at a time for each reader, and two readers side by side', async () => {
    const opened: string[] = []
    let release = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    connect = async (name) => {
      opened.push(name)
      if (name === 'A') await gate
      return goodCard
    }
    send({ type: 'read', id: 1, reader: 'A' })
    send({ type: 'read', id: 2, reader: 'A' })
    send({ type: 'read', id: 3, reader: 'B' })
    await until(1)
    expect(opened).toEqual(['A', 'B'])
    expect(posted[0]).toMatchObject({ id: 3 })
    release()
    await until(3)
    expect(posted.map((message) => (message.type === 'read-done' ? message.id : -1))).toEqual([3, 1, 2])
  })

  it.each([null, {}, { type: 'read', id: -1, reader: 'A' }, { type: 'read', id: 1 }, { type: 'format' }])(
    'takes no message outside the protocol: %j',
    (message) => {
      expect(() => send(message)).toThrow()
      expect(posted).toEqual([])
    },
  )
})
