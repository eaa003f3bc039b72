import { randomUUID } from 'node:crypto'
import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { asFields, listField, textField } from '../http/fields.ts'
import type { SimulatedClock } from '../http/simulatedClock.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import { once } from './idempotency.ts'
import { problem } from './problem.ts'
import { readJson } from './requestBody.ts'
import type { CloudState, StoredRecord } from './state.ts'
import { isUuid, type RecordError, readVisitRecord } from './visitRecord.ts'

const RECORDS_PER_PUSH = 200
const RECORDS_PER_PAGE = 50

/** A Receipt of the contract. */
interface Receipt {
  readonly recordId: string
  readonly status: 'accepted' | 'duplicate' | 'rejected'
  readonly receivedAt?: string
  readonly errors?: readonly RecordError[]
}

/** Records the admin process wants refused: each push takes the first. */
export type OrderedRejections = { readonly record: number; readonly errors: readonly RecordError[] }[]

/** /records: push, feed and single receipts. */
export function recordRoutes(
  file: JsonFile<CloudState>,
  clock: SimulatedClock,
  orderedRejections: OrderedRejections,
): readonly Route[] {
  const push = (request: Request): Reply => {
    const body = readJson(request)
    if ('refusal' in body) return body.refusal
    const records = asFields(body.json).records
    if (!Array.isArray(records) || records.length < 1) return problem(400, 'INVALID', 'records has 1 to 200 items')
    if (records.length > RECORDS_PER_PUSH) return problem(413, 'TOO_LARGE', 'more than 200 records')
    return once(file, clock.now(), request, body.json, () => {
      const rejection = orderedRejections.shift()
      const receipts = records.map((record, index) =>
        rejection?.record === index + 1 ? rejected(record, rejection.errors) : receive(request, record),
      )
      file.save()
      return ok({ batchId: randomUUID(), receivedAt: new Date(clock.now()).toISOString(), receipts })
    })
  }

  const receive = (request: Request, input: unknown): Receipt => {
    const record = readVisitRecord(input)
    if (!('recordId' in record)) return rejected(input, record)
    const versions = versionsOf(request, record.recordId)
    const same = versions.find((stored) => stored.record.version === record.version)
    if (same) return { recordId: record.recordId, status: 'duplicate', receivedAt: same.receivedAt }
    if (versions.some((stored) => stored.record.version > record.version)) {
      return rejected(input, [{ path: 'version', code: 'STALE_VERSION', message: 'a later version is here already' }])
    }
    const receivedAt = new Date(clock.now()).toISOString()
    const { commonName: clinic, organizationalUnit: desk } = request.peer
    file.value.records.push({ sequence: file.value.records.length + 1, clinic, desk, receivedAt, record })
    return { recordId: record.recordId, status: 'accepted', receivedAt }
  }

  const versionsOf = (request: Request, recordId: string): StoredRecord[] =>
    file.value.records.filter(
      (stored) => stored.clinic === request.peer.commonName && stored.record.recordId === recordId,
    )

  const feed = (request: Request): Reply => {
    const after = sequenceOf(request.query.get('cursor'))
    if (after === undefined) return problem(400, 'INVALID', 'cursor is one this server gave')
    const waiting = file.value.records.filter(
      (stored) => stored.clinic === request.peer.commonName && stored.sequence > after,
    )
    const page = waiting.slice(0, RECORDS_PER_PAGE)
    const last = page.at(-1)
    // No cursor on an empty page: a client that asks until there is none comes to an end.
    return ok({
      records: page.map((stored) => stored.record),
      ...(last ? { nextCursor: Buffer.from(`after:${last.sequence}`).toString('base64url') } : {}),
    })
  }

  const receipt = (request: Request): Reply => {
    const latest = versionsOf(request, request.params.recordId ?? '').at(-1)
    if (!latest) return problem(404, 'NOT_RECEIVED', 'no such record of this clinic')
    return ok({ recordId: latest.record.recordId, status: 'accepted', receivedAt: latest.receivedAt })
  }

  return [
    { method: 'POST', path: '/v1/records', handle: push },
    { method: 'GET', path: '/v1/records', handle: feed },
    { method: 'GET', path: '/v1/records/:recordId', handle: receipt },
  ]
}

function rejected(input: unknown, errors: readonly RecordError[]): Receipt {
  const recordId = textField(asFields(input), 'recordId', 36) ?? ''
  return { recordId: isUuid(recordId) ? recordId : '', status: 'rejected', errors }
}

function sequenceOf(cursor: string | null): number | undefined {
  if (cursor === null || cursor === '') return 0
  const number = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Errors in JSON as the admin process gives them. */
export function parseRejection(input: unknown): OrderedRejections[number] | undefined {
  const fields = asFields(input)
  const { record = 1 } = fields
  const errors = listField(fields, 'errors').map((error) => {
    const { path, code, message } = asFields(error)
    return {
      path: String(path ?? ''),
      code: String(code ?? 'FHIR_INVALID'),
      message: String(message ?? 'refused on request'),
    }
  })
  if (typeof record !== 'number' || record < 1) return undefined
  return {
    record,
    errors:
      errors.length > 0 ? errors : [{ path: 'bundle.entry[0]', code: 'FHIR_INVALID', message: 'refused on request' }],
  }
}
