import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EndPoints } from '../line/endPoints.ts'
import { acceptAll, scriptedTarget } from '../testing/dispatcherBench.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import type { FromWorker, StartInput } from './messages.ts'
import { serve } from './serve.ts'

describe('serve', () => {
  let temporary: TemporaryStore
  beforeEach(async () => {
    temporary = await openTemporaryStore()
  })
  afterEach(() => temporary.dispose())

  const setUp = () => {
    const posted: FromWorker[] = []
    const exits: number[] = []
    let receive: (message: unknown) => void = () => undefined
    let close: () => void = () => undefined
    const endPoints: EndPoints = {
      nhi: {
        target: scriptedTarget((rows) => acceptAll(rows)),
        probe: () => Promise.resolve({ up: true, dataCentre: 1 }),
      },
      cloud: null,
      pullAppointments: null,
      askRecords: null,
      offsetMs: () => 3_000,
      dispose: () => Promise.resolve(),
    }
    const { crash } = serve({
      port: {
        post: (message) => posted.push(message as FromWorker),
        onMessage: (listener) => {
          receive = listener
        },
        onClose: (listener) => {
          close = listener
        },
      },
      exit: (code) => exits.push(code),
      openEndPoints: () => endPoints,
      random: () => 0.5,
    })
    const start: StartInput = {
      type: 'start',
      dbFile: temporary.file,
      keyHex: temporary.keyHex,
      nativeBinding: null,
      deskId: 'desk-1',
      settings: {
        controlSoftware: {
          adapter: 'control6',
          baseUrl: 'https://localhost:1',
          sha256Fingerprint: '',
          initialName: '',
        },
        nhiServer: { baseUrls: ['https://localhost:1'], caPem: null },
        clinicCloud: null,
      },
      offsetMs: null,
    }
    const said = (type: FromWorker['type']) => posted.filter((message) => message.type === type)
    const until = (type: FromWorker['type']) =>
      expect.poll(() => said(type).length, { timeout: 5_000 }).toBeGreaterThan(0)
    const ended = () => expect.poll(() => exits, { timeout: 5_000 }).toHaveLength(1)
    return {
      start,
      exits,
      said,
      until,
      ended,
      crash,
      send: (message: unknown) => receive(message),
      leave: () => close(),
    }
  }

  it('starts, sends, tells links and time, drains, and ends with 0', async () => {
    const [id = ''] = await temporary.append({})
    const { start, exits, said, until, ended, send } = setUp()
    send(start)
    await until('changed')
    send({ type: 'drain', withinMs: 1_000 })
    await until('drained')
    expect((await temporary.row(id)).state).toBe('accepted')
    expect(said('ready')).toEqual([{ type: 'ready', recovered: 0 }])
    expect(said('serverTime')).toEqual([{ type: 'serverTime', offsetMs: 3_000 }])
    const links = { nhi: 'up', nhiDataCentre: 1, cloud: 'unknown', cloudDataCentre: null }
    expect(said('links')).toEqual([{ type: 'links', links }])
    expect(said('drained')).toEqual([{ type: 'drained', complete: true }])
    send({ type: 'stop', withinMs: 1_000 })
    await ended()
    expect(exits).toEqual([0])
  })

  it('obeys what was said before it was ready', async () => {
    const [id = ''] = await temporary.append({})
    const { start, until, send, ended } = setUp()
    send(start)
    send({ type: 'pause' })
    await until('links')
    expect((await temporary.row(id)).state).toBe('waiting')
    send({ type: 'resume' })
    await expect.poll(async () => (await temporary.row(id)).state).toBe('accepted')
    send({ type: 'stop', withinMs: 1_000 })
    await ended()
  })

  it('ends with the code of a store that cannot be opened', async () => {
    const { start, exits, said, ended, send } = setUp()
    send({ ...start, keyHex: '11'.repeat(32) })
    await ended()
    expect([said('fatal'), exits]).toEqual([[{ type: 'fatal', code: 'STORE_KEY_LOST' }], [1]])
  })

  it('refuses to start on a message it does not understand, and tells its key to nobody', async () => {
    const { start, exits, said, ended, send } = setUp()
    send({ ...start, keyHex: 'not a key' })
    await ended()
    expect([said('fatal'), exits]).toEqual([[{ type: 'fatal', code: 'BAD_MESSAGE' }], [1]])
    expect(JSON.stringify(said('log'))).toContain('keyHex')
    expect(JSON.stringify(said('log'))).not.toContain('not a key')
  })

  it('passes over a bad message once it runs, and a second start', async () => {
    const { start, exits, said, until, ended, send } = setUp()
    send(start)
    send(start)
    await until('ready')
    send({ type: 'dance' })
    await until('log')
    expect([said('ready').length, said('fatal').length, exits.length]).toEqual([1, 0, 0])
    send({ type: 'stop', withinMs: 1_000 })
    await ended()
  })

  it('ends by itself when main is gone', async () => {
    const { start, exits, until, ended, send, leave } = setUp()
    send(start)
    await until('ready')
    leave()
    await ended()
    expect(exits).toEqual([0])
  })

  it('reports an error nobody expected by its place, not by its words, and ends', async () => {
    const { exits, said, ended, crash } = setUp()
    crash(new Error('王測試 A123456789'))
    await ended()
    expect([said('fatal'), exits]).toEqual([[{ type: 'fatal', code: 'INTERNAL' }], [1]])
    expect(JSON.stringify(said('log'))).not.toContain('A123456789')
    expect(JSON.stringify(said('log'))).toContain('serve.test.ts')
  })
})
