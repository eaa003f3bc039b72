import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonClient } from './answer.ts'
import { createJsonClient } from './jsonClient.ts'
import type { JsonClientOptions, TlsTrust } from './jsonClientOptions.ts'
import { type Credential, selfSigned, type TestAuthority, testAuthority } from './testing/certificates.ts'
import { bodyOf, type LocalServer, type Respond, sendJson, startLocalServer } from './testing/localServer.ts'

const Reply = z.strictObject({ statusCode: z.int() })
const closing: { close(): Promise<void> }[] = []

let authority: TestAuthority
let otherAuthority: TestAuthority
let signed: Credential
let own: Credential

beforeAll(async () => {
  ;[authority, otherAuthority, own] = await Promise.all([testAuthority('One'), testAuthority('Two'), selfSigned()])
  signed = await authority.issue('localhost')
})

const closeAll = async (): Promise<void> => {
  await Promise.all(closing.splice(0).map((each) => each.close()))
}
afterEach(closeAll)
afterAll(closeAll)

const serve = async (
  respond: Respond,
  credential: Credential = signed,
  options: Parameters<typeof startLocalServer>[2] = {},
): Promise<LocalServer> => {
  const server = await startLocalServer(credential, respond, options)
  closing.push(server)
  return server
}

const clientOf = (baseUrl: string, options: Partial<JsonClientOptions> = {}): JsonClient => {
  const client = createJsonClient({
    baseUrl,
    tls: { caPem: authority.caPem },
    connectTimeoutMs: 5_000,
    timeoutMs: 5_000,
    maxBodyBytes: 10_000,
    ...options,
  })
  closing.push(client)
  return client
}

const answerOk: Respond = (_request, response) => sendJson(response, { statusCode: 0 })
const post = { method: 'POST', path: '/call', body: { a: '健保' } } as const

describe('who the server is', () => {
  const outcome = async (tls: TlsTrust, credential: Credential): Promise<unknown> => {
    const server = await serve(answerOk, credential)
    const answer = await clientOf(server.baseUrl, { tls }).request(post, Reply)
    const reached = server.seen.length
    return answer.ok ? { ok: true, reached } : { ...answer.failure, reached }
  }

  it('accepts exactly the pinned certificate, self-signed as it is', async () => {
    expect(await outcome({ pinnedSha256: own.sha256 }, own)).toEqual({ ok: true, reached: 1 })
    expect(await outcome({ pinnedSha256: own.sha256.toUpperCase() }, own)).toEqual({ ok: true, reached: 1 })
  })

  it('sends nothing to a server with another certificate than the pinned one', async () => {
    const another = await selfSigned()
    expect(await outcome({ pinnedSha256: own.sha256 }, another)).toMatchObject({
      kind: 'certificate',
      reason: 'fingerprint',
      reached: 0,
    })
  })

  it.each(['', 'abc', `${'0'.repeat(63)}g`])('refuses every server with the pin %j', async (pinnedSha256) => {
    expect(await outcome({ pinnedSha256 }, own)).toMatchObject({
      kind: 'certificate',
      reason: 'not-pinned',
      reached: 0,
    })
  })

  it('accepts a chain to its CA and nothing else', async () => {
    expect(await outcome({ caPem: authority.caPem }, signed)).toEqual({ ok: true, reached: 1 })
    const untrusted = { kind: 'certificate', reason: 'untrusted', reached: 0 }
    expect(await outcome({ caPem: otherAuthority.caPem }, signed)).toMatchObject(untrusted)
    expect(await outcome({ caPem: authority.caPem }, own)).toMatchObject(untrusted)
    expect(await outcome({ caPem: null }, signed)).toMatchObject(untrusted)
  })

  it('refuses an expired certificate and one for another name', async () => {
    const expired = await authority.issue('localhost', { expired: true })
    const elsewhere = await authority.issue('localhost', { names: ['elsewhere.example'] })
    const untrusted = { kind: 'certificate', reason: 'untrusted', reached: 0 }
    expect(await outcome({ caPem: authority.caPem }, expired)).toMatchObject(untrusted)
    expect(await outcome({ caPem: authority.caPem }, elsewhere)).toMatchObject(untrusted)
  })

  it('keeps refusing when the environment says that certificates need no check', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      expect(await outcome({ caPem: otherAuthority.caPem }, signed)).toMatchObject({ reason: 'untrusted', reached: 0 })
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })

  it('says that a CA cannot be read instead of throwing', async () => {
    expect(
      await outcome({ caPem: '-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----' }, signed),
    ).toMatchObject({
      kind: 'certificate',
      reason: 'unusable',
      reached: 0,
    })
  })

  it('shows its own certificate to a server that demands one', async () => {
    const mutual = { ca: authority.caPem, requestCert: true, rejectUnauthorized: true }
    const server = await serve(answerOk, signed, { ...mutual, minVersion: 'TLSv1.3' })
    const desk = await authority.issue('desk-1')
    const stranger = await otherAuthority.issue('desk-1')
    const withCertificate = (credential: Credential | null) =>
      clientOf(server.baseUrl, {
        tls: {
          caPem: authority.caPem,
          minVersion: 'TLSv1.3',
          ...(credential === null ? {} : { clientCertPem: credential.certPem, clientKeyPem: credential.keyPem }),
        },
      }).request(post, Reply)
    expect(await withCertificate(desk)).toMatchObject({ ok: true })
    expect(await withCertificate(null)).toMatchObject({ failure: { kind: 'certificate', reason: 'client-refused' } })
    // With TLS 1.3 the request has left by then, and Node's server may close without an alert: then nothing came back is all we know.
    const answer = await withCertificate(stranger)
    expect(answer.ok ? 'ok' : answer.failure.kind).toMatch(/^(certificate|reply-lost)$/)
    expect(server.seen).toHaveLength(1)
  })
})

