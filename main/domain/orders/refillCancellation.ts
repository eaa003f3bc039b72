import type { Prescription, RefillCancellation } from '../../../preload/contract/orders/prescription.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import type { OutboxRow } from '../upload/outboxRow.ts'
import { lapseOf } from './refill.ts'

export interface RefillCancellationFacts {
  readonly prescription: Prescription
  readonly issuedOn: IsoDate
  readonly today: IsoDate
  /** Where the newest row for the NHI stands; null where nothing was put in line (the card is owed). */
  readonly newest: OutboxRow['state'] | null
  /** The visit's present version is the one that cancelled the prescription: the newest row carries that. */
  readonly isCancelled: boolean
  readonly isDispensedAgain: boolean
}

/**
 * Whether the 慢性病連續處方箋 of a closed visit can be cancelled by a record of its own (H01 = C, facts/nhi-card.md §4.3); null where the
 * visit has issued none. What the NHI does not have yet is amended instead: it knows nothing to cancel (D001).
 */
export const refillCancellation = (facts: RefillCancellationFacts): RefillCancellation | null => {
  const { prescription, issuedOn, today, newest, isCancelled, isDispensedAgain } = facts
  const { kind, refillOf, dispensings, daysEach, wholeAmount, released } = prescription
  if (kind !== 'chronic-refill' || refillOf !== null || daysEach === null) return null
  if (isCancelled) {
    if (newest === 'accepted') return 'cancelled'
    return newest === 'rejected' || newest === 'quarantined' ? 'refused' : 'asked'
  }
  if (isDispensedAgain || (wholeAmount !== null && !released)) return 'dispensed'
  if (lapseOf({ issuedOn, dispensings, daysEach }) < today) return 'lapsed'
  return newest === 'accepted' ? 'possible' : 'not-received'
}
