import { ok, type Result } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'
import type { LocalApi } from './localApi.ts'
import { mapped } from './mapped.ts'
import type { AskServer } from './serverApi.ts'
import { AccessTokenReplySchema, CardlessTreatmentNumberReplySchema, RemoteTokenReplySchema } from './serverSchemas.ts'

/** The part of the port that the SAM does without the patient's card: it does not wait behind a card's calls. */
export type SamCalls = Pick<
  NhiControlPort,
  'treatmentNumberWithoutCard' | 'signWithSam' | 'requestRemoteVisit' | 'remoteVisitToken'
>

/** 3239: the patient has not answered yet. */
const notAuthorisedYet = 3239

export const createSamCalls = (parts: { readonly local: LocalApi; readonly ask: AskServer }): SamCalls => {
  const { local, ask } = parts
  return {
    treatmentNumberWithoutCard: (patientId) =>
      ask({
        path: 'TreatmentNumber/NoCard',
        signer: 'sam',
        serviceType: '03',
        additions: { patientId },
        schema: CardlessTreatmentNumberReplySchema,
        safety: 'once',
      }),
    signWithSam: (serviceType) => local.signWithSam(serviceType),
    requestRemoteVisit: (patientId) =>
      ask({
        path: 'TeleMedicine/RequestToken',
        signer: 'sam',
        serviceType: '01',
        additions: { patientId },
        schema: AccessTokenReplySchema,
        // Asked twice, the patient would be asked twice.
        safety: 'once',
      }),
    async remoteVisitToken(accessToken) {
      const reply = await ask({
        path: 'TeleMedicine/ResponseToken',
        signer: 'sam',
        serviceType: '01',
        additions: { accessToken },
        schema: RemoteTokenReplySchema,
        safety: 'repeatable',
      })
      if (!reply.ok && Number(reply.error.details?.statusCode) === notAuthorisedYet) return ok({ token: null })
      const answer: Result<{ readonly token: string | null }> = mapped(reply, ({ virtualCardToken }) => ({
        token: virtualCardToken,
      }))
      return answer
    },
  }
}