describe('what was sent', () => {
  it('sends JSON below the path of the base URL, zipped when asked, with headers of its own', async () => {
    const server = await serve(answerOk)
    const client = clientOf(`${server.baseUrl}/v1/`)
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
    expect(() => clientOf('http://localhost:1')).toThrow(TypeError)
  })
})

describe('what came back', () => {
  const failureOf = async (respond: Respond, options: Partial<JsonClientOptions> = {}): Promise<unknown> => {
    const server = await serve(respond)
    const answer = await clientOf(server.baseUrl, options).request(post, Reply)
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
    expect(await failureOf(() => undefined, { timeoutMs: 150 })).toEqual({ kind: 'reply-lost', reason: 'time-out' })
  })

  it('an answer that trickles for longer than the whole call may take', async () => {
    const trickle: Respond = (_request, response, socket) => {
      const timer = setInterval(() => response.write(' '), 20)
      socket.once('close', () => clearInterval(timer))
    }
    expect(await failureOf(trickle, { timeoutMs: 150 })).toEqual({ kind: 'reply-lost', reason: 'time-out' })
  })

  it('any whole answer below 500 counts when that is all that is asked', async () => {
    const statuses = [200, 307, 404, 500]
    const server = await serve((_request, response) => response.writeHead(statuses.shift() ?? 200).end('<html>'))
    const client = clientOf(server.baseUrl)
    const ask = () => client.request({ method: 'GET', path: '/', anyAnswer: true }, z.undefined())
    expect(await ask()).toMatchObject({ ok: true, status: 200 })
    expect(await ask()).toMatchObject({ ok: true, status: 307 })
    expect(await ask()).toMatchObject({ ok: true, status: 404 })
    expect(await ask()).toMatchObject({ ok: false, failure: { kind: 'http', status: 500 } })
  })

  it('takes an empty body as undefined', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end())
    const answer = await clientOf(server.baseUrl).request({ method: 'DELETE', path: '/x' }, z.undefined())
    expect(answer).toMatchObject({ ok: true, value: undefined, status: 204 })
  })
})

