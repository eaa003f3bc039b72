import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { insert as insertDebt } from '../../store/card/cardDebtRepository.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { keepAttendance } from '../../store/visit/attendanceRepository.ts'
import { insert as insertEncounter } from '../../store/visit/encounterRepository.ts'
import { arrive, checkArrival, numberOfVisit } from '../appointments/arrival.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { summariseVisit } from '../record/visitView.ts'
import { openVisitOf } from '../registration/openVisitOf.ts'
import { pricedCopayment } from '../registration/pricedCopayment.ts'
import { unrecordable } from '../registration/unrecordable.ts'
import { waitingVisit } from '../registration/waitingVisit.ts'
import { owedCardTerms } from './owedCardTerms.ts'

/**
 * Registers a known patient who has no card here (欠卡): the visit gets its queue number without a serial, the deposit is due at the
 * cashier, and until the card is brought nothing goes to the NHI, because until then the patient pays for himself (全民健康保險醫療
 * 辦法 §4). The NHI is asked once for a 就醫識別碼 without a card, by which the make-up will name this visit; a visit that gets none
 * is made up as one of unknown number.
 */
export const registerOwedCard = async (
  context: DeskContext,
  input: HandlerInput<'make-up:register-owed'>,
): Promise<Result<VisitSummary>> => {
  const { db } = context.store
  const practitioner = context.settings.practitioners.find((person) => person.id === input.practitionerId)
  const room = context.settings.rooms.find((one) => one.id === input.roomId)
  if (practitioner === undefined || room === undefined) return fail('CODE_UNKNOWN')
  const patient = await findById(db, input.patientId)
  if (patient === null) return fail('PATIENT_UNKNOWN')
  const birth = unrecordable(patient)
  if (birth !== null) return birth
  // The card to be brought would be the parent's, and no way to the NHI takes a newborn's serial on it.
  if (patient.newborn !== null) return fail('NOT_OFFERED')
  const today = dayOf(context.now())
  const { besidesEarlier = false } = input
  const copayment = pricedCopayment(context, input.copaymentCode, today)
  if (!copayment.ok) return copayment
  const terms = owedCardTerms(context, today)
  if (!terms.ok) return terms
  const standing = await openVisitOf(db, patient.id, besidesEarlier ? today : null)
  if (standing !== null) return fail('VISIT_OPEN_ALREADY', { details: { encounterId: standing.id } })

  const { appointmentId } = input
  const comer = { patientId: patient.id, nationalId: patient.nationalId, name: patient.name }
  const expected = appointmentId === null ? null : await checkArrival(db, appointmentId, comer, today)
  if (expected?.ok === false) return expected

  const issued = await context.control.treatmentNumberWithoutCard(patient.nationalId)
  const actual = issued.ok
    ? { dateTime: issued.value.treatmentDateTime, treatmentNumber: issued.value.treatmentNumber }
    : null

  const encounterId = context.newId() as EncounterId
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    // Another desk may have registered the person while the NHI was asked.
    const other = await openVisitOf(tx, patient.id, besidesEarlier ? today : null)
    if (other !== null) refuse('VISIT_OPEN_ALREADY', { encounterId: other.id })
    const who = { ...comer, encounterId, session: input.session, practitionerId: practitioner.id }
    const arrival = { ...who, day: today, bookedOn: today }
    const queueNumber = await numberOfVisit(tx, arrival, appointmentId)
    const arrived = { id: encounterId, patientId: patient.id, day: today, queueNumber, registeredAt: at }
    await insertEncounter(tx, waitingVisit(arrived, input, practitioner, room))
    await arrive(tx, context, { ...arrival, queueNumber }, appointmentId)
    await keepAttendance(tx, encounterId, { attendance: input.attendance, consent: null })
    const { deposit, dueOn } = terms.value
    await insertDebt(tx, { encounterId, patientId: patient.id, day: today, deposit, dueOn, actual })
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'owed-card-registered',
      subject: encounterId,
      details: { queueNumber, treatmentItem: input.treatmentItem, deposit, dueOn, hasNumber: actual !== null },
    })
  })
  if (!saved.ok) return saved
  context.publish('visit:changed', { encounterId })
  if (appointmentId !== null) context.publish('appointment:changed', {})
  return summariseVisit(context, encounterId)
}
