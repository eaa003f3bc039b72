import { sql } from 'kysely'
import type { VisitSums } from '../../domain/reports/visitFacts.ts'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

const pointsOf = (...kinds: readonly string[]) =>
  sql<number>`coalesce(sum(charge.points) FILTER (WHERE charge.kind IN (${sql.join(kinds.map((kind) => sql.lit(kind)))})), 0)`
const amountOf = (...kinds: readonly string[]) =>
  sql<number>`coalesce(sum(charge.amount) FILTER (WHERE charge.kind IN (${sql.join(kinds.map((kind) => sql.lit(kind)))})), 0)`

/** The visits of a clinic day, by number, with what the closed ones came to as they stand now. */
export const visitSumsOfDay = async (db: ReadDb, day: string, scope: VisitScope): Promise<readonly VisitSums[]> => {
  const { rows } = await sql<VisitSums>`
    SELECT encounter.id AS encounterId, encounter.patient_id AS patientId, encounter.day, encounter.session,
      encounter.practitioner_id AS practitionerId, encounter.practitioner_name AS practitionerName, encounter.state,
      coalesce(sum(charge.points), 0) AS points,
      ${pointsOf('examination')} AS examination,
      ${pointsOf('drug', 'dispensing')} AS drugs,
      ${pointsOf('procedure', 'material')} AS treatments,
      ${amountOf('copayment-basic', 'copayment-drug')} AS copayment,
      ${amountOf('registration-fee')} AS registration
    FROM encounter
    LEFT JOIN charge ON charge.encounter_id = encounter.id AND encounter.state = 'closed'
    WHERE encounter.day = ${day} AND ${inScope(scope)}
    GROUP BY encounter.queue_number
  `.execute(db)
  return rows
}