describe('no connection', () => {
  it('a closed port', async () => {
    const server = await startLocalServer(signed, answerOk)
    await server.close()
    expect(await clientOf(server.baseUrl).request(post, Reply)).toMatchObject({
      ok: false,
      failure: { kind: 'no-connection', reason: 'ECONNREFUSED' },
    })
  })

  it('an unknown name', async () => {
    expect(await clientOf('https://nowhere.invalid').request(post, Reply)).toMatchObject({
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
    closing.push({
      close: () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy()
          silent.close(() => resolve())
        }),
    })
    const client = clientOf(`https://localhost:${port}`, { timeoutMs: 200 })
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
    const server = await serve(() => later.abort())
    const client = clientOf(server.baseUrl)
    expect(await client.request({ ...post, signal: aborted.signal }, Reply)).toMatchObject({
      failure: { kind: 'no-connection', reason: 'ABORTED' },
    })
    expect(server.seen).toHaveLength(0)
    expect(await client.request({ ...post, signal: later.signal }, Reply)).toMatchObject({
      failure: { kind: 'reply-lost', reason: 'aborted' },
    })
  })

  it('a closed client', async () => {
    const server = await serve(answerOk)
    const client = clientOf(server.baseUrl)
    await client.close()
    expect(await client.request(post, Reply)).toMatchObject({ ok: false, failure: { kind: 'no-connection' } })
    expect(server.seen).toHaveLength(0)
  })
})

describe('connections', () => {
  it('are kept between calls, and a fresh one is opened when asked', async () => {
    const ports = new Set<number>()
    const server = await serve((_request, response, socket) => {
      if (socket.remotePort !== undefined) ports.add(socket.remotePort)
      sendJson(response, { statusCode: 0 })
    })
    const client = clientOf(server.baseUrl)
    for (let call = 0; call < 6; call += 1) await client.request(post, Reply)
    // undici takes a second connection when the next call comes before the first one is put back.
    const kept = ports.size
    expect(kept).toBeLessThanOrEqual(2)
    for (let call = 0; call < 3; call += 1) await client.request({ ...post, freshConnection: true }, Reply)
    expect(ports.size).toBe(kept + 3)
  })

  it('checks the pinned certificate again on every new connection', async () => {
    const first = await startLocalServer(own, (_request, response) => {
      response.setHeader('connection', 'close')
      sendJson(response, { statusCode: 0 })
    })
    const client = clientOf(first.baseUrl, { tls: { pinnedSha256: own.sha256 } })
    expect(await client.request(post, Reply)).toMatchObject({ ok: true })
    await first.close()
    const impostor = await serve(answerOk, await selfSigned(), { port: Number(new URL(first.baseUrl).port) })
    expect(await client.request(post, Reply)).toMatchObject({
      failure: { kind: 'certificate', reason: 'fingerprint' },
    })
    expect(impostor.seen).toHaveLength(0)
  })
})

describe("the server's clock", () => {
  it('is the Date header against the middle of the call', async () => {
    const server = await serve((_request, response) => {
      response.setHeader('date', 'Sun, 22 Nov 2026 01:00:00 GMT')
      sendJson(response, { statusCode: 0 })
    })
    const clock = [Date.UTC(2026, 10, 22, 0, 59, 0), Date.UTC(2026, 10, 22, 0, 59, 20)]
    const client = clientOf(server.baseUrl, { now: () => clock.shift() ?? 0 })
    expect(client.serverOffsetMs()).toBeNull()
    expect(await client.request(post, Reply)).toMatchObject({ ok: true, serverOffsetMs: 50_000 })
    expect(client.serverOffsetMs()).toBe(50_000)
  })

  it('stays as it was when an answer has no usable Date', async () => {
    const dates = ['Sun, 22 Nov 2026 01:00:00 GMT', 'yesterday']
    const server = await serve((_request, response) => {
      response.sendDate = false
      response.setHeader('date', dates.shift() ?? '')
      sendJson(response, { statusCode: 0 }, 500)
    })
    const client = clientOf(server.baseUrl, { now: () => Date.UTC(2026, 10, 22, 1, 0, 1) })
    expect(await client.request(post, Reply)).toMatchObject({ ok: false, serverOffsetMs: -1000 })
    expect(await client.request(post, Reply)).toMatchObject({ ok: false, serverOffsetMs: null })
    expect(client.serverOffsetMs()).toBe(-1000)
  })
})
