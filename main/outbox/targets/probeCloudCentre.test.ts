import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestAuthority, testAuthority } from '../../../native/network/testing/certificates.ts'
import {
  type LocalServer,
  type Respond,
  sendJson,
  startLocalServer,
} from '../../../native/network/testing/localServer.ts'
import { probeCloudCentre } from './cloudDataCentres.ts'

let authority: TestAuthority
let server: LocalServer
let respond: Respond

beforeEach(async () => {
  authority = await testAuthority()
  respond = (_request, response) => sendJson(response, { status: 'ok', idc: 'taipei' })
  server = await startLocalServer(await authority.issue('localhost'), (...call) => respond(...call), {
    ca: authority.caPem,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  })
})
afterEach(() => server.close())

const probe = async () => {
  const clinic = await authority.issue('3501200000')
  const { caPem } = authority
  const trust = { baseUrls: [], caPem, clientCertPem: clinic.certPem, clientKeyPem: clinic.keyPem }
  return probeCloudCentre(trust, `${server.baseUrl}/v1`)
}

describe('asking one data centre of the cloud by itself', () => {
  it('asks for its health with the clinic certificate', async () => {
    expect(await probe()).toMatchObject({ ok: true, value: { offsetMs: expect.any(Number) } })
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/health'])
  })

  it('does not take one that is draining for a good one', async () => {
    respond = (_request, response) => sendJson(response, { status: 'draining', idc: 'taipei' })
    expect(await probe()).toMatchObject({ error: { code: 'CLOUD_UNREACHABLE', details: { reason: 'draining' } } })
  })

  it('names the kind of failure', async () => {
    respond = (_request, response) => sendJson(response, {}, 503)
    expect(await probe()).toMatchObject({ error: { details: { kind: 'http', httpStatus: 503 } } })
    await server.close()
    expect(await probe()).toMatchObject({ error: { details: { kind: 'no-connection', reason: 'ECONNREFUSED' } } })
  })
})
