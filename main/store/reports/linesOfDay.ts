import { sql } from 'kysely'
import type { DiagnosisLine, DrugLine } from '../../domain/reports/lineFacts.ts'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

/** Every diagnosis of the closed visits of a clinic day. */
export const diagnosesOfDay = async (db: ReadDb, day: string, scope: VisitScope): Promise<readonly DiagnosisLine[]> => {
  const { rows } = await sql<DiagnosisLine>`
    SELECT encounter.id AS encounterId, encounter.patient_id AS patientId, diagnosis.line, diagnosis.code,
      diagnosis.name_zh AS nameZh, diagnosis.name_en AS nameEn
    FROM encounter JOIN diagnosis ON diagnosis.encounter_id = encounter.id
    WHERE encounter.day = ${day} AND encounter.state = 'closed' AND ${inScope(scope)}
  `.execute(db)
  return rows
}

/** Every drug of the closed visits of a clinic day. */
export const drugsOfDay = async (db: ReadDb, day: string, scope: VisitScope): Promise<readonly DrugLine[]> => {
  const { rows } = await sql<DrugLine>`
    SELECT encounter.id AS encounterId, encounter.patient_id AS patientId, charge.code, charge.name, charge.quantity, charge.points
    FROM encounter JOIN charge ON charge.encounter_id = encounter.id
    WHERE encounter.day = ${day} AND encounter.state = 'closed' AND charge.kind = 'drug' AND ${inScope(scope)}
  `.execute(db)
  return rows
}
