import { ok, type Result } from '../../preload/contract/result.ts'
import { doubtUnsent } from '../outbox/catchUp/doubtUnsent.ts'
import type { Store } from '../store/handles.ts'
import { oweCatchUp } from '../store/outbox/cloudFindingRepository.ts'
import type { Care } from './createCare.ts'

/**
 * What a store that was just opened has lost, by a restore or because its newest records are gone, is owed by the clinic's cloud, and what
 * it takes for unsent may have been sent: to be reckoned before the sync worker begins, which then asks for it, and before anything else
 * is written. The store's own errors.
 */
export const reckonLosses = async (care: Care, store: Store): Promise<Result<null>> => {
  const isShort = await care.head.compare(store)
  if (!isShort && !care.isRestored()) return ok(null)
  const owed = await store.write(async (tx) => {
    await oweCatchUp(tx, care.context.now())
    await doubtUnsent(tx)
  })
  if (!owed.ok) return owed
  if (isShort) {
    await care.noteForLater({ action: 'store-tail-lost', subject: '', refused: '' })
    // Last: whatever ends the program before this, the next start finds the same.
    await care.head.keep(store)
  }
  return ok(null)
}
