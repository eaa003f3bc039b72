import type { EncounterId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

/** Writes down that a 慢性病連續處方箋 is cancelled from a version of its visit on. */
export const keepRefillCancellation = async (
  tx: WriteTx,
  cancellation: { readonly encounterId: EncounterId; readonly version: number; readonly cancelledAt: number },
): Promise<void> => {
  const { encounterId, version, cancelledAt } = cancellation
  await tx
    .insertInto('refill_cancellation')
    .values({ encounter_id: encounterId, version, cancelled_at: cancelledAt })
    .execute()
}

/** The versions of a visit with which its prescription was cancelled; it is while the visit has one of them. */
export const refillCancellationsOf = async (db: ReadDb, encounterId: EncounterId): Promise<ReadonlySet<number>> => {
  const rows = await db
    .selectFrom('refill_cancellation')
    .select('version')
    .where('encounter_id', '=', encounterId)
    .execute()
  return new Set(rows.map(({ version }) => version))
}
