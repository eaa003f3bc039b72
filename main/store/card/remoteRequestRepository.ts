import { z } from 'zod'
import { type RemoteAttendance, RemoteAttendanceSchema } from '../../../preload/contract/visit/attendance.ts'
import { type RemoteVisitId, RemoteVisitIdSchema } from '../../../preload/contract/visit/remoteVisit.ts'
import { type PatientId, PatientIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import type { RemoteRequestTable } from '../schema.ts'
import { ConsentHowSchema, type KeptConsent } from '../visit/attendanceRepository.ts'

const OutcomeSchema = z.enum(['approved', 'refused', 'expired', 'failed', 'cancelled', 'interrupted'])
export type RemoteOutcome = z.infer<typeof OutcomeSchema>

/** A request for a patient's authorisation, without what it waits with. `consent.at` is the moment of the request. */
export interface RemoteRequestRecord {
  readonly id: RemoteVisitId
  readonly desk: string
  readonly patientId: PatientId
  readonly attendance: RemoteAttendance
  readonly consent: KeptConsent
}

const toRecord = (row: RemoteRequestTable): RemoteRequestRecord => ({
  id: RemoteVisitIdSchema.parse(row.id),
  desk: row.desk,
  patientId: PatientIdSchema.parse(row.patient_id),
  attendance: RemoteAttendanceSchema.parse(row.attendance),
  consent: {
    how: ConsentHowSchema.parse(row.consent_how),
    reason: row.consent_reason,
    by: row.consent_by,
    at: row.requested_at,
  },
})

export const insert = async (tx: WriteTx, request: RemoteRequestRecord): Promise<void> => {
  await tx
    .insertInto('remote_request')
    .values({
      id: request.id,
      desk: request.desk,
      patient_id: request.patientId,
      attendance: request.attendance,
      consent_how: request.consent.how,
      consent_reason: request.consent.reason,
      consent_by: request.consent.by,
      requested_at: request.consent.at,
      ended_at: null,
      outcome: null,
    })
    .execute()
}

/** Ends a request; false, and nothing changed, when it had ended already. */
export const end = async (tx: WriteTx, id: RemoteVisitId, outcome: RemoteOutcome, at: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('remote_request')
    .set({ ended_at: at, outcome })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The requests of a desk that nobody has ended, the oldest first. */
export const openOf = async (db: ReadDb, desk: string): Promise<readonly RemoteRequestRecord[]> => {
  const rows = await db
    .selectFrom('remote_request')
    .selectAll()
    .where('desk', '=', desk)
    .where('ended_at', 'is', null)
    .orderBy('requested_at')
    .orderBy('id')
    .execute()
  return rows.map(toRecord)
}
