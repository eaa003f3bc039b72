import { createServer } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonClientOptions } from './jsonClientOptions.ts'
import { bodyOf, type Respond, sendJson, startLocalServer } from './testing/localServer.ts'
import { answerOk, openServerBench, post, Reply, type ServerBench } from './testing/serverBench.ts'

let bench: ServerBench

beforeAll(async () => {
  bench = await openServerBench()
})
afterEach(() => bench.closeAll())

describe('what was sent', () => {
  it('sends JSON below the path of the base URL, zipped when asked, with headers of its own', async () => {
    const server = await bench.serve(answerOk)
    const client = bench.clientOf(`${server.baseUrl}/v1/`)
    expect(await client.request({ ...post, gzip: true, headers: { 'Idempotency-Key': 'k' } }, Reply)).toMatchObject({
      ok: true,
      value: { statusCode: 0 },
      status: 200,
    })
    await client.request({ method: 'GET', path: '/health' }, Reply)
    await client.request({ ...post, headers: { 'Content-Type': 'application/fhir+json' } }, Reply)
    expect(server.seen.map((each) => `${each.method} ${each.path}`)).toEqual([
      'POST /v1/call',
      'GET /v1/health',
      'POST /v1/call',
    ])
    const [zipped, got, fhir] = server.seen
    if (zipped === undefined || got === undefined || fhir === undefined) throw new Error('three requests expected')
    expect(bodyOf(zipped)).toEqual({ a: '健保' })
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', 'idempotency-key': 'k' })
    expect(zipped.headers['content-type']).toBe('application/json')
    expect(got.headers['content-type']).toBeUndefined()
    expect(fhir.headers['content-type']).toBe('application/fhir+json')
  })

  it('refuses a base URL that is not https', () => {
    expect(() => bench.clientOf('http://localhost:1')).toThrow(TypeError)
  })
})

describe('what came back', () => {
  const failureOf = async (respond: Respond, options: Partial<JsonClientOptions> = {}): Promise<unknown> => {
    const server = await bench.serve(respond)
    const answer = await bench.clientOf(server.baseUrl, options).request(post, Reply)
    expect(server.seen).toHaveLength(1)
    return answer.ok ? 'ok' : answer.failure
  }

  it.each<[string, Respond, object]>([
    ['nonsense', (_q, r) => r.end('<html>'), { kind: 'bad-reply', reason: 'not-json', status: 200 }],
    ['bytes that are no UTF-8', (_q, r) => r.end(Buffer.from([0x22, 0xff, 0x22])), { reason: 'not-json' }],
    ['nothing', (_q, r) => r.end(), { kind: 'bad-reply', reason: 'schema' }],
    ['other fields', (_q, r) => sendJson(r, { statusCode: '0' }), { kind: 'bad-reply', reason: 'schema' }],
    ['a huge answer', (_q, r) => sendJson(r, { statusCode: 0, pad: 'x'.repeat(20_000) }), { reason: 'too-large' }],
    [
      'a redirect',
      (_q, r) => r.writeHead(307, { location: 'https://elsewhere.example/' }).end(),
      { kind: 'bad-reply', reason: 'redirect', status: 307 },
    ],
    [
      'half an answer',
      (_q, r, s) => r.writeHead(200, { 'content-length': '50' }).write('{"sta', () => s.destroy()),
      { kind: 'reply-lost', reason: 'cut' },
    ],
    ['a cut line', (_q, _r, s) => s.destroy(), { kind: 'reply-lost', reason: 'cut' }],
    ['an error', (_q, r) => sendJson(r, {}, 500), { kind: 'http', status: 500, code: null, retryAfterMs: null }],
    [
      'a problem',
      (_q, r) =>
        r
          .writeHead(429, { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '7' })
          .end(JSON.stringify({ type: 'about:blank', code: 'SLOW_DOWN' })),
      { kind: 'http', status: 429, code: 'SLOW_DOWN', retryAfterMs: 7000 },
    ],
    [
      'a problem without a usable code, and a date to come back at',
      (_q, r) =>
        r
          .writeHead(503, {
            'content-type': 'application/problem+json',
            date: 'Sun, 22 Nov 2026 01:00:00 GMT',
            'retry-after': 'Sun, 22 Nov 2026 01:00:30 GMT',
          })
          .end('{"code":5'),
      { kind: 'http', status: 503, code: null, retryAfterMs: 30_000 },
    ],
  ])('%s', async (_name, respond, expected) => {
    expect(await failureOf(respond)).toMatchObject(expected)
  })

  it('no answer in time', async () => {
    expect(await failureOf(() => undefined, { timeoutMs: 1_000 })).toEqual({ kind: 'reply-lost', reason: 'time-out' })
  })

  it('an answer that trickles for longer than the whole call may take', async () => {
    const trickle: Respond = (_request, response, socket) => {
      const timer = setInterval(() => response.write(' '), 20)
      socket.once('close', () => clearInterval(timer))
    }
    expect(await failureOf(trickle, { timeoutMs: 1_000 })).toEqual({ kind: 'reply-lost', reason: 'time-out' })
  })

  it('any whole answer below 500 counts when that is all that is asked', async () => {
    const statuses = [200, 307, 404, 500]
    const server = await bench.serve((_request, response) => response.writeHead(statuses.shift() ?? 200).end('<html>'))
    const client = bench.clientOf(server.baseUrl)
    const ask = () => client.request({ method: 'GET', path: '/', anyAnswer: true }, z.undefined())
    expect(await ask()).toMatchObject({ ok: true, status: 200 })
    expect(await ask()).toMatchObject({ ok: true, status: 307 })
    expect(await ask()).toMatchObject({ ok: true, status: 404 })
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'http', status: 500 } })
  })

  it('takes an empty body as undefined', async () => {
    const server = await bench.serve((_request, response) => response.writeHead(204).end())
    const answer = await bench.clientOf(server.baseUrl).request({ method: 'DELETE', path: '/x' }, z.undefined())
    expect(answer).toMatchObject({ ok: true, value: undefined, status: 204 })
  })
})

