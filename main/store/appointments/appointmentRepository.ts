import {
  type AppointmentId,
  AppointmentIdSchema,
  type AppointmentSource,
  AppointmentSourceSchema,
  AppointmentStateSchema,
} from '../../../preload/contract/appointments/appointment.ts'
import {
  type EncounterId,
  EncounterIdSchema,
  type PatientId,
  PatientIdSchema,
  SessionSchema,
} from '../../../preload/contract/words.ts'
import type { KeptAppointment } from '../../domain/appointments/booking.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import type { AppointmentTable } from './appointmentTables.ts'

/** An appointment as it is kept. */
export interface AppointmentRecord extends KeptAppointment {
  readonly id: AppointmentId
  readonly patientId: PatientId | null
  readonly source: AppointmentSource
  readonly note: string
  readonly cancelReason: string
  /** The visit by which the patient came. */
  readonly encounterId: EncounterId | null
  /** The cloud's own id; null for one that was made here. */
  readonly cloudId: string | null
  readonly bookedAt: number
  readonly bookedBy: string
  readonly changedAt: number
  readonly version: number
}

const toRecord = (row: AppointmentTable): AppointmentRecord => ({
  id: AppointmentIdSchema.parse(row.id),
  day: row.day,
  session: SessionSchema.parse(row.session),
  at: row.at_minute,
  practitionerId: row.practitioner_id,
  number: row.number,
  patientId: PatientIdSchema.nullable().parse(row.patient_id),
  nationalId: row.national_id,
  name: row.name,
  phone: row.phone,
  source: AppointmentSourceSchema.parse(row.source),
  state: AppointmentStateSchema.parse(row.state),
  note: row.note,
  cancelReason: row.cancel_reason,
  encounterId: EncounterIdSchema.nullable().parse(row.encounter_id),
  cloudId: row.cloud_id,
  bookedAt: row.booked_at,
  bookedBy: row.booked_by,
  changedAt: row.changed_at,
  version: row.version,
})

const toRow = (appointment: AppointmentRecord): AppointmentTable => ({
  id: appointment.id,
  day: appointment.day,
  session: appointment.session,
  at_minute: appointment.at,
  practitioner_id: appointment.practitionerId,
  number: appointment.number,
  patient_id: appointment.patientId,
  national_id: appointment.nationalId,
  name: appointment.name,
  phone: appointment.phone,
  source: appointment.source,
  state: appointment.state,
  note: appointment.note,
  cancel_reason: appointment.cancelReason,
  encounter_id: appointment.encounterId,
  cloud_id: appointment.cloudId,
  booked_at: appointment.bookedAt,
  booked_by: appointment.bookedBy,
  changed_at: appointment.changedAt,
  version: appointment.version,
})

const one = (row: AppointmentTable | undefined): AppointmentRecord | null => (row === undefined ? null : toRecord(row))

export const insert = (tx: WriteTx, appointment: AppointmentRecord): Promise<void> =>
  insertRows(tx, 'appointment', [toRow(appointment)])

/** Keeps an appointment as it is now. False when it was changed by somebody else since `seen`, its version before. */
export const update = async (tx: WriteTx, appointment: AppointmentRecord, seen: number): Promise<boolean> => {
  const { id, ...row } = toRow(appointment)
  const done = await tx
    .updateTable('appointment')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', seen)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const byId = async (db: ReadDb, id: AppointmentId): Promise<AppointmentRecord | null> =>
  one(await db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst())

export const byVisit = async (db: ReadDb, encounterId: EncounterId): Promise<AppointmentRecord | null> =>
  one(await db.selectFrom('appointment').selectAll().where('encounter_id', '=', encounterId).executeTakeFirst())

export const byCloudId = async (db: ReadDb, cloudId: string): Promise<AppointmentRecord | null> =>
  one(await db.selectFrom('appointment').selectAll().where('cloud_id', '=', cloudId).executeTakeFirst())

/** All appointments of some days in a row, both included, by time. */
export const ofDays = async (db: ReadDb, from: string, to: string): Promise<readonly AppointmentRecord[]> => {
  const rows = await db
    .selectFrom('appointment')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('at_minute')
    .orderBy('number')
    .orderBy('id')
    .execute()
  return rows.map(toRecord)
}

/** Every appointment of a day or later whose patient has neither come nor been given up. */
export const bookedFrom = async (db: ReadDb, from: string): Promise<readonly AppointmentRecord[]> => {
  const rows = await db
    .selectFrom('appointment')
    .selectAll()
    .where('state', '=', 'booked')
    .where('day', '>=', from)
    .orderBy('day')
    .orderBy('at_minute')
    .orderBy('id')
    .execute()
  return rows.map(toRecord)
}

/** The no-shows of a day or later. */
export const missedFrom = async (db: ReadDb, from: string): Promise<readonly AppointmentRecord[]> => {
  const rows = await db
    .selectFrom('appointment')
    .selectAll()
    .where('state', '=', 'no-show')
    .where('day', '>=', from)
    .execute()
  return rows.map(toRecord)
}
