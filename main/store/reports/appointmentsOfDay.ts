import { sql } from 'kysely'
import type { CountedAppointment } from '../../domain/reports/noShowFacts.ts'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

/** The appointments of a day, called off ones among them. */
export const appointmentsOfDay = async (
  db: ReadDb,
  day: string,
  scope: VisitScope,
): Promise<readonly CountedAppointment[]> => {
  const { rows } = await sql<CountedAppointment>`
    SELECT appointment.day AS day, appointment.session AS session, appointment.state AS state,
      appointment.practitioner_id AS practitionerId, patient.chart_number AS chartNumber,
      coalesce(patient.name, appointment.name) AS name, appointment.encounter_id AS encounterId
    FROM appointment
    LEFT JOIN patient ON patient.id = appointment.patient_id
    WHERE appointment.day = ${day} AND ${inScope(scope, 'appointment')}
  `.execute(db)
  return rows
}
