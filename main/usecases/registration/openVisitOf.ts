import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb } from '../../store/handles.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { openForPatient } from '../../store/visit/encounterQueries.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'

/**
 * The visit under way of a person, on whichever of their charts it stands; that of the chart itself first.
 *
 * @param fromDay none of an earlier day; null: of any
 */
export const openVisitOf = async (
  db: ReadDb,
  patientId: PatientId,
  fromDay: string | null,
): Promise<EncounterSummary | null> => {
  for (const chart of await chartsOf(db, patientId)) {
    const visit = await openForPatient(db, chart, fromDay)
    if (visit !== null) return visit
  }
  return null
}
