import type { z } from 'zod'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { JsonClient } from '../../network/answer.ts'
import type { SamSignature, ServiceType } from '../port.ts'
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
  VirtualCardReplySchema,
} from './localSchemas.ts'

/** The control software 6.0 on this PC, call by call (contract §2). Nothing is retried here. */
export interface LocalApi {
  status(signal?: AbortSignal): Promise<Result<StatusReply['status']>>
  /** 1001 (initialised already) is done. */
  initialise(name: string): Promise<Result<null>>
  /** Ends the session of whoever uses the control software on this PC. */
  finalise(): Promise<Result<null>>
  verifySam(): Promise<Result<null>>
  signWithSam(serviceType: ServiceType, signal?: AbortSignal): Promise<Result<SamSignature>>
  signWithTwoCards(serviceType: ServiceType, signal?: AbortSignal): Promise<Result<z.output<typeof HcSignatureSchema>>>
  signWithThreeCards(
    serviceType: ServiceType,
    signal?: AbortSignal,
  ): Promise<Result<z.output<typeof HpcHcSignatureSchema>>>
  verifyProfessionalPin(pin: string): Promise<Result<null>>
  logOutPatientCard(): Promise<Result<null>>
  logOutProfessionalCard(): Promise<Result<null>>
  changeProfessionalPin(newPin: string): Promise<Result<null>>
  unlockProfessionalPin(puk: string, newPin: string): Promise<Result<null>>
  /** 1510 (no PIN set) is done. */
  verifyPatientPin(pin: string): Promise<Result<null>>
  changePatientPin(newPin: string): Promise<Result<null>>
  /** 1510 (no PIN set) is done. */
  disablePatientPin(): Promise<Result<null>>
  readVirtualCard(token: string): Promise<Result<z.output<typeof VirtualCardReplySchema>>>
  presentVirtualCard(token: string): Promise<Result<null>>
  /** The professional card's own signature, which names its holder (hpcIdNo). */
  signWithProfessionalCard(serviceType: ServiceType): Promise<Result<z.output<typeof HpcSignatureSchema>>>
}

const alreadyInitialised = 1001
const patientCardAbsent = 4013
const professionalCardAbsent = 4014
const noPatientPin = 1510

interface Call<S extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
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
    finalise: () => order({ method: 'POST', path: '/api/common/v1/Finalize', body: {} }),
    verifySam: () => order({ method: 'POST', path: '/api/sam/v1/Verification', body: {} }),
    signWithSam: (serviceType, signal) =>
      call({
        method: 'POST',
        path: '/api/sam/v1/Signature',
        body: { serviceType },
        schema: SamSignatureSchema,
        signal,
      }),
    signWithTwoCards: (serviceType, signal) =>
      call({
        method: 'POST',
        path: '/api/hc/v1/Signature/Hc',
        body: { serviceType },
        schema: HcSignatureSchema,
        signal,
      }),
    signWithThreeCards: (serviceType, signal) =>
      call({
        method: 'POST',
        path: '/api/hc/v1/Signature/HpcHc',
        body: { serviceType },
        schema: HpcHcSignatureSchema,
        signal,
      }),
    verifyProfessionalPin: (pin) => order({ method: 'POST', path: '/api/hpc/v1/Verification/Hpc', body: { pin } }),
    signWithProfessionalCard: (serviceType) =>
      call({ method: 'POST', path: '/api/hpc/v1/Signature', body: { serviceType }, schema: HpcSignatureSchema }),
    // Without a card there is nobody to log out.
    logOutPatientCard: () => order({ method: 'DELETE', path: '/api/hc/v1/Logout', done: [patientCardAbsent] }),
    logOutProfessionalCard: () =>
      order({ method: 'DELETE', path: '/api/hpc/v1/Logout', done: [professionalCardAbsent] }),
    changeProfessionalPin: (newPin) => order({ method: 'POST', path: '/api/hpc/v1/Pin', body: { newPin } }),
    unlockProfessionalPin: (puk, newPin) => order({ method: 'PUT', path: '/api/hpc/v1/Pin', body: { puk, newPin } }),
    verifyPatientPin: (pin) => order({ method: 'POST', path: '/api/hc/v1/Pin', body: { pin }, done: [noPatientPin] }),
    changePatientPin: (newPin) => order({ method: 'PUT', path: '/api/hc/v1/Pin', body: { newPin } }),
    disablePatientPin: () => order({ method: 'DELETE', path: '/api/hc/v1/Pin', done: [noPatientPin] }),
    readVirtualCard: (token) =>
      call({
        method: 'POST',
        path: '/api/hc/v1/VirtualHc/ReadBasic',
        body: { token },
        schema: VirtualCardReplySchema,
      }),
    presentVirtualCard: (token) =>
      order({ method: 'POST', path: '/api/hc/v1/Verification/VirtualHc', body: { token } }),
  }
}