describe('no connection', () => {
  it('a closed port', async () => {
    const server = await startLocalServer(bench.signed, answerOk)
    await server.close()
    expect(await bench.clientOf(server.baseUrl).request(post, Reply)).toMatchObject({
      ok: false,
      failure: { kind: 'no-connection', reason: 'ECONNREFUSED' },
    })
  })

  it('an unknown name', async () => {
    expect(await bench.clientOf('https://nowhere.invalid').request(post, Reply)).toMatchObject({
      ok: false,
      failure: { kind: 'no-connection' },
    })
  })

  it('a port that accepts and never speaks TLS: the request is not sent later either', async () => {
    const received: Buffer[] = []
    const sockets = new Set<{ destroy(): unknown }>()
    const silent = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => received.push(chunk))
    })
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    bench.keep({
      close: () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy()
          silent.close(() => resolve())
        }),
    })
    const client = bench.clientOf(`https://localhost:${port}`, { timeoutMs: 200 })
    expect(await client.request(post, Reply)).toEqual({
      ok: false,
      failure: { kind: 'no-connection', reason: 'TIMEOUT' },
      serverOffsetMs: null,
    })
  })

  it('a call that is given up before, and one given up after sending', async () => {
    const aborted = new AbortController()
    aborted.abort()
    const later = new AbortController()
    const server = await bench.serve(() => later.abort())
    const client = bench.clientOf(server.baseUrl)
    expect(await client.request({ ...post, signal: aborted.signal }, Reply)).toMatchObject({
      failure: { kind: 'no-connection', reason: 'ABORTED' },
    })
    expect(server.seen).toHaveLength(0)
    expect(await client.request({ ...post, signal: later.signal }, Reply)).toMatchObject({
      failure: { kind: 'reply-lost', reason: 'aborted' },
    })
  })

  it('a closed client', async () => {
    const server = await bench.serve(answerOk)
    const client = bench.clientOf(server.baseUrl)
    await client.close()
    expect(await client.request(post, Reply)).toMatchObject({ ok: false, failure: { kind: 'no-connection' } })
    expect(server.seen).toHaveLength(0)
  })
})

describe("the server's clock", () => {
  it('is the Date header against the middle of the call', async () => {
    const server = await bench.serve((_request, response) => {
      response.setHeader('date', 'Sun, 22 Nov 2026 01:00:00 GMT')
      sendJson(response, { statusCode: 0 })
    })
    const clock = [Date.UTC(2026, 10, 22, 0, 59, 0), Date.UTC(2026, 10, 22, 0, 59, 20)]
    const client = bench.clientOf(server.baseUrl, { now: () => clock.shift() ?? 0 })
    expect(client.serverOffsetMs()).toBeNull()
    expect(await client.request(post, Reply)).toMatchObject({ ok: true, serverOffsetMs: 50_000 })
    expect(client.serverOffsetMs()).toBe(50_000)
  })

  it('stays as it was when an answer has no usable Date', async () => {
    const dates = ['Sun, 22 Nov 2026 01:00:00 GMT', 'yesterday']
    const server = await bench.serve((_request, response) => {
      response.sendDate = false
      response.setHeader('date', dates.shift() ?? '')
      sendJson(response, { statusCode: 0 }, 500)
    })
    const client = bench.clientOf(server.baseUrl, { now: () => Date.UTC(2026, 10, 22, 1, 0, 1) })
    expect(await client.request(post, Reply)).toMatchObject({ ok: false, serverOffsetMs: -1000 })
    expect(await client.request(post, Reply)).toMatchObject({ ok: false, serverOffsetMs: null })
    expect(client.serverOffsetMs()).toBe(-1000)
  })
})
