import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { Upload } from '../../../preload/contract/upload/upload.ts'
import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId, Instant, IsoDate, OutboxId, PractitionerId } from '../../../preload/contract/words.ts'
import { withRuledTotal } from '../../domain/orders/orderQuantity.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import { earlierDay } from '../../domain/visit/earlierDays.ts'
import { type CardDebtRecord, byEncounters as debtsOf } from '../../store/card/cardDebtRepository.ts'
import { type MakeUpRecord, byEncounters as makeUpsOf } from '../../store/card/makeUpRepository.ts'
import { type Replacement, replacedBy, replacementsOf } from '../../store/card/replacementRepository.ts'
import { type VirtualCardVisit, byEncounters as virtualCardsOf } from '../../store/card/virtualCardRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { byEncounters, type OutboxHeader } from '../../store/outbox/outboxQueries.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { findByIds, type PatientRecord } from '../../store/patient/patientRepository.ts'
import { newestOf, type RecordSignature } from '../../store/record/signatureRepository.ts'
import { attendancesOf, onSite, type VisitAttendance } from '../../store/visit/attendanceRepository.ts'
import { byDay, byId, historyOf, unfinishedBefore } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord, EncounterSummary } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'
import { personById, wholePersons } from '../patient/wholePerson.ts'
import { consentView } from '../registration/visitConsent.ts'
import { refillCancellationOf } from './refillCancellationOf.ts'

/** How many earlier visits the doctor's screen is given at once. */
const historyLength = 10

/** A row that has never been tried goes out at once: there is no later moment to tell. */
const isPlanned = (row: OutboxHeader): boolean =>
  row.tries > 0 && (row.state === 'waiting' || row.state === 'awaiting-result')

/** Which rows replace which. */
export interface Succession {
  readonly replacements: ReadonlyMap<string, Replacement>
  readonly predecessors: ReadonlyMap<string, string>
}

export const successionOf = async (db: ReadDb, outboxIds: readonly string[]): Promise<Succession> => {
  const [replacements, predecessors] = await Promise.all([replacementsOf(db, outboxIds), replacedBy(db, outboxIds)])
  return { replacements, predecessors }
}

const replacementView = (replacement: Replacement | undefined): Upload['replaced'] =>
  replacement === undefined ? null : { how: replacement.how, by: replacement.byId as OutboxId | null }

export const uploadView = (row: OutboxHeader, { replacements, predecessors }: Succession): Upload => ({
  outboxId: row.id as OutboxId,
  target: row.target,
  amends: row.kind === 'amendment',
  cancels: row.kind === 'cancellation',
  replaces: (predecessors.get(row.id) as OutboxId | undefined) ?? null,
  replaced: replacementView(replacements.get(row.id)),
  state: row.state,
  dueAt: instantOf(row.dueAt),
  tries: row.tries,
  nextTryAt: isPlanned(row) ? instantOf(row.nextTryAt) : null,
  lastCode: row.lastCode,
  receiptAt: row.receiptAt === null ? null : instantOf(row.receiptAt),
  receipt: row.receiptAt === null ? null : row.reference,
  fieldErrors: [...row.fieldErrors],
})

/** Which card a visit stands on, what came of one that was not there, how it is held and signed, and which row replaces which. */
interface VisitStory {
  readonly held: VisitAttendance
  readonly debt: CardDebtRecord | undefined
  readonly makeUp: MakeUpRecord | undefined
  readonly virtual: VirtualCardVisit | undefined
  readonly signature: RecordSignature | undefined
  readonly succession: Succession
}

/** The same of several visits, asked for together. */
const visitStoriesOf = async (
  db: ReadDb,
  ids: readonly EncounterId[],
): Promise<{ readonly uploads: readonly OutboxHeader[]; readonly of: (id: EncounterId) => VisitStory }> => {
  const uploads = await byEncounters(db, ids)
  const [debts, makeUps, virtual, attendances, signatures, succession] = await Promise.all([
    debtsOf(db, ids),
    makeUpsOf(db, ids),
    virtualCardsOf(db, ids),
    attendancesOf(db, ids),
    newestOf(db, ids),
    successionOf(
      db,
      uploads.map(({ id }) => id),
    ),
  ])
  return {
    uploads,
    of: (id) => ({
      debt: debts.get(id),
      makeUp: makeUps.get(id),
      virtual: virtual.get(id),
      held: attendances.get(id) ?? onSite,
      signature: signatures.get(id),
      succession,
    }),
  }
}

