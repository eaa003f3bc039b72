import type { z } from 'zod'
import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { lacksSerial } from '../openOutcomes.ts'
import type { NhiControlPort } from '../port.ts'
import type { CallQueue } from './callQueue.ts'
import type { CardRefresh } from './cardRefresh.ts'
import type { LocalApi } from './localApi.ts'
import { NothingSchema } from './localSchemas.ts'
import { mapped } from './mapped.ts'
import { visitSerialOf } from './replyMappers.ts'
import { codeFeeBody, prescriptionBody } from './requestBodies.ts'
import type { AskServer, ServerCall } from './serverApi.ts'
import {
  CardTreatmentNumberReplySchema,
  PrescriptionWriteReplySchema,
  SequelNumberReplySchema,
} from './serverSchemas.ts'

/** The part of the port that changes what the inserted card holds: one call at a time, never given up. */
export type CardCalls = Pick<
  NhiControlPort,
  | 'logOutPatientCard'
  | 'updateCard'
  | 'nextSerial'
  | 'rollbackSerial'
  | 'treatmentNumberOfCard'
  | 'writeTreatment'
  | 'writePrescriptions'
>

/** 5001: no visits left on the card. */
const noVisitsLeft = 5001
/** 退掛 is allowed for 24 hours by the NHI's clock. */
const rollbackWithinMs = 24 * 3_600_000
/** The clock is known by Date headers, to the second; what is closer than that is the server's to decide. */
const clockCoarsenessMs = 2_000
/** 3209: written already. */
const alreadyWritten = [3209]
/** 3220, 5153: undone already, which is what was wanted. */
const alreadyUndone = [3220, 5153]

/** Plain refusals, after which nothing was carried out, that a card update mends: it has expired (5003, 3201), or no visits are left. */
const wantsUpdate = (result: Result<unknown>): boolean =>
  !result.ok && (result.error.code === 'NHI_CARD_EXPIRED' || Number(result.error.details?.statusCode) === noVisitsLeft)

/** Done, or refused with a status code that means that it had been done before. */
const doneOr = (result: Result<unknown>, codes: readonly number[]): Result<null> => {
  if (result.ok) return ok(null)
  return codes.includes(Number(result.error.details?.statusCode)) ? ok(null) : result
}

export const createCardCalls = (parts: {
  readonly local: LocalApi
  readonly ask: AskServer
  readonly queue: CallQueue
  readonly refresh: CardRefresh
  /** Epoch ms by the NHI's clock; null before it has answered. */
  readonly serverNow: () => number | null
}): CardCalls => {
  const { local, ask, queue, refresh, serverNow } = parts

  /** A call on the two cards in its turn; one that the card's state has refused is made once more after a card update. */
  const inTurn = <S extends z.ZodType>(call: Omit<ServerCall<S>, 'signer'>): Promise<Result<z.output<S>>> =>
    queue.run(async () => {
      const once = (): Promise<Result<z.output<S>>> => ask({ ...call, signer: 'hc' })
      const before = refresh.count()
      const first = await once()
      return wantsUpdate(first) ? refresh.once(first, before, once, call.expected) : first
    })

  return {
    logOutPatientCard() {
      // Whatever is still being asked is about the card before.
      queue.abandon()
      return queue.run(() => local.logOutPatientCard())
    },
    updateCard: (expected) => queue.run(() => refresh.update(expected)),
    async nextSerial(wanted, expected) {
      const reply = await inTurn({
        path: 'SequelNumber/Next',
        serviceType: '03',
        additions: { ...wanted },
        schema: SequelNumberReplySchema,
        safety: 'once',
        expected,
      })
      const serial = mapped(reply, visitSerialOf)
      return serial.ok && lacksSerial(wanted.treatmentItem, serial.value.visitSequenceNumber)
        ? fail('NHI_REPLY_LOST', { retryable: true, details: { reason: 'field', field: 'sequenceNumber' } })
        : serial
    },
    async rollbackSerial(treatmentDateTime, expected) {
      const now = serverNow()
      if (now !== null && now - rocDateTimeToEpoch(treatmentDateTime) > rollbackWithinMs + clockCoarsenessMs) {
        return fail('ROLLBACK_TOO_LATE', { details: { treatmentDateTime } })
      }
      const reply = await inTurn({
        path: 'SequelNumber/Rollback',
        serviceType: '03',
        additions: { treatmentDateTime },
        schema: NothingSchema,
        safety: 'once',
        expected,
      })
      return doneOr(reply, alreadyUndone)
    },
    async treatmentNumberOfCard(treatmentDateTime, expected) {
      const reply = await inTurn({
        path: 'TreatmentNumber/Card',
        serviceType: '03',
        additions: { treatmentDateTime },
        schema: CardTreatmentNumberReplySchema,
        safety: 'repeatable',
        expected,
      })
      return mapped(reply, ({ treatmentNumber }) => treatmentNumber)
    },
    async writeTreatment(input, expected) {
      const reply = await inTurn({
        path: 'Treatment/WriteCodeFee',
        serviceType: '02',
        additions: codeFeeBody(input),
        schema: NothingSchema,
        safety: 'repeatable',
        expected,
      })
      return doneOr(reply, alreadyWritten)
    },
    async writePrescriptions(treatmentDateTime, prescriptions, expected) {
      const reply = await inTurn({
        path: 'Prescription/Write',
        serviceType: '02',
        additions: prescriptionBody(treatmentDateTime, prescriptions),
        schema: PrescriptionWriteReplySchema,
        // The card would keep the orders twice.
        safety: 'once',
        expected,
      })
      if (!reply.ok) return reply
      const { hexSignatureItems } = reply.value
      return hexSignatureItems.length === prescriptions.length
        ? ok(hexSignatureItems)
        : fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'signature-count' } })
    },
  }
}
