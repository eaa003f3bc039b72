import type { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { DataCentres, RequestSafety } from '../../network/dataCentreOptions.ts'
import { leavesOpen } from '../openOutcomes.ts'
import type { CardIdentity, ServiceType } from '../port.ts'
import { serverFailure, statusFailure } from './controlErrors.ts'
import type { LocalApi } from './localApi.ts'
import { StatusCodeSchema } from './localSchemas.ts'
import type { SamKeeper } from './samKeeper.ts'

/** One call of the NHI's server: who signs for what, and what is added to the signature's fields (contract §3). */
export interface ServerCall<S extends z.ZodType> {
  readonly path: string
  readonly signer: Signer
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

/** Asks the NHI's server, after the cards have signed on this PC: signatures come one after another, questions side by side. */
export type AskServer = <S extends z.ZodType>(call: ServerCall<S>) => Promise<Result<z.output<S>>>

/** Who signs: the SAM alone, with the patient card (two cards), or with the professional card, too (three cards). */
type Signer = 'sam' | 'hc' | 'hpcHc'

/** Whether a signature speaks for another card than the one that is meant. */
const isAnotherCard = (signature: object, expected: CardIdentity | undefined): boolean =>
  expected !== undefined &&
  'hcId' in signature &&
  'hcIdNo' in signature &&
  (signature.hcId !== expected.cardNumber || signature.hcIdNo !== expected.nationalId)

/** @param keeping makes the call again where the SAM had lapsed (samKeeper.ts) */
export const createServerApi = (
  local: LocalApi,
  dataCentres: DataCentres,
  keeping: SamKeeper['keeping'],
): AskServer => {
  const signatures = { sam: local.signWithSam, hc: local.signWithTwoCards, hpcHc: local.signWithThreeCards } as const
  const askOnce = async <S extends z.ZodType>(call: ServerCall<S>): Promise<Result<z.output<S>>> => {
    const signature = await signatures[call.signer](call.serviceType, call.signal)
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
    if (call.safety === 'once' && leavesOpen(statusCode)) {
      return fail('NHI_REPLY_LOST', { retryable: true, details: { statusCode, path: call.path } })
    }
    if (statusCode !== 0) return statusFailure('server', statusCode)
    const parsed = call.schema.safeParse(answer.value)
    return parsed.success
      ? ok(parsed.data)
      : fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'schema', path: call.path } })
  }

  return (call) => keeping(() => askOnce(call))
}
