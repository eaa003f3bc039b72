import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { JsonAnswer, JsonClient, NetworkFailure } from './answer.ts'
import type { DataCentres, DataCentresOptions, RequestSafety } from './dataCentreOptions.ts'
import { probesToReturn } from './dataCentrePolicy.ts'
import { createDataCentres } from './dataCentres.ts'
import { createJsonClient } from './jsonClient.ts'
import { testAuthority } from './testing/certificates.ts'
import { sendJson, startLocalServer } from './testing/localServer.ts'

const refused: NetworkFailure = { kind: 'no-connection', reason: 'ECONNREFUSED' }
const broken: NetworkFailure = { kind: 'http', status: 500, retryAfterMs: null, code: null }
const Name = z.string()

/** Clients that answer with their own base URL, or with the failure set for them. */
const surroundings = (options: Partial<DataCentresOptions> = {}) => {
  const failures = new Map<string, NetworkFailure>()
  const asked: string[] = []
  const changes: number[] = []
  const clientFor = (baseUrl: string): JsonClient => ({
    baseUrl,
    async request<S extends z.ZodType>(_request: unknown, schema: S): Promise<JsonAnswer<z.output<S>>> {
      asked.push(baseUrl)
      const failure = failures.get(baseUrl)
      return failure === undefined
        ? { ok: true, value: schema.parse(baseUrl), status: 200, serverOffsetMs: 5 }
        : { ok: false, failure, serverOffsetMs: null }
    },
    serverOffsetMs: () => null,
    close: async () => undefined,
  })
  const centres = createDataCentres({
    baseUrls: ['a', 'b'],
    clientFor,
    probe: async (client) => (await client.request({ method: 'GET', path: '/' }, Name)).ok,
    onActiveChange: (index) => changes.push(index),
    monotonicNow: () => Date.now(),
    ...options,
  })
  const ask = (safety: RequestSafety = 'once') => centres.request({ method: 'POST', path: '/', safety }, Name)
  return { centres, failures, asked, changes, ask }
}

