import type { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { JsonClient } from '../../network/answer.ts'
import type { SamSignature } from '../port.ts'
import { controlFailure, statusFailure } from './controlErrors.ts'
import {
  HcSignatureSchema,
  HpcHcSignatureSchema,
  HpcSignatureSchema,
  NothingSchema,
  SamSignatureSchema,
  StatusCodeSchema,
  type StatusReply,
  StatusReplySchema,
} from './localSchemas.ts'

/** Read 01, write 02, serial and identifier 03, card update 04, upload 30. */
export type ServiceType = '01' | '02' | '03' | '04' | '30'

/** Who signs: SAM and patient card (two cards), or the professional card, too (three cards). */
export type CardSigner = 'hc' | 'hpcHc'

const cardSignatures = {
  hc: { path: '/api/hc/v1/Signature/Hc', schema: HcSignatureSchema },
  hpcHc: { path: '/api/hc/v1/Signature/HpcHc', schema: HpcHcSignatureSchema },
} as const satisfies Record<CardSigner, { path: string; schema: z.ZodType<Readonly<Record<string, string>>> }>

/** The control software 6.0 on this PC, call by call (contract §2). Nothing is retried here. */
export interface LocalApi {
  status(signal?: AbortSignal): Promise<Result<StatusReply['status']>>
  /** 1001 (initialised already) is done. */
  initialise(name: string): Promise<Result<null>>
  verifySam(): Promise<Result<null>>
  signWithSam(serviceType: ServiceType, signal?: AbortSignal): Promise<Result<SamSignature>>
  /** The fields that go into the server's request as they are. */
  signWithCards(
    signer: CardSigner,
    serviceType: ServiceType,
    signal?: AbortSignal,
  ): Promise<Result<Readonly<Record<string, string>>>>
  verifyProfessionalPin(pin: string): Promise<Result<null>>
  logOutPatientCard(): Promise<Result<null>>
  /** The professional card's own signature, which names its holder (hpcIdNo). */
  signWithProfessionalCard(serviceType: ServiceType): Promise<Result<z.output<typeof HpcSignatureSchema>>>
}

const alreadyInitialised = 1001
const patientCardAbsent = 4013

interface Call<S extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly schema: S
  /** Status codes besides 0 that are done. */
  readonly done?: readonly number[]
  readonly signal?: AbortSignal | undefined
}

export const createLocalApi = (client: JsonClient): LocalApi => {
  const call = async <S extends z.ZodType>(request: Call<S>): Promise<Result<z.output<S>>> => {
    const { method, path, body, schema, done = [], signal } = request
    const answer = await client.request(
      { method, path, ...(body === undefined ? {} : { body }), ...(signal === undefined ? {} : { signal }) },
      StatusCodeSchema,
    )
    if (!answer.ok) return controlFailure(answer.failure)
    const { statusCode } = answer.value
    if (statusCode !== 0 && !done.includes(statusCode)) return statusFailure('control', statusCode)
    const parsed = schema.safeParse(answer.value)
    return parsed.success
      ? ok(parsed.data)
      : fail('CONTROL_BAD_REPLY', { retryable: true, details: { reason: 'schema', path } })
  }

  const order = async (request: Omit<Call<typeof NothingSchema>, 'schema'>): Promise<Result<null>> => {
    const answer = await call({ ...request, schema: NothingSchema })
    return answer.ok ? ok(null) : answer
  }

  return {
    async status(signal) {
      const answer = await call({
        method: 'GET',
        path: '/api/common/v1/Status',
        schema: StatusReplySchema,
        signal,
      })
      return answer.ok ? ok(answer.value.status) : answer
    },
    initialise: (name) =>
      order({
        method: 'POST',
        path: '/api/common/v1/Initial',
        body: name === '' ? {} : { name },
        done: [alreadyInitialised],
      }),
    verifySam: () => order({ method: 'POST', path: '/api/sam/v1/Verification', body: {} }),
    signWithSam: (serviceType, signal) =>
      call({
        method: 'POST',
        path: '/api/sam/v1/Signature',
        body: { serviceType },
        schema: SamSignatureSchema,
        signal,
      }),
    signWithCards: (signer, serviceType, signal) => {
      const { path, schema } = cardSignatures[signer]
      return call<z.ZodType<Readonly<Record<string, string>>>>({
        method: 'POST',
        path,
        body: { serviceType },
        schema,
        signal,
      })
    },
    verifyProfessionalPin: (pin) => order({ method: 'POST', path: '/api/hpc/v1/Verification/Hpc', body: { pin } }),
    signWithProfessionalCard: (serviceType) =>
      call({ method: 'POST', path: '/api/hpc/v1/Signature', body: { serviceType }, schema: HpcSignatureSchema }),
    // Without a card there is nobody to log out.
    logOutPatientCard: () => order({ method: 'DELETE', path: '/api/hc/v1/Logout', done: [patientCardAbsent] }),
  }
}
