import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { TlsTrust } from './jsonClientOptions.ts'
import { type Credential, selfSigned } from './testing/certificates.ts'
import { sendJson, startLocalServer } from './testing/localServer.ts'
import { answerOk, openServerBench, post, Reply, type ServerBench } from './testing/serverBench.ts'

let bench: ServerBench

beforeAll(async () => {
  bench = await openServerBench()
})
afterEach(() => bench.closeAll())

describe('who the server is', () => {
  const outcome = async (tls: TlsTrust, credential: Credential): Promise<unknown> => {
    const server = await bench.serve(answerOk, credential)
    const answer = await bench.clientOf(server.baseUrl, { tls }).request(post, Reply)
    const reached = server.seen.length
    return answer.ok ? { ok: true, reached } : { ...answer.failure, reached }
  }

  it('accepts exactly the pinned certificate, self-signed as it is', async () => {
    expect(await outcome({ pinnedSha256: bench.own.sha256 }, bench.own)).toEqual({ ok: true, reached: 1 })
    expect(await outcome({ pinnedSha256: bench.own.sha256.toUpperCase() }, bench.own)).toEqual({ ok: true, reached: 1 })
  })

  it('sends nothing to a server with another certificate than the pinned one', async () => {
    const another = await selfSigned()
    expect(await outcome({ pinnedSha256: bench.own.sha256 }, another)).toMatchObject({
      kind: 'certificate',
      reason: 'fingerprint',
      reached: 0,
    })
  })

  it.each(['', 'abc', `${'0'.repeat(63)}g`])('refuses every server with the pin %j', async (pinnedSha256) => {
    expect(await outcome({ pinnedSha256 }, bench.own)).toMatchObject({
      kind: 'certificate',
      reason: 'not-pinned',
      reached: 0,
    })
  })

  it('accepts a chain to its CA and nothing else', async () => {
    expect(await outcome({ caPem: bench.authority.caPem }, bench.signed)).toEqual({ ok: true, reached: 1 })
    const untrusted = { kind: 'certificate', reason: 'untrusted', reached: 0 }
    expect(await outcome({ caPem: bench.otherAuthority.caPem }, bench.signed)).toMatchObject(untrusted)
    expect(await outcome({ caPem: bench.authority.caPem }, bench.own)).toMatchObject(untrusted)
    expect(await outcome({ caPem: null }, bench.signed)).toMatchObject(untrusted)
  })

  it('refuses an expired certificate and one for another name', async () => {
    const expired = await bench.authority.issue('localhost', { expired: true })
    const elsewhere = await bench.authority.issue('localhost', { names: ['elsewhere.example'] })
    const untrusted = { kind: 'certificate', reason: 'untrusted', reached: 0 }
    expect(await outcome({ caPem: bench.authority.caPem }, expired)).toMatchObject(untrusted)
    expect(await outcome({ caPem: bench.authority.caPem }, elsewhere)).toMatchObject(untrusted)
  })

  it('keeps refusing when the environment says that certificates need no check', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      expect(await outcome({ caPem: bench.otherAuthority.caPem }, bench.signed)).toMatchObject({
        reason: 'untrusted',
        reached: 0,
      })
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })

  it('says that a CA cannot be read instead of throwing', async () => {
    expect(
      await outcome({ caPem: '-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----' }, bench.signed),
    ).toMatchObject({
      kind: 'certificate',
      reason: 'unusable',
      reached: 0,
    })
  })

  it('shows its own certificate to a server that demands one', async () => {
    const mutual = { ca: bench.authority.caPem, requestCert: true, rejectUnauthorized: true }
    const server = await bench.serve(answerOk, bench.signed, { ...mutual, minVersion: 'TLSv1.3' })
    const desk = await bench.authority.issue('desk-1')
    const stranger = await bench.otherAuthority.issue('desk-1')
    const withCertificate = (credential: Credential | null) =>
      bench
        .clientOf(server.baseUrl, {
          tls: {
            caPem: bench.authority.caPem,
            minVersion: 'TLSv1.3',
            ...(credential === null ? {} : { clientCertPem: credential.certPem, clientKeyPem: credential.keyPem }),
          },
        })
        .request(post, Reply)
    expect(await withCertificate(desk)).toMatchObject({ ok: true })
    expect(await withCertificate(null)).toMatchObject({ failure: { kind: 'certificate', reason: 'client-refused' } })
    // With TLS 1.3 the request has left by then, and Node's server may close without an alert: then nothing came back is all we know.
    const answer = await withCertificate(stranger)
    expect(answer.ok ? 'ok' : answer.failure.kind).toMatch(/^(certificate|reply-lost)$/)
    expect(server.seen).toHaveLength(1)
  })
})

describe('connections', () => {
  it('are kept between calls, and a fresh one is opened when asked', async () => {
    const ports = new Set<number>()
    const server = await bench.serve((_request, response, socket) => {
      if (socket.remotePort !== undefined) ports.add(socket.remotePort)
      sendJson(response, { statusCode: 0 })
    })
    const client = bench.clientOf(server.baseUrl)
    for (let call = 0; call < 6; call += 1) await client.request(post, Reply)
    // undici takes a second connection when the next call comes before the first one is put back.
    const kept = ports.size
    expect(kept).toBeLessThanOrEqual(2)
    for (let call = 0; call < 3; call += 1) await client.request({ ...post, freshConnection: true }, Reply)
    expect(ports.size).toBe(kept + 3)
  })

  it('checks the pinned certificate again on every new connection', async () => {
    const first = await startLocalServer(bench.own, (_request, response) => {
      response.setHeader('connection', 'close')
      sendJson(response, { statusCode: 0 })
    })
    const client = bench.clientOf(first.baseUrl, { tls: { pinnedSha256: bench.own.sha256 } })
    expect(await client.request(post, Reply)).toMatchObject({ ok: true })
    await first.close()
    const impostor = await bench.serve(answerOk, await selfSigned(), { port: Number(new URL(first.baseUrl).port) })
    expect(await client.request(post, Reply)).toMatchObject({
      failure: { kind: 'certificate', reason: 'fingerprint' },
    })
    expect(impostor.seen).toHaveLength(0)
  })
})
