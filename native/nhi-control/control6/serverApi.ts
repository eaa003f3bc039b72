import type { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { DataCentres, RequestSafety } from '../../network/dataCentreOptions.ts'
import type { CardIdentity, ServiceType } from '../port.ts'
import { serverFailure, statusFailure } from './controlErrors.ts'
import type { CardSigner, LocalApi } from './localApi.ts'
import { StatusCodeSchema } from './localSchemas.ts'

/** One call of the NHI's server: who signs for what, and what is added to the signature's fields (contract §3). */
export interface ServerCall<S extends z.ZodType> {
  readonly path: string
  readonly signer: CardSigner | 'sam'
  readonly serviceType: ServiceType
  readonly additions?: Readonly<Record<string, unknown>>
  readonly schema: S
  /**
   * `once`: the server carries it out again every time it hears it, so that it is sent a second time only where no connection was
   * made; on a connection of its own, because an idle one that is closed at that moment looks like a lost reply.
   */
  readonly safety: RequestSafety
  /** Nothing is sent when the signature turns out to be another card's: `CARD_CHANGED`. */
  readonly expected?: CardIdentity | undefined
  readonly signal?: AbortSignal
}

/** Whether a signature speaks for another card than the one that is meant. */
const isAnotherCard = (signature: object, expected: CardIdentity | undefined): boolean =>
  expected !== undefined &&
  'hcId' in signature &&
  'hcIdNo' in signature &&
  (signature.hcId !== expected.cardNumber || signature.hcIdNo !== expected.nationalId)

/** Signs on this PC and asks the NHI's server. */
export const createServerApi =
  (local: LocalApi, dataCentres: DataCentres) =>
  async <S extends z.ZodType>(call: ServerCall<S>): Promise<Result<z.output<S>>> => {
    const signature =
      call.signer === 'sam'
        ? await local.signWithSam(call.serviceType, call.signal)
        : call.signer === 'hc'
          ? await local.signWithTwoCards(call.serviceType, call.signal)
          : await local.signWithThreeCards(call.serviceType, call.signal)
    if (!signature.ok) return signature
    if (isAnotherCard(signature.value, call.expected)) return fail('CARD_CHANGED', { retryable: true })
    const answer = await dataCentres.request(
      {
        method: 'POST',
        path: `/api/v1/${call.path}`,
        body: { ...signature.value, ...call.additions },
        safety: call.safety,
        freshConnection: call.safety === 'once',
        ...(call.signal === undefined ? {} : { signal: call.signal }),
      },
      StatusCodeSchema,
    )
    if (!answer.ok) return serverFailure(answer.failure, call.safety)
    const { statusCode } = answer.value
    if (statusCode !== 0) return statusFailure('server', statusCode)
    const parsed = call.schema.safeParse(answer.value)
    return parsed.success
      ? ok(parsed.data)
      : fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'schema', path: call.path } })
  }

/** See `createServerApi`. */
export type AskServer = ReturnType<typeof createServerApi>
