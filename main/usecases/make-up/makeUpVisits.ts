import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import { NhiUploadPayloadSchema, withIssuedIdentifier } from '../../outbox/mappers/payloads.ts'
import { hashPayload } from '../../outbox/payload/openPayload.ts'
import { byEncounters, byId as outboxRowOf } from '../../store/outbox/outboxQueries.ts'
import { amendPayload } from '../../store/outbox/outboxRepository.ts'
import { packText, unpackText } from '../../store/packedText.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, soap, type TestDesk } from '../testDesk.ts'
import { registerOwedCard } from './registerOwedCard.ts'

/** For tests of owed cards and make-ups: visits that have come so far, all of the same invented person. */

/** Makes the person known to the clinic and leaves no visit. */
export const knownPatient = async (desk: TestDesk): Promise<PatientId> => {
  await desk.insert(lin)
  const visit = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await cancelRegistration(desk.context, visit.encounterId))
  desk.pull()
  desk.advance(60_000)
  const patient = await findByNationalId(desk.context.store.db, lin.nationalId)
  if (patient === null) throw new Error('the patient was not kept')
  return patient.id
}

export const consult = async (desk: TestDesk, encounterId: EncounterId): Promise<void> => {
  okValue(await startConsultation(desk.context, encounterId))
  okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: [drugOrder] }))
}

export const registerOwed = async (desk: TestDesk, patientId: PatientId): Promise<EncounterId> => {
  const { practitionerId, roomId, session, treatmentItem, copaymentCode } = desk.registration()
  const attendance = 'on-site' as const
  const place = { practitionerId, roomId, session, treatmentItem, copaymentCode, attendance }
  const input = { ...place, patientId, appointmentId: null }
  return okValue(await registerOwedCard(desk.context, input)).encounterId
}

/** A closed visit whose card is owed, an hour ago. */
export const owedVisit = async (desk: TestDesk, patientId?: PatientId): Promise<EncounterId> => {
  const encounterId = await registerOwed(desk, patientId ?? (await knownPatient(desk)))
  await consult(desk, encounterId)
  const closing = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
  okValue(await closeVisit(desk.context, closing))
  desk.advance(3_600_000)
  return encounterId
}

/** A closed exception visit without a serial (left column). */
export const exceptionVisit = async (desk: TestDesk, code = 'A020'): Promise<EncounterId> => {
  const patientId = await knownPatient(desk)
  const form = desk.registration({ patientId, exceptionCode: code })
  const { encounterId } = okValue(await registerVisit(desk.context, form))
  await consult(desk, encounterId)
  const closing = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
  okValue(await closeVisit(desk.context, closing))
  return encounterId
}

/** A visit that has its serial and was closed as an exception (right column). */
export const rightColumnVisit = async (desk: TestDesk): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  await consult(desk, encounterId)
  const closing = { encounterId, received: 1000, exceptionCode: 'A021', exceptionReason: null }
  okValue(await closeVisit(desk.context, closing))
  desk.pull()
  return encounterId
}

export const nhiRowsOf = async (desk: TestDesk, encounterId: EncounterId) => {
  const headers = (await byEncounters(desk.context.store.db, [encounterId])).filter(
    ({ target }) => target === 'nhi-upload',
  )
  const rows = await Promise.all(headers.map(({ id }) => outboxRowOf(desk.context.store.db, id)))
  return rows
    .flatMap((row) =>
      row === null ? [] : [{ row, payload: NhiUploadPayloadSchema.parse(JSON.parse(unpackText(row.payload) ?? '')) }],
    )
    .toSorted((one, other) => one.row.sequence - other.row.sequence)
}

/** What the sync worker does before it sends an exception: its number without a card is issued and kept. */
export const issueNumber = async (desk: TestDesk, encounterId: EncounterId) => {
  const [exception] = await nhiRowsOf(desk, encounterId)
  if (exception === undefined) throw new Error('no exception record')
  const issued = okValue(await desk.control.treatmentNumberWithoutCard(lin.nationalId))
  const packed = packText(JSON.stringify(withIssuedIdentifier(exception.payload, issued)))
  okValue(await desk.context.store.write((tx) => amendPayload(tx, exception.row.id, packed, hashPayload(packed))))
  desk.advance(3_600_000)
  return issued
}
