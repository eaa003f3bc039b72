import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FromWorker, ToWorker } from './messages.ts'
import { createOutboxSupervisor, type OutboxChild } from './supervisor.ts'

const visit = '019abcde-0000-7000-8000-000000000001'

class FakeChild extends EventEmitter implements OutboxChild {
  readonly got: ToWorker[] = []
  killed = false
  postMessage(message: unknown): void {
    this.got.push(message as ToWorker)
  }
  kill(): boolean {
    this.killed = true
    this.emit('exit', 137)
    return true
  }
  say(message: FromWorker): void {
    this.emit('message', message)
  }
}

const startMessage = () => ({
  dbFile: '/data/clinic.db',
  keyHex: '00'.repeat(32),
  nativeBinding: null,
  deskId: 'desk-1',
  settings: {
    controlSoftware: {
      adapter: 'control6' as const,
      baseUrl: 'https://localhost:5066',
      sha256Fingerprint: '',
      initialName: '',
    },
    nhiServer: { baseUrls: ['https://localhost:1'], caPem: null },
    clinicCloud: null,
  },
  offsetMs: null,
})

/** `restart` null: the product's own times. */
const setUp = (
  fork?: (children: FakeChild[]) => FakeChild,
  restart: { firstMs: number; longestMs: number } | null = { firstMs: 100, longestMs: 1_000 },
) => {
  const children: FakeChild[] = []
  const told: unknown[] = []
  const supervisor = createOutboxSupervisor({
    modulePath: '/app/outbox-process.js',
    fork: (modulePath) => {
      told.push(['fork', modulePath])
      const child = fork?.(children) ?? new FakeChild()
      children.push(child)
      return child
    },
    startMessage,
    onRunning: (running) => told.push(['running', running]),
    onChanged: (ids) => told.push(['changed', ids]),
    onLinks: (links) => told.push(['links', links]),
    onAppointments: (news) => told.push(['appointments', news]),
    onCloudFindings: () => told.push(['cloud-findings']),
    onServerTime: (offsetMs) => told.push(['time', offsetMs]),
    onLog: (level, event) => told.push(['log', level, event]),
    onFatal: (code) => told.push(['fatal', code]),
    onStoreDamaged: () => undefined,
    onNhi: async (question) => {
      told.push(['nhi', question])
      return { answer: { ok: true, value: { call: 'probeServer', dataCentre: 1 } }, offsetMs: 250 }
    },
    random: () => 0.999,
    ...(restart === null ? {} : { restart }),
  })
  const last = (): FakeChild => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('no child')
    return child
  }
  return { supervisor, children, told, last }
}