const summaryView = (
  encounter: EncounterSummary,
  patient: PatientRecord,
  uploads: readonly OutboxHeader[],
  { debt, makeUp, virtual, held, signature, succession }: VisitStory,
  context: DeskContext,
): VisitSummary => ({
  encounterId: encounter.id,
  version: encounter.version,
  queueNumber: encounter.queueNumber,
  patient: patientView(patient, dayOf(context.now())),
  state: encounter.state,
  registeredAt: instantOf(encounter.registeredAt),
  earlier: earlierDay(encounter, dayOf(context.now()), context.now()),
  session: encounter.session,
  practitionerId: encounter.practitionerId as PractitionerId,
  practitionerName: encounter.practitionerName,
  roomName: encounter.roomName,
  treatmentItem: encounter.treatmentItem,
  copaymentCode: encounter.copaymentCode,
  visitSequenceNumber: encounter.visitSequenceNumber,
  hasTreatmentNumber: encounter.treatmentNumber !== null,
  exceptionCode: encounter.exceptionCode,
  attendance: held.attendance,
  consent: held.consent === null ? null : consentView(held.consent),
  cardWrite: encounter.cardWrite,
  medium: virtual !== undefined ? 'virtual' : encounter.cardNumber === null ? null : 'plastic',
  virtualUntil: virtual === undefined ? null : untilOf(context, encounter, patient),
  delegate: virtual?.delegate ?? null,
  cardDebt:
    debt === undefined
      ? null
      : {
          state: debt.state,
          deposit: debt.deposit,
          dueOn: debt.dueOn as IsoDate,
          refund: debt.refund,
          endedAt: debt.endedAt === null ? null : instantOf(debt.endedAt),
        },
  madeUpAt: makeUp === undefined ? null : instantOf(makeUp.madeAt),
  signature: signature === undefined ? null : signatureView(signature, context.now()),
  uploads: uploads.map((row) => uploadView(row, succession)),
})

/** Null for a record that need not be signed any more, because its visit was cancelled. */
const signatureView = ({ state, version, dueAt, signed }: RecordSignature, now: number): VisitSummary['signature'] =>
  state === 'replaced'
    ? null
    : {
        state,
        version,
        dueAt: instantOf(dueAt),
        signedAt: signed === null ? null : instantOf(signed.at),
        isLate: (signed?.at ?? now) > dueAt,
      }

/** Until when the virtual card of a visit under way serves without another scan. */
const untilOf = (context: DeskContext, visit: EncounterSummary, { nationalId }: PatientRecord): Instant | null => {
  const { cardNumber, state } = visit
  if (cardNumber === null || state === 'closed' || state === 'cancelled') return null
  const until = context.virtualCards.until({ cardNumber, nationalId })
  return until === null ? null : instantOf(until)
}

/** The visits of one clinic day, by queue number; for null those of today, behind those of earlier days that are still open. */
export const listVisits = async (context: DeskContext, day: IsoDate | null): Promise<Result<VisitSummary[]>> => {
  const today = dayOf(context.now())
  const { db } = context.store
  const encounters =
    day === null ? [...(await unfinishedBefore(db, today)), ...(await byDay(db, today))] : await byDay(db, day)
  const [patients, stories] = await Promise.all([
    findByIds(
      db,
      encounters.map((encounter) => encounter.patientId),
    ).then((charts) => wholePersons(db, charts)),
    visitStoriesOf(
      db,
      encounters.map((encounter) => encounter.id),
    ),
  ])
  const uploadsOf = Map.groupBy(stories.uploads, (row) => row.aggregateId)
  return ok(
    encounters.flatMap((encounter) => {
      const patient = patients.get(encounter.patientId)
      return patient === undefined
        ? []
        : [summaryView(encounter, patient, uploadsOf.get(encounter.id) ?? [], stories.of(encounter.id), context)]
    }),
  )
}

/** The fields of a draft that may be left out, as a visit has them. */
const optionalIn = ({
  prescription,
  alertReasons,
  returnOn,
}: EncounterRecord['draft']): Pick<VisitDetail, 'prescription' | 'alertReasons' | 'returnOn'> => ({
  ...(prescription === undefined ? {} : { prescription }),
  ...(alertReasons === undefined ? {} : { alertReasons: [...alertReasons] }),
  ...(returnOn === undefined ? {} : { returnOn }),
})

/** One visit, whole. `NOT_FOUND`. */
export const showVisit = async (context: DeskContext, encounterId: EncounterId): Promise<Result<VisitDetail>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await personById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const [history, stories] = await Promise.all([
    // What was merged is one person's history.
    chartsOf(db, encounter.patientId).then((charts) => historyOf(db, charts, encounterId, historyLength)),
    visitStoriesOf(db, [encounterId]),
  ])
  const refill = await refillCancellationOf(db, encounter, stories.uploads, dayOf(context.now()) as IsoDate)
  const { frequencies } = rulesOn(context.rules, encounter.day)
  return ok({
    ...summaryView(encounter, patient, stories.uploads, stories.of(encounterId), context),
    ...(refill === null ? {} : { refillCancellation: refill }),
    soap: encounter.draft.soap,
    diagnoses: [...encounter.draft.diagnoses],
    orders: [...encounter.draft.orders],
    ...optionalIn(encounter.draft),
    draftSavedAt: encounter.draftSavedAt === null ? null : instantOf(encounter.draftSavedAt),
    price: encounter.price,
    paid:
      encounter.paid === null
        ? null
        : {
            amount: encounter.paid.amount,
            received: encounter.paid.received,
            paidAt: instantOf(encounter.paid.paidAt),
          },
    history: history.map((visit) => ({
      encounterId: visit.encounterId,
      visitedOn: visit.visitedOn as IsoDate,
      practitionerName: visit.practitionerName,
      diagnoses: [...visit.diagnoses],
      orders: visit.orders.map((order) => withRuledTotal(order, frequencies)),
      soap: visit.soap,
    })),
  })
}

/** One visit as a row of the list. `NOT_FOUND`. */
export const summariseVisit = async (context: DeskContext, encounterId: EncounterId): Promise<Result<VisitSummary>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await personById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const stories = await visitStoriesOf(db, [encounterId])
  return ok(summaryView(encounter, patient, stories.uploads, stories.of(encounterId), context))
}
