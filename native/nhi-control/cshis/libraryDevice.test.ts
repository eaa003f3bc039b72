import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScriptedProcess, type ScriptedProcess } from '../../helper-process/testing/scriptedProcess.ts'
import { createLibraryDevice } from './libraryDevice.ts'

const limitsMs = { usual: 1_000, person: 5_000, transfer: 5_000 }
const returned = (id: number, status = 0) => ({ type: 'returned', id, status, outputs: [], damage: null })

describe('the watched library', () => {
  let started: ScriptedProcess[]
  let refusal: string | null

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    started = []
    refusal = null
  })
  afterEach(() => vi.useRealTimers())

  const open = () =>
    createLibraryDevice({
      libraryPath: '/library',
      limitsMs,
      start: async () => {
        if (refusal !== null) return { reason: refusal }
        const child = createScriptedProcess()
        started.push(child)
        return child
      },
    })
  /** The helper that was started as number `at`, once it was asked something after `asked` messages. */
  const helper = async (at: number, asked = 1): Promise<ScriptedProcess> => {
    await vi.waitFor(() => expect(started[at]?.received.length ?? 0).toBeGreaterThanOrEqual(asked))
    const child = started[at]
    if (child === undefined) throw new Error('never started')
    return child
  }
  const loaded = async (at: number): Promise<ScriptedProcess> => {
    const child = await helper(at)
    child.say({ type: 'loaded' })
    return helper(at, 2)
  }

  it('starts a helper with the first call, loads the library and gives its answer', async () => {
    const device = open()
    const call = device.call('hisGetCardStatus', [1])
    const child = await loaded(0)
    expect(child.received).toEqual([
      { type: 'load', libraryPath: '/library' },
      { type: 'call', id: 1, name: 'hisGetCardStatus', arguments: [1] },
    ])
    child.say(returned(1, 2))
    expect(await call).toEqual({ kind: 'returned', status: 2, outputs: [] })
    expect(device.generation()).toBe(1)
  })

  it('sends a call only when the one before has been answered', async () => {
    const device = open()
    const first = device.call('hisGetCardStatus', [1])
    const second = device.call('hisGetCardStatus', [2])
    const child = await loaded(0)
    await vi.advanceTimersByTimeAsync(500)
    expect(child.received).toHaveLength(2)
    child.say(returned(1))
    await first
    await helper(0, 3)
    child.say(returned(2))
    expect(await second).toMatchObject({ kind: 'returned' })
  })

  it('ends a helper that lets a call wait, and starts the next only when it is gone', async () => {
    const device = open()
    const hanging = device.call('hisGetCardStatus', [1])
    const child = await loaded(0)
    await vi.advanceTimersByTimeAsync(limitsMs.usual)
    expect(await hanging).toEqual({ kind: 'hung' })
    expect(child.killed).toBe(true)
    const next = device.call('hisGetCardStatus', [2])
    await vi.advanceTimersByTimeAsync(100)
    expect(started).toHaveLength(1)
    child.exit(0)
    const other = await loaded(1)
    other.say(returned(2))
    expect(await next).toMatchObject({ kind: 'returned' })
    expect(device.generation()).toBe(2)
  })

  it('does not start a second helper beside one that cannot be ended', async () => {
    const device = open()
    const hanging = device.call('hisGetCardStatus', [1])
    await loaded(0)
    await vi.advanceTimersByTimeAsync(limitsMs.usual)
    await hanging
    const next = device.call('hisGetCardStatus', [2])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await next).toEqual({ kind: 'absent', reason: 'helper-held' })
    expect(started).toHaveLength(1)
  })

  it('waits longer for a person at the pad', async () => {
    const device = open()
    const typing = device.call('hpcVerifyHPCPIN', [])
    const child = await loaded(0)
    await vi.advanceTimersByTimeAsync(limitsMs.person - 500)
    child.say(returned(1, 9039))
    expect(await typing).toMatchObject({ status: 9039 })
  })

  it.each([
    ['crashes', (child: ScriptedProcess) => child.exit(139), 'crashed'],
    ['tells nonsense', (child: ScriptedProcess) => child.say({ type: 'returned', id: 'one' }), 'babbled'],
    ['answers another call', (child: ScriptedProcess) => child.say(returned(99)), 'babbled'],
  ])('answers a call whose helper %s', async (_name, act, kind) => {
    const device = open()
    const call = device.call('hisGetCardStatus', [1])
    act(await loaded(0))
    expect(await call).toEqual({ kind })
    expect(device.generation()).toBe(0)
  })

  it('replaces a helper whose library wrote beside a buffer, and keeps one that told a wrong length', async () => {
    const device = open()
    const first = device.call('hisGetBasicData', [72])
    const child = await loaded(0)
    child.say({ ...returned(1), damage: 'length' })
    expect(await first).toEqual({ kind: 'damaged', damage: 'length' })
    const second = device.call('hisGetBasicData', [72])
    await helper(0, 3)
    child.say({ ...returned(2), damage: 'overrun' })
    expect(await second).toEqual({ kind: 'damaged', damage: 'overrun' })
    expect(child.killed).toBe(true)
  })

  it('does not make a call in another helper than the one it was meant for', async () => {
    const device = open()
    const first = device.call('csOpenCom', [0])
    const child = await loaded(0)
    child.say(returned(1))
    await first
    device.replace()
    child.exit(0)
    const call = device.call('csUnGetSeqNumber', [Buffer.from('1151126025230')], 1)
    const other = await helper(1)
    other.say({ type: 'loaded' })
    expect(await call).toEqual({ kind: 'replaced' })
    expect(other.received).toHaveLength(1)
  })

  it('tells why there is no helper, and does not try again at once', async () => {
    refusal = 'library-missing'
    const device = open()
    expect(await device.load()).toEqual({ kind: 'absent', reason: 'library-missing' })
    refusal = null
    expect(await device.load()).toEqual({ kind: 'absent', reason: 'library-missing' })
    expect(started).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(500)
    const loading = device.load()
    const child = await helper(0)
    child.say({ type: 'not-loaded', reason: 'symbol-missing', symbol: 'csISSetPIN' })
    expect(await loading).toEqual({ kind: 'absent', reason: 'symbol-missing', symbol: 'csISSetPIN' })
    expect(child.killed).toBe(true)
  })

  it('ends a helper that hangs in loading', async () => {
    const device = open()
    const loading = device.load()
    const child = await helper(0)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await loading).toEqual({ kind: 'absent', reason: 'loading-hung' })
    expect(child.killed).toBe(true)
  })

  it('is over when it is disposed of, calls under way included', async () => {
    const device = open()
    const call = device.call('hisGetCardStatus', [1])
    const child = await loaded(0)
    const disposed = device.dispose()
    child.exit(0)
    await disposed
    expect(await call).toEqual({ kind: 'crashed' })
    expect(await device.call('hisGetCardStatus', [1])).toEqual({ kind: 'absent', reason: 'disposed' })
  })
})
