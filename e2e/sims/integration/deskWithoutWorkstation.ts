import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { TLSSocket } from 'node:tls'
import iconv from 'iconv-lite'
import { Agent, buildConnector, type Dispatcher, request } from 'undici'
import type { DemoSettings } from '../launch/settingsFile.ts'

type Json = Record<string, unknown>

/** Plain HTTPS calls to the surroundings, as any client that keeps to the contract makes them. */
export interface BareDesk {
  control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: Json): Promise<Json>
  /** POST to the NHI server, first data centre unless told otherwise; `signature` fields are merged in. */
  nhi(path: string, signature: Json, additions?: Json, dataCentre?: number): Promise<Json>
  cloud(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Dispatcher.ResponseData['headers']; body: Json }>
  /** Initial, SAM verification and the doctor's PIN. */
  signOn(): Promise<void>
  close(): Promise<void>
}

export function openBareDesk(settings: DemoSettings): BareDesk {
  const pinned = new Agent({ connect: pinnedConnector(settings.controlSoftware.sha256Fingerprint) })
  const nhiAgent = new Agent({ connect: { ca: readFileSync(settings.nhiServer.caFile) } })
  const cloudAgent = new Agent({
    connect: {
      ca: readFileSync(settings.clinicCloud.caFile),
      cert: readFileSync(settings.clinicCloud.clientCertFile),
      key: readFileSync(settings.clinicCloud.clientKeyFile),
    },
  })

  const control: BareDesk['control'] = async (method, path, body) => {
    const reply = await request(`${settings.controlSoftware.baseUrl}${path}`, {
      dispatcher: pinned,
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
    })
    return (await reply.body.json()) as Json
  }

  return {
    control,
    async nhi(path, signature, additions = {}, dataCentre = 0) {
      const { statusCode: _, ...signed } = signature
      const reply = await request(`${settings.nhiServer.baseUrls[dataCentre]}${path}`, {
        dispatcher: nhiAgent,
        method: 'POST',
        body: JSON.stringify({ ...signed, ...additions }),
        headers: { 'Content-Type': 'application/json' },
      })
      return (await reply.body.json()) as Json
    },
    async cloud(method, path, body, headers = {}) {
      const reply = await request(`${settings.clinicCloud.baseUrls[0]}${path}`, {
        dispatcher: cloudAgent,
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: { 'Content-Type': 'application/json', ...headers },
      })
      return { status: reply.statusCode, headers: reply.headers, body: (await reply.body.json()) as Json }
    },
    async signOn() {
      await control('POST', '/api/common/v1/Initial', {})
      await control('POST', '/api/sam/v1/Verification', {})
      await control('POST', '/api/hpc/v1/Verification/Hpc', { pin: settings.demo.professionalPin })
    },
    async close() {
      await Promise.all([pinned.close(), nhiAgent.close(), cloudAgent.close()])
    },
  }
}

/** An upload file of one record, Big5, as base64. */
export function uploadFile(header: Json, visit: Json, orders: readonly Json[]): string {
  const tags = (values: Json) =>
    Object.entries(values)
      .map(([tag, value]) => `<${tag}>${String(value)}</${tag}>`)
      .join('')
  const xml = `<?xml version="1.0" encoding="Big5"?><RECS><REC><MSH>${tags(header)}</MSH><MB><MB1>${tags(visit)}</MB1>${orders
    .map((order) => `<MB2>${tags(order)}</MB2>`)
    .join('')}</MB></REC></RECS>`
  return iconv.encode(xml, 'cp950').toString('base64')
}

/** A FHIR document of the smallest kind, with its hash in canonical JSON (its names are in order already). */
export function documentBundle(): { bundle: Json; sha256: string } {
  const bundle = {
    entry: ['Composition', 'Patient', 'Encounter'].map((resourceType, index) => ({
      fullUrl: `urn:uuid:00000000-0000-4000-8000-00000000000${index}`,
      resource: { resourceType },
    })),
    resourceType: 'Bundle',
    timestamp: '2026-01-15T09:00:00+08:00',
    type: 'document',
  }
  return { bundle, sha256: createHash('sha256').update(JSON.stringify(bundle)).digest('hex') }
}

/** Trusts the one certificate with this fingerprint (SHA-256 of the DER, lower-case hex) and no other. */
function pinnedConnector(fingerprint: string): buildConnector.connector {
  // A resumed session shows no certificate, so every connection begins anew.
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0 })
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) {
        callback(error, null)
        return
      }
      const shown = socket instanceof TLSSocket ? (socket.getPeerCertificate().fingerprint256 ?? '') : ''
      if (shown.replaceAll(':', '').toLowerCase() === fingerprint) {
        callback(null, socket)
        return
      }
      socket.destroy()
      callback(new Error('another certificate than the pinned one'), null)
    })
}
