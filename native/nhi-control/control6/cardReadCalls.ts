import type { z } from 'zod'
import type { Result } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'
import type { CallQueue } from './callQueue.ts'
import type { CardRefresh } from './cardRefresh.ts'
import { mapped } from './mapped.ts'
import {
  cardVisitsOf,
  criticalIllnessesOf,
  diagnosedVisitsOf,
  prescriptionsOf,
  registeredPersonOf,
} from './replyMappers.ts'
import type { AskServer, ServerCall } from './serverApi.ts'
import {
  CriticalIllnessReplySchema,
  DiagnosedTreatmentsReplySchema,
  EmergencyPhoneReplySchema,
  PrescriptionsReplySchema,
  RegisterReplySchema,
  TreatmentsReplySchema,
  ValidityReplySchema,
} from './serverSchemas.ts'

/** The part of the port that only reads the inserted card: given up when another card comes. */
export type CardReadCalls = Pick<
  NhiControlPort,
  | 'registeredPerson'
  | 'cardValidity'
  | 'emergencyPhone'
  | 'criticalIllnesses'
  | 'cardVisits'
  | 'cardVisitsWithDiagnoses'
  | 'cardPrescriptions'
>

type Question<S extends z.ZodType> = Pick<ServerCall<S>, 'path' | 'additions' | 'schema' | 'expected'>

/** Questions are asked side by side; one that finds the card expired (5003) has it refreshed and is asked once more. */
export const createCardReadCalls = (parts: {
  readonly ask: AskServer
  readonly queue: CallQueue
  readonly refresh: CardRefresh
}): CardReadCalls => {
  const { ask, queue, refresh } = parts

  const asking =
    (signer: 'hc' | 'hpcHc') =>
    <S extends z.ZodType>(question: Question<S>): Promise<Result<z.output<S>>> =>
      queue.question(async ({ shared, alone }) => {
        const once = (signal: AbortSignal): Promise<Result<z.output<S>>> =>
          ask({ ...question, signer, serviceType: '01', safety: 'repeatable', signal })
        const before = refresh.count()
        const first = await shared(once)
        if (first.ok || first.error.code !== 'NHI_CARD_EXPIRED') return first
        return alone((signal) => refresh.once(first, before, () => once(signal), question.expected))
      })
  const withTwoCards = asking('hc')
  const withThreeCards = asking('hpcHc')

  return {
    async registeredPerson() {
      return mapped(await withTwoCards({ path: 'BasicData/Register', schema: RegisterReplySchema }), registeredPersonOf)
    },
    async cardValidity(expected) {
      const reply = await withTwoCards({ path: 'BasicData/Register2', schema: ValidityReplySchema, expected })
      return mapped(reply, ({ cardValidity, treatmentCounter }) => ({
        validUntil: cardValidity,
        remainingCount: treatmentCounter,
      }))
    },
    async emergencyPhone() {
      const reply = await withTwoCards({ path: 'EmergentTel/Query', schema: EmergencyPhoneReplySchema })
      return mapped(reply, ({ tel }) => tel.trim())
    },
    async criticalIllnesses() {
      const reply = await withThreeCards({
        path: 'CriticalIllness/Query',
        additions: { format: '0' },
        schema: CriticalIllnessReplySchema,
      })
      return mapped(reply, criticalIllnessesOf)
    },
    async cardVisits(expected) {
      const reply = await withTwoCards({ path: 'Treatment/NoNeedHPC', schema: TreatmentsReplySchema, expected })
      return mapped(reply, cardVisitsOf)
    },
    async cardVisitsWithDiagnoses() {
      const reply = await withThreeCards({
        path: 'Treatment/NeedHPC',
        additions: { format: '0' },
        schema: DiagnosedTreatmentsReplySchema,
      })
      return mapped(reply, diagnosedVisitsOf)
    },
    async cardPrescriptions() {
      const reply = await withThreeCards({ path: 'Prescription/Query', schema: PrescriptionsReplySchema })
      return mapped(reply, prescriptionsOf)
    },
  }
}
