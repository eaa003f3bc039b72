import iconv from 'iconv-lite'
import { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { NetworkFailure } from '../../network/answer.ts'
import type { DataCentres } from '../../network/dataCentreOptions.ts'
import type { SamSignature } from '../port.ts'
import { serverFailure } from './controlErrors.ts'

const taipeiOffsetMs = 8 * 3_600_000

/** sUploadDT: `yyyyMMddHHmmssSSS`, Taipei time. */
export const uploadTime = (epochMs: number): string =>
  new Date(epochMs + taipeiOffsetMs).toISOString().replace(/[-T:.Z]/g, '')

const RtnCodeSchema = z.looseObject({ RtnCode: z.union([z.string().max(10), z.int()]).transform(String) })
const UploadReplySchema = z.object({ Opcode: z.string().min(1).max(100) })
const ResultReplySchema = z.object({ tx_result_json: z.base64().max(16 << 20) })

const done = '0000'
const notReady = '5002'
/** Data centre out of order for the moment, and a signature that has run out: asked again, they may be past. */
const passing: readonly string[] = ['9002', '9005', '9999', '8203']

const types = { formal: 'A1', 'pre-check': 'A2', 'connection-test': 'ZZ' } as const
export type UploadMode = keyof typeof types

/** The result text is Big5 like the records it speaks of, or UTF-8: sources disagree, and UTF-8 is hardly ever valid by chance. */
const resultText = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(bytes, 'cp950')
  }
}

const identity = (signature: SamSignature): Readonly<Record<string, string>> => ({
  sSamid: signature.samId,
  sHospid: signature.hospitalId,
  sClientrandom: signature.clientRandom,
  sSignature: signature.signature,
})

/** The NHI's upload of visit records (contract §4), with a SAM signature of serviceType 30 for each call. */
export interface RecordUpload {
  upload(
    signature: SamSignature,
    xml: Uint8Array,
    mode: UploadMode,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly opcode: string }>>
  result(
    signature: SamSignature,
    opcode: string,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly text: string | null }>>
}

/** An upload that was ended has to do with no card. */
const uploadFailure = (failure: NetworkFailure): ReturnType<typeof serverFailure> => {
  if (failure.kind === 'reply-lost' && failure.reason === 'aborted') {
    return fail('NHI_REPLY_LOST', { retryable: true, details: { reason: failure.reason } })
  }
  if (failure.kind === 'no-connection' && failure.reason === 'ABORTED') {
    return fail('NHI_UNREACHABLE', { retryable: true, details: { reason: failure.reason } })
  }
  return serverFailure(failure, 'repeatable')
}

/** @param serverNow epoch ms by the NHI's clock */
export const createRecordUpload = (dataCentres: DataCentres, serverNow: () => number): RecordUpload => {
  const post = async <S extends z.ZodType>(
    path: string,
    body: Readonly<Record<string, string>>,
    schema: S,
    signal: AbortSignal | undefined,
  ): Promise<Result<z.output<S> | typeof notReady>> => {
    // Re-sending the same records replaces them, so that an upload may be repeated like a question.
    const question = { method: 'POST', path, body, safety: 'repeatable' } as const
    const answer = await dataCentres.request(signal === undefined ? question : { ...question, signal }, RtnCodeSchema)
    if (!answer.ok) return uploadFailure(answer.failure)
    const { RtnCode } = answer.value
    if (RtnCode === notReady) return ok(notReady)
    if (RtnCode !== done) {
      // The upload has a list of codes of its own: 5003 is an unknown type here, and no card has expired.
      return fail('NHI_REFUSED', {
        retryable: passing.includes(RtnCode),
        details: { statusCode: RtnCode, source: 'upload' },
      })
    }
    const parsed = schema.safeParse(answer.value)
    return parsed.success
      ? ok(parsed.data)
      : fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'schema', path } })
  }

  return {
    async upload(signature, xml, mode, signal) {
      const body = {
        ...identity(signature),
        sType: types[mode],
        sPatData: Buffer.from(xml).toString('base64'),
        sUploadDT: uploadTime(serverNow()),
      }
      const answer = await post('/V2000/VNHI_Upload', body, UploadReplySchema, signal)
      if (!answer.ok) return answer
      return answer.value === notReady
        ? fail('NHI_REFUSED', { details: { statusCode: notReady, source: 'upload' } })
        : ok({ opcode: answer.value.Opcode })
    },
    async result(signature, opcode, signal) {
      const body = { ...identity(signature), sOpcode: opcode }
      const answer = await post('/V2000/VNHI_Download', body, ResultReplySchema, signal)
      if (!answer.ok) return answer
      return ok({
        text: answer.value === notReady ? null : resultText(Buffer.from(answer.value.tx_result_json, 'base64')),
      })
    },
  }
}
