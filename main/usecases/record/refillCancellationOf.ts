import type { RefillCancellation } from '../../../preload/contract/orders/prescription.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { prescriptionOf } from '../../domain/orders/prescription.ts'
import { refillCancellation } from '../../domain/orders/refillCancellation.ts'
import type { ReadDb } from '../../store/handles.ts'
import type { OutboxHeader } from '../../store/outbox/outboxQueries.ts'
import { refillCancellationsOf } from '../../store/record/refillCancellations.ts'
import { isDispensedAgain } from '../../store/record/refillRepository.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'

/** Whether the 慢性病連續處方箋 of a visit can be cancelled, or what came of it; null where there is none to speak of. */
export const refillCancellationOf = async (
  db: ReadDb,
  visit: Pick<EncounterRecord, 'id' | 'state' | 'version' | 'day' | 'draft'>,
  uploads: readonly Pick<OutboxHeader, 'target' | 'state'>[],
  today: IsoDate,
): Promise<RefillCancellation | null> => {
  const prescription = prescriptionOf(visit.draft)
  if (visit.state !== 'closed' || prescription.kind !== 'chronic-refill') return null
  return refillCancellation({
    prescription,
    issuedOn: visit.day as IsoDate,
    today,
    newest: uploads.findLast(({ target }) => target === 'nhi-upload')?.state ?? null,
    isCancelled: (await refillCancellationsOf(db, visit.id)).has(visit.version),
    isDispensedAgain: await isDispensedAgain(db, visit.id),
  })
}
