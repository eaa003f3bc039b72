import type { ServerResponse } from 'node:http'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import { type Credential, type TestAuthority, testAuthority } from '../../../native/network/testing/certificates.ts'
import {
  bodyOf,
  type LocalServer,
  type SeenRequest,
  sendJson,
  startLocalServer,
} from '../../../native/network/testing/localServer.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { packText, unpackText } from '../../store/packedText.ts'
import type { SendReport } from '../dispatch/target.ts'
import { hashPayload } from '../payload/openPayload.ts'
import { visitRows } from '../testing/visitRows.ts'
import { createClinicCloud, planPushes } from './clinicCloud.ts'
import { createCloudDataCentres, probeCloud } from './cloudDataCentres.ts'
import { pushKey } from './pushKey.ts'

const never = new AbortController().signal
const receivedAt = '2026-11-22T03:04:05.678Z'
const visits = (count: number): OutboxRow[] => Array.from({ length: count }, () => visitRows().cloud)
const PushSchema = z.object({ records: z.array(z.object({ recordId: z.uuid(), version: z.int() })) })
const recordsOf = (request: SeenRequest) => PushSchema.parse(bodyOf(request)).records
const keyOf = (request: SeenRequest): string => String(request.headers['idempotency-key'])

/** The row with another text for a payload, as if it had been written so. */
const holding = (row: OutboxRow, text: string): OutboxRow => {
  const payload = packText(text)
  return { ...row, payload, payloadHash: hashPayload(payload) }
}

/** A cloud that keeps to clinic-cloud.yaml as far as these tests look. */
const receive = (request: SeenRequest, response: ServerResponse): void => {
  const receipts = recordsOf(request).map(({ recordId }) => ({ recordId, status: 'accepted', receivedAt }))
  sendJson(response, { batchId: 'batch-1', receivedAt, receipts })
}
const problem = (
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers })
  response.end(JSON.stringify({ title: code, code }))
}

