import type { Bundle } from '@medplum/fhirtypes'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { packedSize, packText } from '../../store/packedText.ts'
import type { OutboxTarget, SendReport } from '../dispatch/target.ts'
import { documentErrors, documentInvalidCode } from '../mappers/fhir/documentFault.ts'
import { CloudPayloadSchema, payloadSchemaVersion } from '../mappers/payloads.ts'
import { gzipOf } from '../payload/gzipOf.ts'
import {
  isPayloadWhole,
  openPayload,
  payloadDamagedCode,
  payloadUnreadableCode,
  unsendable,
} from '../payload/openPayload.ts'
import { cloudCodes, outcomesOf, PushAnswerSchema, pushFailure } from './cloudAnswers.ts'
import { pushKey } from './pushKey.ts'

/** The contract allows 200 records and 4 MiB a push; the rest is kept for the frame round the records. */
const mostRecords = 200
/** Pushes under way: while some are answered and booked, the others keep the line busy. */
const mostPushes = 8
const mostBytes = 3_670_016

/** Groups rows, in order, into pushes of at most so many records and bytes; a larger record goes alone, for the cloud to judge. */
export const planPushes = (rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] => {
  const pushes: OutboxRow[][] = []
  let bytes = 0
  for (const row of rows) {
    const size = packedSize(row.payload) + 1
    const last = pushes.at(-1)
    if (last !== undefined && last.length < mostRecords && bytes + size <= mostBytes) {
      last.push(row)
      bytes += size
    } else {
      pushes.push([row])
      bytes = size
    }
  }
  return pushes
}

const opening = packText('{"records":[')
const comma = packText(',')
const closing = packText(']}')

/** `{ "records": [ … ] }` of the kept payloads, as a gzip file, without unpacking one of them. */
export const pushBody = (rows: readonly OutboxRow[]): Uint8Array =>
  gzipOf([opening, ...rows.flatMap(({ payload }, index) => (index === 0 ? [payload] : [comma, payload])), closing])

/**
 * What keeps a row that goes alone from going: its payload is read through, has to be the very record the row stands for, and its document
 * has to keep TW Core's rules.
 */
const faultOfOne = (row: OutboxRow): SendOutcome | null => {
  const opened = openPayload(row, CloudPayloadSchema)
  if (!opened.ok) return opened.outcome
  const isItsOwn = opened.value.recordId === row.aggregateId && opened.value.version === row.sequence
  if (!isItsOwn) return unsendable(payloadUnreadableCode)
  const fieldErrors = documentErrors(opened.value.bundle as Bundle)
  return fieldErrors.length === 0 ? null : { ...unsendable(documentInvalidCode), fieldErrors }
}

/**
 * What keeps one row of several from going. Its shape is not looked at (reading through fourteen thousand characters costs ten times
 * what sending them does): its document was held against the rules when the visit was closed, its hash says that it is still that, and
 * should the cloud stumble over it, the push is halved until the row goes alone. One that was set aside and put back goes alone at once.
 */
const faultOfSeveral = (row: OutboxRow): SendOutcome | null => {
  if (!isPayloadWhole(row)) return unsendable(payloadDamagedCode)
  return row.schemaVersion === payloadSchemaVersion ? null : unsendable(payloadUnreadableCode)
}

/** Puts what several pushes of one batch told together: the worst word about the end point counts. */
const together = (reports: readonly SendReport[]): SendReport => ({
  outcomes: new Map(reports.flatMap((report) => [...report.outcomes])),
  endpoint: reports.some((report) => report.endpoint === 'unreachable')
    ? 'unreachable'
    : reports.some((report) => report.endpoint === 'failing')
      ? 'failing'
      : 'answered',
  holdMs: reports.reduce<number | null>(
    (longest, { holdMs }) => (holdMs === null ? longest : Math.max(longest ?? 0, holdMs)),
    null,
  ),
})

const answered = (outcomes: ReadonlyMap<string, SendOutcome>): SendReport => ({
  outcomes,
  endpoint: 'answered',
  holdMs: null,
})

/**
 * The clinic cloud (clinic-cloud.yaml, POST /records). A reply that is lost is answered by pushing again: the contract makes that
 * change nothing and answers `duplicate`, while GET /records/{recordId} names no version and so cannot prove an amendment.
 */
export const createClinicCloud = (centres: Pick<DataCentres, 'request'>): OutboxTarget => {
  const push = async (rows: readonly OutboxRow[], signal: AbortSignal, salt = ''): Promise<SendReport> => {
    const answer = await centres.request(
      {
        method: 'POST',
        path: '/records',
        gzipped: pushBody(rows),
        headers: { 'Idempotency-Key': pushKey(rows, salt) },
        safety: 'repeatable',
        signal,
      },
      PushAnswerSchema,
    )
    if (answer.ok) {
      const outcomeOf = outcomesOf(answer.value)
      return answered(new Map(rows.map((row) => [row.id, outcomeOf(row.aggregateId)])))
    }
    const failure = pushFailure(answer.failure)
    const same = (outcome: SendOutcome): Map<string, SendOutcome> => new Map(rows.map((row) => [row.id, outcome]))
    if (failure.type === 'all') {
      return { outcomes: same(failure.outcome), endpoint: failure.endpoint, holdMs: failure.holdMs }
    }
    if (failure.type === 'key-used') {
      if (salt === '') return push(rows, signal, `again ${rows[0]?.tries ?? 0}`)
      return {
        outcomes: same({ type: 'retry', code: cloudCodes.keyMismatch, retryAfterMs: null }),
        endpoint: 'failing',
        holdMs: null,
      }
    }
    const [only] = rows
    if (only !== undefined && rows.length === 1) return answered(same(faultOfOne(only) ?? unsendable(failure.code)))
    const middle = Math.ceil(rows.length / 2)
    return together([await push(rows.slice(0, middle), signal), await push(rows.slice(middle), signal)])
  }

  return {
    name: 'clinic-cloud',
    maxBatchRows: mostRecords,
    slots: mostPushes,
    linkCodes: [cloudCodes.unreachable, cloudCodes.replyLost, cloudCodes.certificate],
    aloneCodes: [cloudCodes.badReply, cloudCodes.noReceipt, documentInvalidCode, payloadDamagedCode],
    plan: (rows) => Promise.resolve(planPushes(rows)),
    async send(batch, signal) {
      const faults = new Map<string, SendOutcome>()
      const rows: OutboxRow[] = []
      for (const row of batch) {
        const fault = batch.length === 1 ? faultOfOne(row) : faultOfSeveral(row)
        if (fault === null) rows.push(row)
        else faults.set(row.id, fault)
      }
      if (rows.length === 0) return { outcomes: faults, endpoint: 'unasked', holdMs: null }
      const report = await push(rows, signal)
      return { ...report, outcomes: new Map([...faults, ...report.outcomes]) }
    },
  }
}
