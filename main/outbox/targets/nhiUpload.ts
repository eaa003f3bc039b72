import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { type OutboxTarget, type SendReport, sameOutcome } from '../dispatch/target.ts'
import { maxRecordsPerFile } from '../mappers/nhi/nhiXml.ts'
import { createFileMemory } from './fileMemory.ts'
import { aloneHttpCodes, type NhiFailure, nhiFailure } from './nhiFailure.ts'
import { createHandIn, isHopeless, type NhiItem } from './nhiHandIn.ts'
import { type IdentifierOptions, issueIdentifier, prepareRow } from './nhiPrepare.ts'
import { askResult, resultUnclearCode } from './nhiResult.ts'

export interface NhiUploadOptions {
  readonly port: Pick<NhiControlPort, 'uploadRecords' | 'uploadResult' | 'treatmentNumberWithoutCard' | 'open'>
  readonly keepPayload: IdentifierOptions['keepPayload']
  readonly issuedBefore: IdentifierOptions['issuedBefore']
  /** The rows that await the result of one file. */
  readonly rowsAwaiting: (opcode: string) => Promise<readonly OutboxRow[]>
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly resultPollMs: number
}

/** A result that proves nothing is asked for once more; after that its records are handed in anew, each by itself. */
const unclearAnswersPerFile = 2
const byReference = (rows: readonly OutboxRow[]): ReadonlyMap<string, readonly OutboxRow[]> => {
  const groups = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const group = groups.get(row.reference ?? '')
    if (group === undefined) groups.set(row.reference ?? '', [row])
    else group.push(row)
  }
  return groups
}

const report = (outcomes: ReadonlyMap<string, SendOutcome>, failure: NhiFailure | null): SendReport =>
  failure === null
    ? { outcomes, endpoint: 'answered', holdMs: null }
    : { outcomes, endpoint: failure.endpoint, holdMs: failure.holdMs }

/**
 * 24 小時上傳 to the NHI (contracts/nhi-interfaces.md §4): visit records in files of at most 30, then the question what became of
 * them, until the result says so. Only the result makes a row accepted, never the fact that the file was taken in.
 */
export const createNhiUpload = (options: NhiUploadOptions): OutboxTarget => {
  const { port } = options
  const files = createFileMemory()
  const handIn = createHandIn({ ...options, onTakenIn: files.takenIn })

  const send = async (rows: readonly OutboxRow[], signal: AbortSignal): Promise<SendReport> => {
    const outcomes = new Map<string, SendOutcome>()
    const complete: NhiItem[] = []
    let stopped: NhiFailure | null = null
    for (const row of rows) {
      let prepared = prepareRow(row)
      if (prepared.type === 'needs-identifier') {
        if (stopped !== null) {
          outcomes.set(row.id, stopped.outcome)
          continue
        }
        const identified = await issueIdentifier(options, row, prepared.payload)
        prepared = identified.prepared
        stopped = identified.failure
      }
      if (prepared.type === 'complete') complete.push(prepared.item)
      else if (prepared.type === 'done') outcomes.set(row.id, prepared.outcome)
    }
    if (complete.length === 0) {
      return stopped === null ? { outcomes, endpoint: 'unasked', holdMs: null } : report(outcomes, stopped)
    }
    const handedIn = await handIn(complete, signal)
    // A server that asked for patience when a number was wanted means its uploads, too.
    const holdMs = handedIn.holdMs ?? stopped?.holdMs ?? null
    return { ...handedIn, holdMs, outcomes: new Map([...outcomes, ...handedIn.outcomes]) }
  }

  /** Each record in a file of its own, so that one that spoils a whole file is found. */
  const handInAnew = async (items: readonly NhiItem[], signal: AbortSignal): Promise<SendReport> => {
    const outcomes = new Map<string, SendOutcome>()
    let last: SendReport = { outcomes, endpoint: 'unasked', holdMs: null }
    for (const item of items) {
      last = await handIn([item], signal)
      for (const [id, outcome] of last.outcomes) outcomes.set(id, outcome)
      if (isHopeless(last)) break
    }
    // Those that were not handed in any more keep their file, and are asked for again.
    const left = items.map((item) => item.row).filter((row) => !outcomes.has(row.id))
    const later = sameOutcome(left, { type: 'retry', code: resultUnclearCode, retryAfterMs: null })
    return { ...last, outcomes: new Map([...outcomes, ...later]) }
  }

  const ask = async (opcode: string, rows: readonly OutboxRow[], signal: AbortSignal): Promise<SendReport> => {
    const items: NhiItem[] = []
    const unreadable = new Map<string, SendOutcome>()
    for (const row of rows) {
      const prepared = prepareRow(row)
      if (prepared.type === 'complete') items.push(prepared.item)
      else if (prepared.type === 'done') unreadable.set(row.id, prepared.outcome)
    }
    const now = options.now()
    const result = await askResult(port, opcode, items, now, signal)
    const itemRows = items.map((item) => item.row)
    const same = (outcome: SendOutcome) => new Map([...unreadable, ...sameOutcome(itemRows, outcome)])
    switch (result.type) {
      case 'verdicts':
        files.forget(opcode)
        return report(new Map([...unreadable, ...result.outcomes]), null)
      case 'not-ready':
        return report(same({ type: 'taken-in', reference: opcode, askAgainAt: now + options.resultPollMs }), null)
      case 'unclear': {
        if (files.countUnclear(opcode) < unclearAnswersPerFile) {
          return report(same({ type: 'retry', code: result.code, retryAfterMs: options.resultPollMs }), null)
        }
        files.forget(opcode)
        const anew = await handInAnew(items, signal)
        return { ...anew, outcomes: new Map([...unreadable, ...anew.outcomes]) }
      }
      case 'failed': {
        const failure = nhiFailure(result.error)
        return report(same(failure.outcome), failure)
      }
    }
  }

  return {
    name: 'nhi-upload',
    maxBatchRows: maxRecordsPerFile,
    slots: 2,
    linkCodes: ['NHI_UNREACHABLE', 'NHI_TIMEOUT', 'NHI_REPLY_LOST'],
    aloneCodes: [resultUnclearCode, ...aloneHttpCodes],
    async plan(rows) {
      const groups: (readonly OutboxRow[])[] = []
      const waiting = rows.filter((row) => row.state === 'waiting')
      for (let start = 0; start < waiting.length; start += maxRecordsPerFile) {
        groups.push(waiting.slice(start, start + maxRecordsPerFile))
      }
      const asked = rows.filter((row) => row.state === 'awaiting-result')
      for (const [opcode, group] of byReference(asked)) {
        // The result speaks of the whole file, so its rows are asked after together, also those whose moment has not come.
        const whole = files.isWhole(opcode, group.length) ? group : await options.rowsAwaiting(opcode)
        groups.push(whole.length >= group.length ? whole : group)
      }
      return groups
    },
    send: (batch, signal) => {
      const opcode = batch[0]?.state === 'awaiting-result' ? batch[0].reference : null
      return opcode === null ? send(batch, signal) : ask(opcode, batch, signal)
    },
  }
}