describe('clinic cloud', () => {
  let authority: TestAuthority
  let serverCredential: Credential
  let clinicCredential: Credential
  let server: LocalServer
  let centres: DataCentres
  let respond: (request: SeenRequest, response: ServerResponse) => void

  beforeAll(async () => {
    authority = await testAuthority()
    serverCredential = await authority.issue('localhost')
    clinicCredential = await authority.issue('3531020884')
  })
  const connect = (baseUrls: readonly string[], caPem = authority.caPem): DataCentres =>
    createCloudDataCentres({
      baseUrls: [...baseUrls],
      caPem,
      clientCertPem: clinicCredential.certPem,
      clientKeyPem: clinicCredential.keyPem,
    })
  beforeEach(async () => {
    respond = receive
    server = await startLocalServer(serverCredential, (request, response) => respond(request, response), {
      ca: authority.caPem,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
    })
    centres = connect([`${server.baseUrl}/v1`])
  })
  afterEach(async () => {
    await centres.close()
    await server.close()
  })
  const push = async (
    rows: readonly OutboxRow[],
  ): Promise<SendReport & { readonly list: readonly (SendOutcome | undefined)[] }> => {
    const report = await createClinicCloud(centres).send(rows, never)
    return { ...report, list: rows.map((row) => report.outcomes.get(row.id)) }
  }

  it('pushes records zipped, with the clinic certificate, and is accepted by a receipt for each', async () => {
    const rows = visits(3)
    const report = await push(rows)
    const [request] = server.seen as [SeenRequest]
    expect(request).toMatchObject({ method: 'POST', path: '/v1/records' })
    expect(request.headers['content-encoding']).toBe('gzip')
    expect(recordsOf(request)).toEqual(rows.map((row) => expect.objectContaining({ recordId: row.aggregateId })))
    for (const outcome of report.list) {
      const at = Date.parse(receivedAt)
      expect(outcome).toEqual({ type: 'accepted', reference: 'batch-1', receivedAt: at, code: 'accepted' })
    }
    expect(report).toMatchObject({ endpoint: 'answered', holdMs: null })
  })

  it('accepts only what there is a receipt for', async () => {
    const rows = visits(5)
    const [duplicate, rejected, missing, strange] = rows as [OutboxRow, OutboxRow, OutboxRow, OutboxRow]
    respond = (request, response) => {
      const receipts = recordsOf(request).flatMap(({ recordId }): unknown[] => {
        if (recordId === duplicate.aggregateId) return [{ recordId, status: 'duplicate' }]
        if (recordId === missing.aggregateId) return []
        if (recordId === strange.aggregateId) return [{ recordId, status: 'perhaps' }]
        if (recordId !== rejected.aggregateId) return [{ recordId, status: 'accepted' }]
        const errors = [
          { path: 'bundle.entry[3]', code: 'FHIR_INVALID', message: '王測試 A123456789' },
          { code: 'X', message: '' },
        ]
        return [{ recordId, status: 'rejected', errors }]
      })
      sendJson(response, { batchId: 'b', receivedAt, receipts })
    }
    const { list } = await push(rows)
    expect(list).toEqual([
      { type: 'accepted', reference: 'b', receivedAt: Date.parse(receivedAt), code: 'duplicate' },
      {
        type: 'rejected',
        code: 'FHIR_INVALID',
        fieldErrors: [
          { field: 'bundle.entry[3]', orderLine: null, code: 'FHIR_INVALID' },
          { field: '', orderLine: null, code: 'X' },
        ],
      },
      { type: 'retry', code: 'CLOUD_NO_RECEIPT', retryAfterMs: null },
      { type: 'retry', code: 'CLOUD_NO_RECEIPT', retryAfterMs: null },
      { type: 'accepted', reference: 'b', receivedAt: Date.parse(receivedAt), code: 'accepted' },
    ])
  })

  it('repeats a push under the same key, and another set of rows under another', async () => {
    const rows = visits(3)
    await push(rows)
    await push(rows)
    await push(rows.slice(1))
    await push(rows.slice(0, 1))
    await push(rows.slice(0, 1))
    const keys = server.seen.map(keyOf)
    expect(keys[0]).toBe(keys[1])
    expect(new Set(keys).size).toBe(3)
    expect(keys[3]).toBe(rows[0]?.idempotencyKey)
    for (const key of keys) expect(z.uuid().safeParse(key).success).toBe(true)
    expect(server.seen[0]?.body.equals(server.seen[1]?.body ?? Buffer.alloc(0))).toBe(true)
  })

  it('pushes once more under another key when the cloud calls the key used up, and then waits', async () => {
    const rows = visits(2)
    let mismatches = 1
    respond = (request, response) => {
      mismatches -= 1
      if (mismatches >= 0) problem(response, 409, 'IDEMPOTENCY_MISMATCH')
      else receive(request, response)
    }
    expect((await push(rows)).list).toMatchObject([{ type: 'accepted' }, { type: 'accepted' }])
    expect(new Set(server.seen.map(keyOf)).size).toBe(2)
    mismatches = 2
    expect((await push(rows)).list[0]).toMatchObject({ type: 'retry', code: 'CLOUD_IDEMPOTENCY_MISMATCH' })
    expect(server.seen).toHaveLength(4)
  })

  it.each([
    [413, 'TOO_LARGE', 'CLOUD_TOO_LARGE'],
    [422, 'FHIR_INVALID', 'FHIR_INVALID'],
    [400, 'BAD_REQUEST', 'BAD_REQUEST'],
  ] as const)('divides a push refused with %d until the one record is found', async (status, code, lastCode) => {
    const rows = visits(7)
    const poison = rows[4]?.aggregateId
    respond = (request, response) => {
      if (recordsOf(request).some((record) => record.recordId === poison)) problem(response, status, code)
      else receive(request, response)
    }
    const { list, endpoint } = await push(rows)
    expect(list.map((outcome) => outcome?.type)).toEqual([
      ...['accepted', 'accepted', 'accepted', 'accepted', 'unsendable', 'accepted', 'accepted'],
    ])
    expect(list[4]).toEqual({ type: 'unsendable', code: lastCode, fieldErrors: [] })
    expect(endpoint).toBe('answered')
  })

  it.each([
    [429, { 'retry-after': '7' }, 'CLOUD_SLOW_DOWN', 7_000, 'answered', 7_000],
    [503, { 'retry-after': '30' }, 'CLOUD_SERVER_ERROR', 30_000, 'failing', 30_000],
    [503, { 'retry-after': '86400' }, 'CLOUD_SERVER_ERROR', 3_600_000, 'failing', 3_600_000],
    [500, {}, 'CLOUD_SERVER_ERROR', null, 'failing', null],
    [401, {}, 'CLOUD_HTTP_401', 900_000, 'failing', 60_000],
    [404, {}, 'CLOUD_HTTP_404', 900_000, 'failing', 60_000],
  ] as const)('keeps everything open after %d', async (status, headers, code, retryAfterMs, endpoint, holdMs) => {
    respond = (_request, response) => problem(response, status, 'SOMETHING', headers)
    const report = await push(visits(2))
    expect(report.list).toEqual([
      { type: 'retry', code, retryAfterMs },
      { type: 'retry', code, retryAfterMs },
    ])
    expect(report).toMatchObject({ endpoint, holdMs })
  })

  it('keeps everything open after a lost reply, a nonsense reply and a cut one', async () => {
    respond = (_request, response) => response.destroy()
    expect((await push(visits(1))).list).toMatchObject([{ type: 'retry', code: 'CLOUD_REPLY_LOST' }])
    respond = (_request, response) => sendJson(response, { hello: 'world' })
    expect((await push(visits(1))).list).toMatchObject([{ type: 'retry', code: 'CLOUD_BAD_REPLY' }])
    respond = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"batchId":')
      response.destroy()
    }
    expect((await push(visits(1))).list).toMatchObject([{ type: 'retry', code: 'CLOUD_REPLY_LOST' }])
  })

  it('tells an unreachable cloud and a foreign certificate apart from a lost reply', async () => {
    await server.close()
    const unreachable = await push(visits(1))
    expect(unreachable.list).toMatchObject([{ type: 'retry', code: 'CLOUD_UNREACHABLE' }])
    expect(unreachable.endpoint).toBe('unreachable')
    expect(await probeCloud(centres)).toEqual({ up: false, dataCentre: null })

    server = await startLocalServer(serverCredential, (request, response) => respond(request, response))
    await centres.close()
    centres = connect([server.baseUrl], (await testAuthority('Another CA')).caPem)
    expect((await push(visits(1))).list).toMatchObject([{ type: 'retry', code: 'CLOUD_CERTIFICATE' }])
    expect(server.seen).toHaveLength(0)
  })

  it('goes to the second data centre when the first is away, and says so when it is probed', async () => {
    const second = await startLocalServer(serverCredential, (request, response) => {
      if (request.path.endsWith('/health')) sendJson(response, { status: 'ok', idc: 'taichung' })
      else receive(request, response)
    })
    await server.close()
    await centres.close()
    centres = connect([server.baseUrl, second.baseUrl])
    expect((await push(visits(1))).list).toMatchObject([{ type: 'accepted' }])
    expect(await probeCloud(centres)).toEqual({ up: true, dataCentre: 1 })
    expect(centres.serverOffsetMs()).not.toBeNull()
    await second.close()
  })

  it('sets damaged and unreadable payloads aside without asking the cloud', async () => {
    const [row] = visits(1) as [OutboxRow]
    const damaged = { ...row, payload: row.payload.subarray(0, -1) }
    const [other] = visits(1) as [OutboxRow]
    const ofTheFuture = { ...other, schemaVersion: 2 }
    const report = await push([damaged, ofTheFuture])
    expect(report.list).toMatchObject([
      { type: 'unsendable', code: 'PAYLOAD_DAMAGED' },
      { type: 'unsendable', code: 'PAYLOAD_UNREADABLE' },
    ])
    expect(report.endpoint).toBe('unasked')
    for (const alone of [damaged, holding(row, '{"recordId":1}'), { ...other, aggregateId: row.aggregateId }]) {
      expect((await push([alone])).list[0]?.type).toBe('unsendable')
    }
    expect(server.seen).toHaveLength(0)
  })

  it('holds the document of a row that goes alone against TW Core’s rules, and names what breaks them', async () => {
    const [row] = visits(1) as [OutboxRow]
    const record = JSON.parse(unpackText(row.payload) ?? '') as {
      bundle: { entry: { resource: { resourceType: string; gender?: string } }[] }
    }
    for (const { resource } of record.bundle.entry) if (resource.resourceType === 'Patient') delete resource.gender
    const report = await push([holding(row, JSON.stringify(record))])
    expect(report.list).toMatchObject([
      { type: 'unsendable', code: 'DOCUMENT_INVALID', fieldErrors: [{ field: 'Patient.gender', code: 'required' }] },
    ])
    expect(server.seen).toHaveLength(0)
  })

  it('finds the one unreadable payload among many when the cloud stumbles over it, and sets aside only that', async () => {
    const rows = visits(9).map((row, index) => (index === 4 ? holding(row, '{"recordId":') : row))
    respond = (request, response) => {
      try {
        receive(request, response)
      } catch {
        problem(response, 400, 'BAD_REQUEST')
      }
    }
    const report = await push(rows)
    expect(report.list.map((outcome) => outcome?.type)).toEqual(
      rows.map((_, index) => (index === 4 ? 'unsendable' : 'accepted')),
    )
    expect(report.list[4]).toMatchObject({ code: 'PAYLOAD_UNREADABLE' })
  })
})

