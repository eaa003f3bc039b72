import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { OutboxId } from '../../../preload/contract/words.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import { buildNhiFile } from '../../outbox/mappers/nhi/nhiXml.ts'
import { parseUploadResult } from '../../outbox/mappers/nhi/uploadResult.ts'
import { uploadVerdicts } from '../../outbox/mappers/nhi/uploadVerdicts.ts'
import { prepareRow } from '../../outbox/targets/nhiPrepare.ts'
import { byId } from '../../store/outbox/outboxQueries.ts'
import type { DeskContext } from '../context.ts'

type PreCheck = HandlerOutput<'outbox:pre-check'>

/** The waits before each question for the result: soon at first, then as the NHI asks for (about 10 s). */
const waitsMs = [1_000, 2_000, 5_000, 10_000, 10_000, 10_000]

/**
 * Lets the NHI look at one record without taking it (預檢, sType A2): nothing is filed there, the row stays as it is, and nothing
 * turns green. What breaks the format's own rules is told without asking.
 *
 * `VISIT_STATE`: a row of the cloud, or an exception that has no number yet (details.reason). `NHI_TIMEOUT`: no result in time.
 */
export const preCheckUpload = async (context: DeskContext, outboxId: OutboxId): Promise<Result<PreCheck>> => {
  const row = await byId(context.store.db, outboxId)
  if (row === null) return fail('NOT_FOUND')
  if (row.target !== 'nhi-upload') return fail('VISIT_STATE', { details: { reason: 'not-for-nhi' } })
  const prepared = prepareRow(row)
  if (prepared.type === 'needs-identifier') return fail('VISIT_STATE', { details: { reason: 'no-number-yet' } })
  if (prepared.type === 'done') {
    const fieldErrors = 'fieldErrors' in prepared.outcome ? [...prepared.outcome.fieldErrors] : []
    return ok({ verdict: 'refused', by: 'rules', fieldErrors })
  }
  const { record } = prepared.item
  const opened = await context.control.open()
  if (!opened.ok) return opened
  const handedIn = await context.control.uploadRecords(buildNhiFile([record]).bytes, 'pre-check')
  if (!handedIn.ok) return handedIn
  const text = await resultText(context, handedIn.value.opcode)
  if (!text.ok) return text
  const result = parseUploadResult(text.value)
  const verdicts = result.ok ? uploadVerdicts([record], result.value) : null
  const verdict = verdicts?.type === 'clear' ? verdicts.verdicts[0] : undefined
  if (verdict === undefined) return fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'result' } })
  return ok(
    verdict.type === 'rejected'
      ? { verdict: 'refused', by: 'nhi', fieldErrors: [...verdict.fieldErrors] }
      : { verdict: 'sound', by: 'nhi', fieldErrors: [...verdict.warnings] },
  )
}

const resultText = async (
  context: { readonly control: Pick<NhiControlPort, 'uploadResult'>; readonly pause: DeskContext['pause'] },
  opcode: string,
): Promise<Result<string>> => {
  for (const wait of waitsMs) {
    await context.pause(wait)
    const answer = await context.control.uploadResult(opcode)
    if (!answer.ok) return answer
    if (answer.value.text !== null) return ok(answer.value.text)
  }
  return fail('NHI_TIMEOUT', { retryable: true, details: { reason: 'result-not-ready' } })
}
