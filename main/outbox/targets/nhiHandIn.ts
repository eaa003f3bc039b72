import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { type SendReport, sameOutcome } from '../dispatch/target.ts'
import type { NhiRecord } from '../mappers/nhi/nhiRecord.ts'
import { buildNhiFile, splitIntoFiles } from '../mappers/nhi/nhiXml.ts'
import { type NhiFailure, nhiFailure } from './nhiFailure.ts'

/** A row with the record it holds, complete and checked. */
export interface NhiItem {
  readonly row: OutboxRow
  readonly record: NhiRecord
}

export interface HandInOptions {
  readonly port: Pick<NhiControlPort, 'uploadRecords' | 'open'>
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly resultPollMs: number
  /** A file of so many records was taken in under this Opcode. */
  readonly onTakenIn: (opcode: string, records: number) => void
}

/** `signal` ends it before its answer. */
export type HandIn = (items: readonly NhiItem[], signal: AbortSignal) => Promise<SendReport>

const rowsOf = (items: readonly NhiItem[]): readonly OutboxRow[] => items.map((item) => item.row)

/** Whether it is of no use to go on with further files now. */
export const isHopeless = (report: SendReport): boolean => report.endpoint !== 'answered' || report.holdMs !== null

/**
 * Hands visit records in (V2000/VNHI_Upload). Taken in is not accepted: the verdict comes with the result. A lost reply is
 * answered by handing in again, because the NHI replaces the same record.
 */
export const createHandIn = (options: HandInOptions): HandIn => {
  const { port } = options

  /** Once more where a new signature or an opened control software may help, never more often. */
  const upload = async (xml: Uint8Array, signal: AbortSignal): Promise<Result<{ readonly opcode: string }>> => {
    const first = await port.uploadRecords(xml, 'formal', signal)
    if (first.ok) return first
    const { remedy } = nhiFailure(first.error)
    if (remedy === 'new-signature') return port.uploadRecords(xml, 'formal', signal)
    if (remedy !== 'open-control') return first
    const opened = await port.open()
    return opened.ok ? port.uploadRecords(xml, 'formal', signal) : opened
  }

  const refused = (items: readonly NhiItem[], failure: NhiFailure): SendReport => ({
    outcomes: sameOutcome(rowsOf(items), failure.outcome),
    endpoint: failure.endpoint,
    holdMs: failure.holdMs,
  })

  const file = async (items: readonly NhiItem[], signal: AbortSignal): Promise<SendReport> => {
    const { bytes } = buildNhiFile(items.map((item) => item.record))
    const answer = await upload(bytes, signal)
    if (answer.ok) {
      const reference = answer.value.opcode
      options.onTakenIn(reference, items.length)
      const outcome: SendOutcome = { type: 'taken-in', reference, askAgainAt: options.now() + options.resultPollMs }
      return { outcomes: sameOutcome(rowsOf(items), outcome), endpoint: 'answered', holdMs: null }
    }
    const failure = nhiFailure(answer.error)
    if (failure.remedy !== 'divide' || items.length === 1) return refused(items, failure)
    const middle = Math.ceil(items.length / 2)
    return inTurn([items.slice(0, middle), items.slice(middle)], signal)
  }

  const inTurn = async (files: readonly (readonly NhiItem[])[], signal: AbortSignal): Promise<SendReport> => {
    const outcomes = new Map<string, SendOutcome>()
    let last: SendReport = { outcomes, endpoint: 'unasked', holdMs: null }
    let hopeless: NhiFailure['outcome'] | null = null
    for (const items of files) {
      if (hopeless === null) {
        last = await file(items, signal)
        for (const [id, outcome] of last.outcomes) outcomes.set(id, outcome)
        const told = [...last.outcomes.values()].find((outcome) => outcome.type === 'retry')
        if (isHopeless(last) && told !== undefined) hopeless = told
      } else for (const [id, outcome] of sameOutcome(rowsOf(items), hopeless)) outcomes.set(id, outcome)
    }
    return { ...last, outcomes }
  }

  return (items, signal) =>
    inTurn(
      splitIntoFiles(items, (item) => item.record),
      signal,
    )
}