describe('createDataCentres', () => {
  const open: DataCentres[] = []
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()))
    vi.useRealTimers()
  })

  const start = (options: Partial<DataCentresOptions> = {}) => {
    const all = surroundings(options)
    open.push(all.centres)
    return all
  }

  it('a probe goes on past a data centre that is silent, and the calls follow it at once', async () => {
    const { centres, failures, asked } = start()
    failures.set('a', { kind: 'reply-lost', reason: 'time-out' })
    const call = (safety: 'probe' | 'repeatable') => centres.request({ method: 'GET', path: '/', safety }, Name)
    expect(await call('repeatable')).toMatchObject({ ok: false })
    expect(asked).toEqual(['a'])
    expect(await call('probe')).toMatchObject({ ok: true, dataCentre: 1 })
    expect(centres.active()).toBe(1)
    expect(await call('repeatable')).toMatchObject({ ok: true, dataCentre: 1 })
    expect(asked).toEqual(['a', 'a', 'b', 'b'])
  })

  it('asks the preferred one and stays there', async () => {
    const { ask, asked, centres } = start()
    expect(await ask()).toMatchObject({ ok: true, value: 'a', dataCentre: 0 })
    await ask()
    expect(asked).toEqual(['a', 'a'])
    expect(centres.serverOffsetMs()).toBe(5)
  })

  it('goes on where no connection was made, and stays with the second', async () => {
    const { ask, asked, failures, changes } = start()
    failures.set('a', refused)
    expect(await ask('once')).toMatchObject({ ok: true, value: 'b', dataCentre: 1 })
    await ask('once')
    expect(asked).toEqual(['a', 'b', 'b'])
    expect(changes).toEqual([1])
  })

  it('repeats after a 5xx only what may be repeated', async () => {
    const { ask, asked, failures } = start()
    failures.set('a', broken)
    expect(await ask('once')).toMatchObject({ ok: false, failure: broken, dataCentre: 0 })
    expect(asked).toEqual(['a'])
    expect(await ask('repeatable')).toMatchObject({ ok: true, value: 'b' })
  })

  it('does not hide behind a later refused connection that the first may have carried it out', async () => {
    const { ask, failures } = start()
    failures.set('a', broken)
    failures.set('b', refused)
    expect(await ask('repeatable')).toMatchObject({ ok: false, failure: broken, dataCentre: 0 })
  })

  it('says that no connection was made when none was', async () => {
    const { ask, asked, failures, centres } = start()
    failures.set('a', refused)
    failures.set('b', refused)
    expect(await ask()).toMatchObject({ ok: false, failure: refused })
    expect(asked).toEqual(['a', 'b'])
    expect(centres.active()).toBe(0)
  })

  it('comes back to the preferred one by probing, without a call of the user', async () => {
    const { ask, failures, changes, centres } = start()
    failures.set('a', refused)
    await ask()
    failures.delete('a')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(centres.active()).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(centres.active()).toBe(0)
    expect(changes).toEqual([1, 0])
  })

  it('probes one at a time, and a probe that throws is a bad one', async () => {
    let running = 0
    let most = 0
    let rounds = 0
    const { ask, failures, centres } = start({
      probe: async () => {
        rounds += 1
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 50_000))
        running -= 1
        throw new Error('probe')
      },
    })
    failures.set('a', refused)
    await ask()
    for (let round = 0; round < 6; round += 1) {
      await vi.advanceTimersByTimeAsync(40_000)
      await ask()
    }
    expect(rounds).toBeGreaterThanOrEqual(2)
    expect(most).toBe(1)
    expect(centres.active()).toBe(1)
  })

  it('does not follow a preferred one that comes and goes', async () => {
    const { failures, changes, ask } = start()
    const hourMs = 3_600_000
    const flapMs = 30_000
    const callMs = 5_000
    let lost = 0
    for (let at = 0; at < hourMs; at += callMs) {
      const isDown = Math.floor(at / flapMs) % 2 === 1
      if (isDown) failures.set('a', refused)
      else failures.delete('a')
      if (!(await ask()).ok) lost += 1
      await vi.advanceTimersByTimeAsync(callMs)
    }
    expect(lost).toBe(0)
    // Three good probes in a row, 20 s apart, do not fit between two failures: it was left once, for good.
    expect(changes).toEqual([1])
  })

  it('never sends a once-only call on after it may have arrived, whatever else goes wrong', async () => {
    const failureArbitrary = fc.constantFrom<NetworkFailure | null>(
      null,
      refused,
      broken,
      { kind: 'certificate', reason: 'untrusted', code: 'CERT' },
      { kind: 'reply-lost', reason: 'cut' },
      { kind: 'reply-lost', reason: 'time-out' },
      { kind: 'bad-reply', reason: 'not-json', status: 200 },
      { kind: 'http', status: 503, retryAfterMs: 100, code: null },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(failureArbitrary, failureArbitrary), { maxLength: 30 }), async (calls) => {
        const { centres, failures, asked, ask } = surroundings()
        for (const [first, second] of calls) {
          if (first === null) failures.delete('a')
          else failures.set('a', first)
          if (second === null) failures.delete('b')
          else failures.set('b', second)
          asked.length = 0
          await ask('once')
          const arrived = asked.filter((name) => {
            const failure = failures.get(name)
            return failure === undefined || (failure.kind !== 'no-connection' && failure.kind !== 'certificate')
          })
          expect(arrived.length).toBeLessThanOrEqual(1)
          if (arrived.length === 1) expect(asked.at(-1)).toBe(arrived[0])
          await vi.advanceTimersByTimeAsync(7_000)
        }
        await centres.close()
      }),
      { numRuns: 200 },
    )
  })

  it('stops probing when it is closed', async () => {
    const { ask, asked, failures, centres } = start()
    failures.set('a', refused)
    await ask()
    await centres.close()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked).toEqual(['a', 'b'])
  })

  it('begins where it left off in an earlier run', async () => {
    const { ask, asked, centres } = start({ startWith: 1 })
    await ask()
    expect(asked).toEqual(['b'])
    await vi.advanceTimersByTimeAsync(20_000 * probesToReturn)
    expect(centres.active()).toBe(0)
  })
})

describe('with two real servers', () => {
  it('a lost reply is never sent to the second one when it must not be repeated', async () => {
    const authority = await testAuthority()
    const credential = await authority.issue('localhost')
    const first = await startLocalServer(credential, (_request, _response, socket) => socket.destroy())
    const second = await startLocalServer(credential, (_request, response) => sendJson(response, 'second'))
    const centres = createDataCentres({
      baseUrls: [first.baseUrl, second.baseUrl],
      clientFor: (baseUrl) =>
        createJsonClient({
          baseUrl,
          tls: { caPem: authority.caPem },
          connectTimeoutMs: 5_000,
          timeoutMs: 5_000,
          maxBodyBytes: 1_000,
        }),
      probe: async () => false,
    })
    const post = { method: 'POST', path: '/', body: {} } as const
    expect(await centres.request({ ...post, safety: 'once' }, Name)).toMatchObject({
      ok: false,
      failure: { kind: 'reply-lost', reason: 'cut' },
    })
    expect(second.seen).toHaveLength(0)
    expect(await centres.request({ ...post, safety: 'repeatable' }, Name)).toMatchObject({ ok: true, value: 'second' })
    await centres.close()
    await Promise.all([first.close(), second.close()])
  })
})
