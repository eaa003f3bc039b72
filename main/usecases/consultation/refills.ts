import { type OpenRefill, type Prescription, suppliedDays } from '../../../preload/contract/orders/prescription.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { withRuledTotal } from '../../domain/orders/orderQuantity.ts'
import { prescriptionOf, sheetOf } from '../../domain/orders/prescription.ts'
import { refillStanding } from '../../domain/orders/refill.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import type { ReadDb, WriteTx } from '../../store/handles.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import {
  keepRefill,
  mayKeepRefill,
  type RefillDeed,
  type RefillRecord,
  unlapsedRefills,
} from '../../store/record/refillRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId, ordersOf } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'

export const dueRefills = async (
  context: DeskContext,
  wanted: HandlerInput<'refills:due'>,
): Promise<Result<HandlerOutput<'refills:due'>>> => ok([...(await openRefills(context, wanted))])

/** The refill prescriptions that may be dispensed again, soonest first. */
export const openRefills = async (
  context: DeskContext,
  { patientId, dueBy }: HandlerInput<'refills:due'>,
): Promise<readonly OpenRefill[]> => {
  const { db } = context.store
  const today = dayOf(context.now())
  const charts = patientId === null ? null : await chartsOf(db, patientId)
  const refills = await unlapsedRefills(db, today, charts)
  const patients = await findByIds(db, [...new Set(refills.map((refill) => refill.patientId))])
  const open: OpenRefill[] = []
  for (const refill of refills) {
    const patient = patients.get(refill.patientId)
    const standing = refillStanding(refill)
    if (patient === undefined || standing === null || (dueBy !== null && standing.dueFrom > dueBy)) continue
    const view = await openRefill(context, refill)
    if (view !== null) open.push({ ...view, ...standing, patient: patientView(patient, today) })
  }
  return open.toSorted((a, b) => (a.dueFrom < b.dueFrom ? -1 : a.dueFrom > b.dueFrom ? 1 : 0))
}

/** What the visit that issued it says of it. */
const openRefill = async (
  context: DeskContext,
  { prescriptionId, issuedOn, dispensings, daysEach }: RefillRecord,
): Promise<Pick<
  OpenRefill,
  'prescriptionId' | 'practitionerName' | 'issuedOn' | 'dispensings' | 'daysEach' | 'orders'
> | null> => {
  const { db } = context.store
  const visit = await byId(db, prescriptionId)
  if (visit === null) return null
  const prescription = prescriptionOf(visit.draft)
  const orders = await ordersOf(db, prescriptionId)
  const { frequencies } = rulesOn(context.rules, dayOf(context.now()))
  return {
    prescriptionId,
    practitionerName: visit.practitionerName,
    issuedOn,
    dispensings,
    daysEach,
    orders: orders
      .filter((order) => sheetOf(order, prescription) === 'chronic-refill')
      .map(({ line: _line, unit: _unit, signature: _signature, ...order }) => withRuledTotal(order, frequencies)),
  }
}

/** What a visit does with refill prescriptions once it is closed; null where it does nothing. Released ones are dispensed elsewhere. */
const refillDeedOf = (visit: Pick<EncounterRecord, 'id' | 'patientId' | 'day' | 'draft'>): RefillDeed | null => {
  const prescription = prescriptionOf(visit.draft)
  const { kind, refillOf, released, dispensings, daysEach } = prescription
  if (kind !== 'chronic-refill' || released || daysEach === null) return null
  const days = suppliedDays(prescription)
  const common = { encounterId: visit.id, patientId: visit.patientId, day: visit.day as IsoDate, days }
  return refillOf === null
    ? {
        ...common,
        issued: { dispensings, daysEach },
        prescriptionId: visit.id,
        first: 1,
        dispensing: lastDispensing(prescription, 1),
      }
    : {
        ...common,
        issued: null,
        prescriptionId: refillOf.prescriptionId,
        first: refillOf.dispensing,
        dispensing: lastDispensing(prescription, refillOf.dispensing),
      }
}

/** What is dispensed whole leaves nothing to come. */
const lastDispensing = ({ wholeAmount, dispensings }: Prescription, first: number): number =>
  wholeAmount === null ? first : dispensings

/**
 * Whether what a visit does with refill prescriptions still may be: to be asked before the card is written, which could not be undone.
 * `VISIT_STATE` (details.reason `refill-taken`) when another visit stands in the way, or the prescription was cancelled meanwhile.
 */
export const checkRefill = async (
  db: ReadDb,
  visit: Pick<EncounterRecord, 'id' | 'patientId' | 'day' | 'draft'>,
): Promise<Result<null>> =>
  (await mayKeepRefill(db, visit.id, refillDeedOf(visit)))
    ? ok(null)
    : fail('VISIT_STATE', { details: { reason: 'refill-taken' } })

/**
 * Writes down what a closed visit does with refill prescriptions, in the transaction that closes, amends or cancels it (then with a
 * draft of null). Refuses with `VISIT_STATE` (details.reason `refill-taken`) when another visit stands in the way.
 */
export const noteRefill = async (
  tx: WriteTx,
  visit: Pick<EncounterRecord, 'id' | 'patientId' | 'day'>,
  draft: EncounterRecord['draft'] | null,
): Promise<void> => {
  const deed = draft === null ? null : refillDeedOf({ ...visit, draft })
  if (!(await keepRefill(tx, visit.id, deed))) refuse('VISIT_STATE', { reason: 'refill-taken' })
}

/** Tells the screens of the visit whose 慢性病連續處方箋 another has dispensed, or not dispensed after all: it shows what may become of it. */
export const tellIssuingVisit = (context: DeskContext, draft: EncounterRecord['draft']): void => {
  const { refillOf } = prescriptionOf(draft)
  if (refillOf !== null) context.publish('visit:changed', { encounterId: refillOf.prescriptionId })
}
