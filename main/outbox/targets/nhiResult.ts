import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { AppError, Result } from '../../../preload/contract/result.ts'
import type { SendOutcome } from '../../domain/upload/outboxRow.ts'
import { fieldErrorsText } from '../mappers/nhi/nhiFieldError.ts'
import { parseUploadResult } from '../mappers/nhi/uploadResult.ts'
import { type RecordVerdict, uploadVerdicts } from '../mappers/nhi/uploadVerdicts.ts'
import { nhiFailure } from './nhiFailure.ts'
import type { NhiItem } from './nhiHandIn.ts'
import { opcodeTime } from './opcode.ts'

/** What asking for the result of a file came to. */
export type NhiResult =
  /** One outcome for each item, by row id. */
  | { readonly type: 'verdicts'; readonly outcomes: ReadonlyMap<string, SendOutcome> }
  | { readonly type: 'not-ready' }
  /** An answer that proves nothing for any record of the file. `code` is a `lastCode`. */
  | { readonly type: 'unclear'; readonly code: string }
  | { readonly type: 'failed'; readonly error: AppError }

export const resultUnclearCode = 'NHI_RESULT_UNCLEAR'

/** The most fields of one record that are kept. */
const mostFields = 500

const outcomeOf = (verdict: RecordVerdict, opcode: string, now: number): SendOutcome => {
  if (verdict.type === 'rejected') {
    const fieldErrors = verdict.fieldErrors.slice(0, mostFields)
    const code = fieldErrorsText(fieldErrors.slice(0, 1)).replace(';', '')
    return { type: 'rejected', code: code.slice(0, 40), fieldErrors }
  }
  const receivedAt = opcodeTime(opcode) ?? now
  const code = verdict.type === 'duplicate' ? verdict.code : '0000'
  const warnings = verdict.warnings.slice(0, mostFields)
  return { type: 'accepted', reference: opcode, receivedAt, code, ...(warnings.length === 0 ? {} : { warnings }) }
}

/**
 * Asks for the result of a file (V2000/VNHI_Download) and reads what it says of its records. `items` must be all records of the
 * file: a result that does not fit them is taken for no proof at all.
 */
export const askResult = async (
  port: Pick<NhiControlPort, 'uploadResult' | 'open'>,
  opcode: string,
  items: readonly NhiItem[],
  now: number,
  signal: AbortSignal,
): Promise<NhiResult> => {
  const answer = await download(port, opcode, signal)
  if (!answer.ok) {
    return nhiFailure(answer.error).remedy === 'divide'
      ? { type: 'unclear', code: nhiFailure(answer.error).outcome.code }
      : { type: 'failed', error: answer.error }
  }
  if (answer.value.text === null) return { type: 'not-ready' }
  const result = parseUploadResult(answer.value.text)
  if (!result.ok) return { type: 'unclear', code: resultUnclearCode }
  const verdicts = uploadVerdicts(
    items.map((item) => item.record),
    result.value,
  )
  if (verdicts.type === 'unclear') return { type: 'unclear', code: resultUnclearCode }
  const outcomes = new Map<string, SendOutcome>()
  for (const [index, { row }] of items.entries()) {
    const verdict = verdicts.verdicts[index]
    if (verdict !== undefined) outcomes.set(row.id, outcomeOf(verdict, opcode, now))
  }
  return { type: 'verdicts', outcomes }
}

const download = async (
  port: Pick<NhiControlPort, 'uploadResult' | 'open'>,
  opcode: string,
  signal: AbortSignal,
): Promise<Result<{ readonly text: string | null }>> => {
  const first = await port.uploadResult(opcode, signal)
  if (first.ok) return first
  const { remedy } = nhiFailure(first.error)
  if (remedy === 'new-signature') return port.uploadResult(opcode, signal)
  if (remedy !== 'open-control') return first
  const opened = await port.open()
  return opened.ok ? port.uploadResult(opcode, signal) : opened
}
