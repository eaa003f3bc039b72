import { sql } from 'kysely'
import type { VisitTimes } from '../../domain/reports/waitFacts.ts'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

/** The moments of the visits of a clinic day that were not cancelled. */
export const timesOfDay = async (db: ReadDb, day: string, scope: VisitScope): Promise<readonly VisitTimes[]> => {
  const { rows } = await sql<VisitTimes>`
    SELECT encounter.id AS encounterId, encounter.practitioner_id AS practitionerId,
      encounter.practitioner_name AS practitionerName, encounter.registered_at AS registeredAt, queue_place.taken_at AS takenAt,
      iif(encounter.version = 1 AND encounter.state IN ('to-pay', 'closed'), consultation.draft_saved_at, NULL) AS doneAt,
      encounter.closed_at AS paidAt
    FROM encounter
    LEFT JOIN queue_place ON queue_place.encounter_id = encounter.id
    LEFT JOIN consultation ON consultation.encounter_id = encounter.id
    WHERE encounter.day = ${day} AND encounter.state <> 'cancelled' AND ${inScope(scope)}
  `.execute(db)
  return rows
}
