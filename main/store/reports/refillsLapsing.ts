import { sql } from 'kysely'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import type { ListedRefill } from '../../domain/reports/refillFacts.ts'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

interface RefillRow extends Omit<ListedRefill, 'issuedOn' | 'last'> {
  readonly issuedOn: string
  readonly dispensing: number
  readonly suppliedOn: string
  readonly days: number
}

/** The refill prescriptions that lapse on a day and are not used up, each with its newest dispensing. */
export const refillsLapsing = async (db: ReadDb, day: string, scope: VisitScope): Promise<readonly ListedRefill[]> => {
  const { rows } = await sql<RefillRow>`
    SELECT encounter.id AS encounterId, patient.id AS patientId, patient.name AS patientName,
      patient.chart_number AS chartNumber, patient.phone AS phone, encounter.practitioner_id AS practitionerId,
      encounter.practitioner_name AS practitionerName, refill.issued_on AS issuedOn, refill.dispensings AS dispensings,
      refill.days_each AS daysEach, supply.dispensing AS dispensing, supply.supplied_on AS suppliedOn, supply.days AS days
    FROM refill_prescription AS refill
    JOIN encounter ON encounter.id = refill.encounter_id
    JOIN patient ON patient.id = refill.patient_id
    JOIN refill_supply AS supply ON supply.prescription_id = refill.encounter_id AND supply.dispensing =
      (SELECT max(dispensing) FROM refill_supply WHERE prescription_id = refill.encounter_id)
    WHERE refill.lapses_on = ${day} AND supply.dispensing < refill.dispensings AND ${inScope(scope)}
  `.execute(db)
  return rows.map(({ issuedOn, dispensing, suppliedOn, days, ...refill }) => ({
    ...refill,
    issuedOn: IsoDateSchema.parse(issuedOn),
    last: { dispensing, suppliedOn: IsoDateSchema.parse(suppliedOn), days },
  }))
}