describe('outbox supervisor', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('starts the worker, and is running only once it is ready', () => {
    const { supervisor, told, last } = setUp()
    supervisor.start()
    supervisor.start()
    expect(told).toEqual([['fork', '/app/outbox-process.js']])
    expect(last().got).toMatchObject([{ type: 'start', dbFile: '/data/clinic.db' }])
    expect(supervisor.running()).toBe(false)
    last().say({ type: 'ready', recovered: 2 })
    expect(supervisor.running()).toBe(true)
    expect(told.at(-1)).toEqual(['running', true])
  })

  it('hands the facts of the worker on, and refuses what is none', () => {
    const { supervisor, told, last } = setUp()
    supervisor.start()
    const links = { nhi: 'up', nhiDataCentre: 0, cloud: 'down', cloudDataCentre: null } as const
    last().say({ type: 'changed', encounterIds: [visit] } as FromWorker)
    last().say({ type: 'links', links })
    last().say({ type: 'serverTime', offsetMs: -5_000 })
    last().say({ type: 'log', level: 'warn', event: 'something', fields: {} })
    last().emit('message', { type: 'changed', encounterIds: ['nonsense'] })
    expect(told.slice(1)).toEqual([
      ['changed', [visit]],
      ['links', links],
      ['time', -5_000],
      ['log', 'warn', 'something'],
      ['log', 'error', 'outbox-message-refused'],
    ])
  })

  it('makes calls on main’s NHI port for the worker that asks, and for no later one', async () => {
    const { supervisor, children, told, last } = setUp()
    supervisor.start()
    const asking: FromWorker = { type: 'nhi', id: 7, question: { call: 'probeServer' } }
    last().say(asking)
    await vi.advanceTimersByTimeAsync(0)
    expect(told.at(-1)).toEqual(['nhi', { call: 'probeServer' }])
    const answer = { ok: true, value: { call: 'probeServer', dataCentre: 1 } }
    expect(last().got.at(-1)).toEqual({ type: 'nhi-answer', id: 7, answer, offsetMs: 250 })
    last().say(asking)
    last().emit('exit', 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(children).toHaveLength(2)
    expect(last().got).toHaveLength(1)
  })

  it('starts the worker again after a crash, later each time, and says that it is not running meanwhile', () => {
    const { supervisor, children, told } = setUp()
    supervisor.start()
    const lived: number[] = []
    for (const expectedMs of [100, 200, 400, 800, 1_000, 1_000]) {
      const child = children.at(-1)
      child?.say({ type: 'ready', recovered: 0 })
      child?.emit('exit', 1)
      expect(supervisor.running()).toBe(false)
      const before = children.length
      vi.advanceTimersByTime(expectedMs * 0.5 - 1)
      expect(children.length).toBe(before)
      vi.advanceTimersByTime(expectedMs)
      expect(children.length).toBe(before + 1)
      lived.push(expectedMs)
    }
    expect(lived).toHaveLength(6)
    expect(told).toContainEqual(['running', false])
  })

  it('is back within five seconds of a crash, however many there were before, and starts no faster than every other second', () => {
    const { supervisor, children } = setUp(undefined, null)
    supervisor.start()
    for (let crash = 0; crash < 20; crash += 1) {
      children.at(-1)?.emit('exit', 1)
      const before = children.length
      vi.advanceTimersByTime(4_000)
      expect(children.length).toBe(before + 1)
    }
    children.at(-1)?.emit('exit', 1)
    const before = children.length
    vi.advanceTimersByTime(2_000)
    expect(children.length).toBe(before)
  })

  it('begins with the short pause again after a long life', () => {
    const { supervisor, children } = setUp()
    supervisor.start()
    for (let crash = 0; crash < 4; crash += 1) {
      children.at(-1)?.emit('exit', 1)
      vi.advanceTimersByTime(2_000)
    }
    const before = children.length
    vi.advanceTimersByTime(59_000)
    children.at(-1)?.say({ type: 'ready', recovered: 0 })
    vi.advanceTimersByTime(10_000)
    children.at(-1)?.emit('exit', 1)
    vi.advanceTimersByTime(101)
    expect(children.length).toBe(before + 1)
  })

  it('survives a fork that throws, and a worker that never gets ready', () => {
    let broken = true
    const { supervisor, children, told } = setUp(() => {
      if (broken) throw new Error('no such file')
      return new FakeChild()
    })
    supervisor.start()
    expect(told).toContainEqual(['log', 'error', 'outbox-fork-failed'])
    broken = false
    vi.advanceTimersByTime(200)
    expect(children).toHaveLength(1)
    vi.advanceTimersByTime(60_000)
    expect(children[0]?.killed).toBe(true)
    vi.advanceTimersByTime(1_000)
    expect(children).toHaveLength(2)
  })

  it('tells of a fatal error, and tries again all the same', () => {
    const { supervisor, children, told } = setUp()
    supervisor.start()
    children[0]?.say({ type: 'fatal', code: 'STORE_BUSY' })
    children[0]?.emit('exit', 1)
    vi.advanceTimersByTime(1_000)
    expect(told).toContainEqual(['fatal', 'STORE_BUSY'])
    expect(children).toHaveLength(2)
  })

  it('keeps a pause over a restart', () => {
    const { supervisor, children } = setUp()
    supervisor.start()
    supervisor.pause()
    children[0]?.emit('exit', 1)
    vi.advanceTimersByTime(1_000)
    children[1]?.say({ type: 'ready', recovered: 0 })
    // With the first message: nothing may leave before a second one is read.
    expect(children[1]?.got).toMatchObject([{ type: 'start', paused: true }])
    supervisor.resume()
    children[1]?.emit('exit', 1)
    vi.advanceTimersByTime(1_000)
    expect(children[2]?.got).toMatchObject([{ type: 'start', paused: false }])
  })

  it('drains through the worker, and never waits for one that is gone or hangs', async () => {
    const { supervisor, last } = setUp()
    expect(await supervisor.drain(1_000)).toBe(false)
    supervisor.start()
    last().say({ type: 'ready', recovered: 0 })
    const drained = supervisor.drain(1_000)
    last().say({ type: 'drained', complete: true })
    expect(await drained).toBe(true)
    const interrupted = supervisor.drain(1_000)
    last().emit('exit', 1)
    expect(await interrupted).toBe(false)
    vi.advanceTimersByTime(1_000)
    last().say({ type: 'ready', recovered: 0 })
    const hanging = supervisor.drain(1_000)
    vi.advanceTimersByTime(3_000)
    expect(await hanging).toBe(false)
  })

  it('stops the worker for good, by its own hand or by killing it', async () => {
    const gentle = setUp()
    gentle.supervisor.start()
    gentle.last().say({ type: 'ready', recovered: 0 })
    const stopped = gentle.supervisor.stop(1_000)
    expect(gentle.last().got.at(-1)).toEqual({ type: 'stop', withinMs: 1_000 })
    gentle.last().emit('exit', 0)
    await stopped
    vi.advanceTimersByTime(60_000)
    expect(gentle.children).toHaveLength(1)
    expect(gentle.supervisor.running()).toBe(false)

    const hanging = setUp()
    hanging.supervisor.start()
    const killed = hanging.supervisor.stop(1_000)
    vi.advanceTimersByTime(3_000)
    await killed
    expect(hanging.last().killed).toBe(true)
  })

  it('stops at once while it waits to start again', async () => {
    const { supervisor, children } = setUp()
    supervisor.start()
    children[0]?.emit('exit', 1)
    await supervisor.stop(1_000)
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(1)
  })
})
