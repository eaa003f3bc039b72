import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import type { MeantCard } from '../card/speakingCard.ts'

/** A serial that is wanted, and for whom. */
export interface SerialRequest {
  readonly patientId: PatientId
  readonly treatmentItem: string
  /** The patient's card; no other gets a serial. */
  readonly card: MeantCard
  /** The visit this serial makes good (補卡註記 2); it is tied to the serial from the intent on. */
  readonly makeUpFor?: EncounterId
  /** The desk knows of an open visit of an earlier day, and takes a serial for another one. */
  readonly besidesEarlier?: boolean
}
