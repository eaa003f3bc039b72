import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { exceptionEntryOf } from '../../domain/card/exceptionDoubts.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { buildOutboxRows } from '../../outbox/mappers/outboxPayloads.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { claim } from '../../store/card/journalRepository.ts'
import { type MadeGood, makeGood, byEncounter as makeUpOf } from '../../store/card/makeUpRepository.ts'
import type { NewOutboxRow } from '../../store/outbox/outboxRecord.ts'
import { append as appendOutbox } from '../../store/outbox/outboxRepository.ts'
import { findById, type PatientRecord } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { cardOfPatient } from '../card/cardOfPatient.ts'
import type { CardProfile } from '../card/cardSession.ts'
import { putOnCard } from '../card/putOnCard.ts'
import { takeOverCard } from '../card/takeOverCard.ts'
import { writeCard } from '../card/writeCard.ts'
import type { DeskContext } from '../context.ts'
import { heldSerial } from '../serial/heldSerial.ts'
import { issuedNumberOf } from '../serial/issuedNumberOf.ts'
import { inMakeUpTime } from './inMakeUpTime.ts'
import { makeUpItem } from './listMakeUps.ts'

type MakeUp = HandlerInput<'make-up:make-up-visit'>

interface Made {
  readonly made: MadeGood
  readonly rows: readonly NewOutboxRow[]
  readonly profile: CardProfile
}

/**
 * Makes an exception visit good when the patient is back with the card (補卡).
 *
 * - Left column (no serial was taken, as far as journal and card know): a serial with 補卡註記 2, codes, fees and orders on the card, and a make-up record that names
 *   the exception it makes good.
 * - Right column (a serial was taken, later steps failed): codes, fees and orders are written with 補卡註記 2 for that serial, which
 *   puts the totals right; no second serial, also where that serial was found again only afterwards. The exception record stands: the NHI has the visit once, and a make-up record would
 *   have to be later than the visit it makes good (D060), which only another serial could give.
 *
 * `CARD_FEES_DIFFER`: the card keeps other fees than the record, because the visit was changed after they were written; the make-up goes
 * on once `keepCardFees` says that a person knows.
 *
 * `CONFLICT`: it has been made good already. `VISIT_STATE`: no exception that a make-up is for.
 */
export const makeUpVisit = async (
  context: DeskContext,
  input: MakeUp,
): Promise<Result<HandlerOutput<'make-up:make-up-visit'>>> => {
  const { db } = context.store
  const encounter = await byId(db, input.encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  if (encounter.state !== 'closed') return fail('MAKE_UP_NOT_YET', { details: { state: encounter.state } })
  const { exceptionCodes } = rulesOn(context.rules, encounter.day)
  const entry = encounter.exceptionCode === null ? undefined : exceptionEntryOf(encounter.exceptionCode, exceptionCodes)
  const isOwed = (await debtOf(db, encounter.id)) !== null
  if (entry?.makeUp !== true || isOwed) return fail('VISIT_STATE', { details: { reason: 'no-make-up' } })
  if ((await makeUpOf(db, encounter.id)) !== null) return fail('CONFLICT', { details: { state: 'done' } })
  const inTime = inMakeUpTime(context, encounter.day)
  if (!inTime.ok) return inTime

  const held =
    encounter.treatmentDateTime === null ? await heldSerial(context, encounter, patient, input.cardSessionId) : ok(null)
  if (!held.ok) return held
  const found = held.value
  const onCard = found === null ? encounter : { ...encounter, ...found.serial, cardNumber: found.cardNumber }
  const done =
    onCard.treatmentDateTime === null
      ? await withNewSerial(context, encounter, patient, input)
      : await onItsSerial(context, onCard, patient, input)
  if (!done.ok) return done
  const { made, rows, profile } = done.value
  const saved = await context.store.write(async (tx) => {
    if (found !== null && !(await claim(tx, found.journalId, encounter.id))) refuse('CONFLICT')
    if (!(await makeGood(tx, made))) refuse('CONFLICT')
    await takeOverCard(tx, patient, profile, made.madeAt)
    await appendOutbox(tx, rows)
    await appendAudit(tx, {
      at: made.madeAt,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'visit-made-up',
      subject: encounter.id,
      details: { exceptionCode: encounter.exceptionCode, mark: made.mark, keepCardFees: input.keepCardFees ?? false },
    })
  })
  if (!saved.ok) return saved
  if (rows.length > 0) context.wakeOutbox('appended')
  await context.cards.refreshPatient()
  context.publish('visit:changed', { encounterId: encounter.id })
  return makeUpItem(context, encounter.id)
}

const withNewSerial = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  { cardSessionId: sessionId }: MakeUp,
): Promise<Result<Made>> => {
  const issued = await issuedNumberOf(context, encounter.id)
  if (!issued.ok) return issued
  const done = await putOnCard(context, encounter, patient, { sessionId, issued: issued.value })
  if (!done.ok) return done
  const { made, record, profile, dueAt } = done.value
  // A serial whose signature was lost can carry no normal record, and the exception is at the NHI already.
  const rows =
    record.exceptionCode === null ? buildOutboxRows(record, { newId: context.newId, now: made.madeAt, dueAt }) : []
  return ok({ made, rows, profile })
}

const onItsSerial = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  { cardSessionId: sessionId, keepCardFees = false }: MakeUp,
): Promise<Result<Made>> => {
  const { price, cardNumber } = encounter
  if (price === null) return fail('MAKE_UP_NOT_YET', { details: { state: encounter.state } })
  const card = await cardOfPatient(context, { sessionId, nationalId: patient.nationalId, cardNumber })
  if (!card.ok) return card
  const meant = { ...card.value, medium: 'plastic' } as const
  const written = await writeCard(context, encounter, price, meant, { afterCheck: '2', keepCardFees })
  if (!written.ok) return written
  return ok({
    rows: [],
    profile: card.value,
    made: {
      encounterId: encounter.id,
      fromVersion: encounter.version,
      cardNumber: card.value.cardNumber,
      serial: encounter,
      orders: [...written.value].map(([line, signature]) => ({ line, signature })),
      mark: '1',
      actual: null,
      madeAt: context.now(),
    },
  })
}
