import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import type { OutboxRow, SendOutcome } from '../../domain/outboxRow.ts'
import { type CloudPayload, CloudPayloadSchema } from '../mappers/payloads.ts'
import { openPayload } from '../openPayload.ts'
import type { OutboxTarget, SendReport } from '../target.ts'
import { cloudCodes, outcomesOf, PushAnswerSchema, pushFailure } from './cloudAnswers.ts'
import { pushKey } from './pushKey.ts'

interface Item {
  readonly row: OutboxRow
  readonly record: CloudPayload
}

/** The contract allows 200 records and 4 MiB a push; the rest is kept for the frame round the records. */
const mostRecords = 200
const mostBytes = 3_670_016

/** Groups rows, in order, into pushes of at most so many records and bytes; a larger record goes alone, for the cloud to judge. */
export const planPushes = (rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] => {
  const pushes: OutboxRow[][] = []
  let bytes = 0
  for (const row of rows) {
    const size = Buffer.byteLength(row.payload, 'utf8') + 1
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
  const push = async (items: readonly Item[], signal: AbortSignal, salt = ''): Promise<SendReport> => {
    const rows = items.map((item) => item.row)
    const answer = await centres.request(
      {
        method: 'POST',
        path: '/records',
        body: { records: items.map((item) => item.record) },
        headers: { 'Idempotency-Key': pushKey(rows, salt) },
        gzip: true,
        safety: 'repeatable',
        signal,
      },
      PushAnswerSchema,
    )
    if (answer.ok) {
      const outcomeOf = outcomesOf(answer.value)
      return answered(new Map(items.map(({ row, record }) => [row.id, outcomeOf(record.recordId)])))
    }
    const failure = pushFailure(answer.failure)
    const same = (outcome: SendOutcome): Map<string, SendOutcome> => new Map(rows.map((row) => [row.id, outcome]))
    if (failure.type === 'all') {
      return { outcomes: same(failure.outcome), endpoint: failure.endpoint, holdMs: failure.holdMs }
    }
    if (failure.type === 'key-used') {
      if (salt === '') return push(items, signal, `again ${rows[0]?.tries ?? 0}`)
      return {
        outcomes: same({ type: 'retry', code: cloudCodes.keyMismatch, retryAfterMs: null }),
        endpoint: 'failing',
        holdMs: null,
      }
    }
    if (items.length === 1) return answered(same({ type: 'unsendable', code: failure.code, fieldErrors: [] }))
    const middle = Math.ceil(items.length / 2)
    return together([await push(items.slice(0, middle), signal), await push(items.slice(middle), signal)])
  }

  return {
    name: 'clinic-cloud',
    maxBatchRows: 100,
    slots: 2,
    linkCodes: [cloudCodes.unreachable, cloudCodes.replyLost, cloudCodes.certificate],
    aloneCodes: [cloudCodes.badReply, cloudCodes.noReceipt],
    plan: (rows) => Promise.resolve(planPushes(rows)),
    async send(batch, signal) {
      const unsendable = new Map<string, SendOutcome>()
      const items: Item[] = []
      for (const row of batch) {
        const opened = openPayload(row, CloudPayloadSchema)
        if (opened.ok) items.push({ row, record: opened.value })
        else unsendable.set(row.id, opened.outcome)
      }
      if (items.length === 0) return { outcomes: unsendable, endpoint: 'unasked', holdMs: null }
      const report = await push(items, signal)
      return { ...report, outcomes: new Map([...unsendable, ...report.outcomes]) }
    },
  }
}
