import type { OpenRefill, RefillOf, RefillOffer } from '../../../preload/contract/orders/prescription.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { PatientId } from '../../../preload/contract/words.ts'
import { prescriptionOf } from '../../domain/orders/prescription.ts'
import { refillTreatmentItem } from '../../domain/orders/refill.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { emptyDraft, type VisitDraft } from '../../store/visit/encounterRecord.ts'
import { openRefills } from '../consultation/refills.ts'
import { type DeskContext, dayOf } from '../context.ts'

/** The refill prescriptions of a patient that may be dispensed today, soonest first. */
const dueToday = (context: DeskContext, patientId: PatientId): Promise<readonly OpenRefill[]> =>
  openRefills(context, { patientId, dueBy: dayOf(context.now()) })

/**
 * What a patient whose card is here may get at the front desk: the next dispensing of a 慢性病連續處方箋, with the 就醫類別
 * of such a visit. Null for none.
 *
 * @param hasAppointment whoever comes by an appointment comes to be seen
 */
export const refillOffer = async (
  context: DeskContext,
  patientId: PatientId,
  hasAppointment: boolean,
): Promise<RefillOffer | null> => {
  const [next] = await dueToday(context, patientId)
  const issuing = next === undefined ? null : await byId(context.store.db, next.prescriptionId)
  if (next === undefined || issuing === null) return null
  return {
    refillOf: { prescriptionId: next.prescriptionId, dispensing: next.next },
    dispensings: next.dispensings,
    daysEach: next.daysEach,
    lapsesOn: next.lapsesOn,
    practitionerId: issuing.practitionerId,
    treatmentItem: refillTreatmentItem,
    isProposed: !hasAppointment,
  }
}

/**
 * What the visit that dispenses a 慢性病連續處方箋 again begins with: the diagnoses of the issuing visit and the drugs of that sheet.
 * `VISIT_STATE` when that dispensing isn't this patient's next, or not due today.
 */
export const refillDraft = async (
  context: DeskContext,
  patientId: PatientId,
  treatmentItem: string,
  refillOf: RefillOf,
): Promise<Result<VisitDraft>> => {
  const due = (await dueToday(context, patientId)).find(
    ({ prescriptionId }) => prescriptionId === refillOf.prescriptionId,
  )
  const issuing = due === undefined ? null : await byId(context.store.db, due.prescriptionId)
  const isNext = due?.next === refillOf.dispensing && treatmentItem === refillTreatmentItem
  if (due === undefined || issuing === null || !isNext) {
    return fail('VISIT_STATE', { details: { reason: 'refill-not-open' } })
  }
  return ok({
    ...emptyDraft,
    diagnoses: issuing.draft.diagnoses,
    orders: due.orders.map(({ name: _, ...order }) => order),
    prescription: { ...prescriptionOf(issuing.draft), wholeAmount: null, courseVisit: null, refillOf },
  })
}