describe('the plan of pushes', () => {
  const sized = (bytes: number): OutboxRow => ({ ...(visits(1)[0] as OutboxRow), payload: packText('x'.repeat(bytes)) })

  it('keeps within 200 records and the size of a push, in order, and lets a giant go alone', () => {
    const small = Array.from({ length: 401 }, () => sized(10))
    expect(planPushes(small).map((push) => push.length)).toEqual([200, 200, 1])
    const mixed = [sized(2_000_000), sized(1_600_000), sized(100_000), sized(5_000_000), sized(10)]
    expect(planPushes(mixed).map((push) => push.length)).toEqual([2, 1, 1, 1])
    expect(planPushes(mixed).flat()).toEqual(mixed)
    expect(planPushes([])).toEqual([])
  })
})

describe('the key of a push', () => {
  it('follows from the rows alone', () => {
    const rows = visits(3)
    expect(pushKey(rows)).toBe(pushKey([...rows]))
    expect(pushKey(rows)).not.toBe(pushKey([...rows].reverse()))
    expect(pushKey(rows)).not.toBe(pushKey(rows, 'again'))
    const [first] = rows as [OutboxRow]
    expect(pushKey([first])).toBe(first.idempotencyKey)
    expect(pushKey([first], 'again')).not.toBe(first.idempotencyKey)
  })

  it('is kept until an answer was seen, and then never used again', () => {
    const [row] = visits(1) as [OutboxRow]
    const keyAfter = (lastCode: string | null, tries: number): string => pushKey([{ ...row, lastCode, tries }])
    expect(keyAfter('CLOUD_REPLY_LOST', 3)).toBe(row.idempotencyKey)
    expect(keyAfter('CLOUD_UNREACHABLE', 3)).toBe(row.idempotencyKey)
    const keys = [keyAfter('CLOUD_SERVER_ERROR', 1), keyAfter('CLOUD_SERVER_ERROR', 2), keyAfter('FHIR_INVALID', 3)]
    expect(new Set([row.idempotencyKey, ...keys]).size).toBe(4)
  })
})
