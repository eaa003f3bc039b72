import type { z } from 'zod'
import type { Result } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'
import type { CallQueue } from './callQueue.ts'
import type { LocalApi } from './localApi.ts'
import { mapped } from './mapped.ts'
import { readRegisteredPerson } from './personRead.ts'
import { professionalMissing } from './professionalPin.ts'
import { cardVisitsOf, criticalIllnessesOf, diagnosedVisitsOf, prescriptionsOf } from './replyMappers.ts'
import type { AskServer, ServerCall } from './serverApi.ts'
import {
  CriticalIllnessReplySchema,
  DiagnosedTreatmentsReplySchema,
  EmergencyPhoneReplySchema,
  PrescriptionsReplySchema,
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

export const createCardReadCalls = (parts: {
  readonly local: LocalApi
  readonly ask: AskServer
  readonly queue: CallQueue
}): CardReadCalls => {
  const { local, ask, queue } = parts

  const withTwoCards = <S extends z.ZodType>(question: Question<S>): Promise<Result<z.output<S>>> =>
    queue.runAbandonable((signal) =>
      ask({ ...question, signer: 'hc', serviceType: '01', safety: 'repeatable', signal }),
    )
  const withThreeCards = <S extends z.ZodType>(question: Question<S>): Promise<Result<z.output<S>>> =>
    queue.runAbandonable(
      async (signal) =>
        (await professionalMissing(local, signal)) ??
        ask({ ...question, signer: 'hpcHc', serviceType: '01', safety: 'repeatable', signal }),
    )

  return {
    registeredPerson: () => queue.runAbandonable((signal) => readRegisteredPerson(ask, signal)),
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
