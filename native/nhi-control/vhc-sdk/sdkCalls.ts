import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { JsonClient, NetworkFailure } from '../../network/answer.ts'
import { controlFailure, statusFailure } from '../control6/controlErrors.ts'
import { leavesOpen } from '../openOutcomes.ts'
import { bufferBytes, type SdkPath, SdkReplySchema } from './wire.ts'

/** One call of the SDK. */
export interface SdkCall<T> {
  readonly path: SdkPath
  readonly body: Readonly<Record<string, string>>
  /**
   * `once` is a call that changes something and must not be repeated blindly: whatever came back of it but a whole answer that can
   * be understood is `NHI_REPLY_LOST`.
   */
  readonly safety: 'once' | 'repeatable'
  /** Who speaks in a refusal: the SDK itself, or the NHI behind it. */
  readonly answerer: 'control' | 'server'
  /** What the buffer means. */
  readonly read: (buffer: Uint8Array) => Result<T>
  /** Gives a read up (`CARD_REMOVED`). */
  readonly signal?: AbortSignal
}

export type AskSdk = <T>(call: SdkCall<T>) => Promise<Result<T>>

/** 5010: second visit of the same day, a notice with a good answer. */
const notices = [5010]

const lost = (details: Readonly<Record<string, string | number | boolean | null>>): ReturnType<typeof fail> =>
  fail('NHI_REPLY_LOST', { retryable: true, details })

const mayBeDone = (failure: NetworkFailure): boolean =>
  failure.kind === 'reply-lost' || failure.kind === 'bad-reply' || (failure.kind === 'http' && failure.status >= 500)

const failureOf = (failure: NetworkFailure, safety: SdkCall<unknown>['safety']): ReturnType<typeof fail> => {
  if (safety === 'repeatable' || !mayBeDone(failure)) return controlFailure(failure)
  return lost(failure.kind === 'http' ? { httpStatus: failure.status } : { reason: failure.reason })
}

/**
 * Asks the SDK on this PC and reads its answer by the layouts; never throws for what it is told. Each call has a connection of its
 * own: on this PC that costs nothing, and an SDK that has ended is absent instead of silent.
 */
export const createSdkCalls =
  (client: Pick<JsonClient, 'request'>): AskSdk =>
  async <T>({ path, body, safety, answerer, read, signal }: SdkCall<T>): Promise<Result<T>> => {
    const answer = await client.request(
      { method: 'POST', path, body, freshConnection: true, ...(signal === undefined ? {} : { signal }) },
      SdkReplySchema,
    )
    if (!answer.ok) return failureOf(answer.failure, safety)
    const { code, buffer } = answer.value
    if (safety === 'once' && leavesOpen(code)) return lost({ statusCode: code })
    if (code !== 0 && !notices.includes(code)) return statusFailure(answerer, code)
    const bytes = bufferBytes(buffer)
    const value =
      bytes === null ? fail('CONTROL_BAD_REPLY', { retryable: true, details: { reason: 'not-big5' } }) : read(bytes)
    return value.ok || safety === 'repeatable' ? value : lost({ ...value.error.details })
  }

/** For calls whose answer is their error number alone. */
export const noBuffer = (): Result<null> => ok(null)
