import { rocDateTimeToEpoch, toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { deadlineOf } from '../../domain/upload/deadline.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { checkVisitRecord } from '../../outbox/mappers/checkVisitRecord.ts'
import type { MadeGood } from '../../store/card/makeUpRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { type ActualVisit, actualOf } from '../make-up/actualVisit.ts'
import { exceptionAfterLostSignature } from '../make-up/exceptionAfterLostSignature.ts'
import { fieldsOnlyACardGives, visitRecordOf } from '../record/visitRecordOf.ts'
import { takeSerial } from '../serial/takeSerial.ts'
import { cardOfPatient } from './cardOfPatient.ts'
import type { CardProfile } from './cardSession.ts'
import { asOnCard } from './takeOverCard.ts'
import { writeCard } from './writeCard.ts'

export interface PutOnCard {
  readonly made: MadeGood
  /** The record that makes the visit good. */
  readonly record: VisitRecord
  /** What the card says of its holder, for the chart (`takeOverCard`). */
  readonly profile: CardProfile
  /** When the law wants the record at the NHI, epoch ms. */
  readonly dueAt: number
}

/**
 * Puts a closed visit on the card that has come at last: takes a serial with 補卡註記 2 (never a second one: an earlier try that
 * broke off is taken up where it stopped), then writes codes, fees and orders. The card is read again before the serial and before
 * the writes. Nothing of it is in the visit until the caller writes `made` and its record down, in one transaction; whatever fails
 * before leaves the visit as it was, and the same may simply be tried again.
 *
 * A serial whose signature was lost with its answer cannot carry a normal record: the record then goes out as an exception (A021).
 */
export const putOnCard = async (
  context: DeskContext,
  encounter: EncounterRecord,
  known: PatientRecord,
  facts: ActualVisit & { readonly sessionId: CardSessionId },
): Promise<Result<PutOnCard>> => {
  const { price, closedAt } = encounter
  if (price === null || closedAt === null) return fail('MAKE_UP_NOT_YET', { details: { state: encounter.state } })
  const card = await cardOfPatient(context, {
    sessionId: facts.sessionId,
    nationalId: known.nationalId,
    cardNumber: null,
  })
  if (!card.ok) return card
  const patient = asOnCard(known, card.value)

  const { mark, actual } = actualOf(context, encounter, patient, facts)
  const closing = { price, closedAt, exceptionCode: null, makeUp: { afterCheck: mark, actual } }
  const next = { ...encounter, exceptionCode: null, cardNumber: card.value.cardNumber, version: encounter.version + 1 }
  // As if the serial came now: a make-up must be later than what it makes good (D060). Both times are the NHI's, of which this clock may be a
  // second or more short.
  const afterIt = rocDateTimeToEpoch(actual.dateTime) + 1_000
  const asIfNow = { ...next, treatmentDateTime: toRocDateTime(Math.max(context.now(), afterIt)) }
  const draft = await visitRecordOf(context, asIfNow, patient, { ...closing, signatures: new Map() })
  if (!draft.ok) return draft
  // Found out before a serial is used up. What only the card gives is to come.
  const [fault] = checkVisitRecord(draft.value).filter(({ field }) => !fieldsOnlyACardGives.has(field))
  if (fault !== undefined) {
    return fail('RECORD_INVALID', { details: { field: fault.field, code: fault.code, line: fault.orderLine } })
  }

  const identity = { cardNumber: card.value.cardNumber, nationalId: patient.nationalId, medium: 'plastic' } as const
  const taken = await takeSerial(context, {
    patientId: patient.id,
    treatmentItem: encounter.treatmentItem,
    card: identity,
    makeUpFor: encounter.id,
  })
  if (!taken.ok) return taken
  const { serial } = taken.value
  const onCard: EncounterRecord = { ...next, ...serial }
  const written = await writeCard(context, onCard, price, identity, { afterCheck: '2', keepCardFees: false })
  if (!written.ok) return written

  const exceptionCode = exceptionAfterLostSignature(serial, context.rules, dayOf(context.now()))
  const record = await visitRecordOf(context, onCard, patient, { ...closing, exceptionCode, signatures: written.value })
  if (!record.ok) return record
  const madeAt = context.now()
  return ok({
    record: record.value,
    profile: card.value,
    dueAt: deadlineOf(serial.treatmentDateTime, madeAt),
    made: {
      encounterId: encounter.id,
      fromVersion: encounter.version,
      cardNumber: card.value.cardNumber,
      serial,
      orders: record.value.orders,
      mark,
      actual,
      madeAt,
    },
  })
}
