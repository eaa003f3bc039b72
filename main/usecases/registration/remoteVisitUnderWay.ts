import { isRemote, type RemoteAttendance } from '../../../preload/contract/visit/attendance.ts'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import { byEncounters } from '../../store/card/virtualCardRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { attendanceOf, type KeptConsent } from '../../store/visit/attendanceRepository.ts'
import { openForPatient } from '../../store/visit/encounterQueries.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'

/** What a remote visit under way, which stands on a virtual card, was begun with. */
export interface RemoteVisitUnderWay {
  readonly patientId: PatientId
  readonly attendance: RemoteAttendance
  readonly consent: KeptConsent
}

/** Null for a visit that has ended, is not a remote one, or stands on no virtual card: it needs no approval any more. */
export const remoteVisitUnderWay = async (
  db: ReadDb,
  { id, patientId, state }: Pick<EncounterSummary, 'id' | 'patientId' | 'state'>,
): Promise<RemoteVisitUnderWay | null> => {
  if (state === 'closed' || state === 'cancelled') return null
  const { attendance, consent } = await attendanceOf(db, id)
  const isVirtual = (await byEncounters(db, [id])).has(id)
  return isVirtual && isRemote(attendance) && consent !== null ? { patientId, attendance, consent } : null
}

/** The visit of a patient for which the app may be asked again; null when there is none. */
export const remoteVisitOfPatient = async (db: ReadDb, patientId: PatientId): Promise<EncounterId | null> => {
  const visit = await openForPatient(db, patientId, null)
  return visit !== null && (await remoteVisitUnderWay(db, visit)) !== null ? visit.id : null
}
