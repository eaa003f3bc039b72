import { sql } from 'kysely'
import type { ReportVisit } from '../../../preload/contract/paper/report.ts'
import {
  EncounterIdSchema,
  IsoDateSchema,
  type PractitionerId,
  PractitionerIdSchema,
  SessionSchema,
} from '../../../preload/contract/words.ts'
import type { ReadDb } from '../handles.ts'

/** Ids in one question at most. */
const chunk = 500

/** Visits as a list of a report names them, by day and number. */
export const visitsNamed = async (
  db: ReadDb,
  ids: readonly string[],
): Promise<readonly Omit<ReportVisit, 'value'>[]> => {
  const found: Omit<ReportVisit, 'value'>[] = []
  for (let from = 0; from < ids.length; from += chunk) {
    const rows = await db
      .selectFrom('encounter')
      .innerJoin('patient', 'patient.id', 'encounter.patient_id')
      .select([
        'encounter.id',
        'encounter.day',
        'encounter.queue_number',
        'encounter.session',
        'encounter.practitioner_name',
        'patient.name',
        'patient.chart_number',
      ])
      .where('encounter.id', 'in', ids.slice(from, from + chunk))
      .execute()
    for (const row of rows) {
      found.push({
        encounterId: EncounterIdSchema.parse(row.id),
        day: IsoDateSchema.parse(row.day),
        queueNumber: row.queue_number,
        session: SessionSchema.parse(row.session),
        patientName: row.name,
        chartNumber: row.chart_number,
        practitionerName: row.practitioner_name,
      })
    }
  }
  return found.sort((one, other) => one.day.localeCompare(other.day) || one.queueNumber - other.queueNumber)
}

/** Doctors at most; a clinic has a few. */
const mostPractitioners = 500

/** Everybody who is the doctor of a visit that was not cancelled, with the name of the newest one. */
export const practitionersSeen = async (
  db: ReadDb,
): Promise<readonly { readonly practitionerId: PractitionerId; readonly name: string }[]> => {
  const seen: { readonly practitionerId: PractitionerId; readonly name: string }[] = []
  let last = ''
  while (seen.length < mostPractitioners) {
    // From one doctor to the next by the index, over all their visits.
    const next = await db
      .selectFrom('encounter')
      .select('practitioner_id')
      .where('practitioner_id', '>', last)
      .where(sql<boolean>`state <> 'cancelled'`)
      .orderBy('practitioner_id')
      .limit(1)
      .executeTakeFirst()
    if (next === undefined) break
    last = next.practitioner_id
    const newest = await db
      .selectFrom('encounter')
      .select('practitioner_name')
      .where('practitioner_id', '=', last)
      .where(sql<boolean>`state <> 'cancelled'`)
      .orderBy('day', 'desc')
      .limit(1)
      .executeTakeFirst()
    seen.push({ practitionerId: PractitionerIdSchema.parse(last), name: newest?.practitioner_name ?? last })
  }
  return seen
}
