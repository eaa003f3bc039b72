import type { Settings } from '../../../preload/contract/desk/settings.ts'
import type { EncounterId, IsoDate, PatientId, Session } from '../../../preload/contract/words.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'
import { noSerial } from '../serial/noSerial.ts'

interface Arrived {
  readonly id: EncounterId
  readonly patientId: PatientId
  readonly day: IsoDate
  readonly queueNumber: number
  readonly registeredAt: number
}

interface Chosen {
  readonly session: Session
  readonly treatmentItem: string
  readonly copaymentCode: string
}

/** A visit that has just been registered: it waits, has no serial, and nothing was written to a card. */
export const waitingVisit = (
  arrived: Arrived,
  { session, treatmentItem, copaymentCode }: Chosen,
  practitioner: Settings['practitioners'][number],
  room: Settings['rooms'][number],
): EncounterSummary => ({
  ...arrived,
  session,
  practitionerId: practitioner.id,
  practitionerName: practitioner.name,
  department: practitioner.department,
  roomId: room.id,
  roomName: room.name,
  treatmentItem,
  copaymentCode,
  exceptionCode: null,
  state: 'waiting',
  ...noSerial,
  cardNumber: null,
  cardWrite: 'none',
  closedAt: null,
  version: 1,
})
