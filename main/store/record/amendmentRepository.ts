import type { Price } from '../../../preload/contract/money/pricing.ts'
import type { Diagnosis } from '../../../preload/contract/orders/order.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { RecordedOrder } from '../../domain/visit/visitRecord.ts'
import type { WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { chargeRows } from '../money/chargeRows.ts'
import type { VisitDraft } from '../visit/encounterRecord.ts'
import { insertClosedRows } from '../visit/encounterRepository.ts'

/** A closed visit as it is from now on. */
export interface EncounterAmendment {
  readonly encounterId: EncounterId
  /** The version it had until now; the next is this one's. */
  readonly fromVersion: number
  readonly draft: VisitDraft
  readonly amendedAt: number
  readonly price: Price
  /** The price it had: its charge rows give way. */
  readonly priceBefore: Price
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly RecordedOrder[]
}

/**
 * Gives a closed visit its next version: draft, price, diagnoses, orders and charges. Amounts that were added to its charges later
 * (a refunded deposit) stay behind them, and what was paid stays what it was. False, and nothing written, when it is not closed any more or has moved on.
 */
export const amend = async (tx: WriteTx, amendment: EncounterAmendment): Promise<boolean> => {
  const { encounterId: id, fromVersion } = amendment
  if (!(await beginVersion(tx, id, fromVersion))) return false
  await tx
    .updateTable('consultation')
    .set({
      draft: JSON.stringify(amendment.draft),
      draft_saved_at: amendment.amendedAt,
      price: JSON.stringify(amendment.price),
    })
    .where('encounter_id', '=', id)
    .execute()
  const added = await tx
    .selectFrom('charge')
    .selectAll()
    .where('encounter_id', '=', id)
    .where('line', '>', chargeRows(id, amendment.priceBefore).length)
    .orderBy('line')
    .execute()
  await tx.deleteFrom('diagnosis').where('encounter_id', '=', id).execute()
  await tx.deleteFrom('nhi_order').where('encounter_id', '=', id).execute()
  await tx.deleteFrom('charge').where('encounter_id', '=', id).execute()
  await insertClosedRows(tx, amendment)
  const lines = chargeRows(id, amendment.price).length
  await insertRows(
    tx,
    'charge',
    added.map((row, index) => ({ ...row, line: lines + index + 1 })),
  )
  return true
}

/** Gives a closed visit its next version, its content left as it is. False, and nothing written, when it is not closed any more or has moved on. */
export const beginVersion = async (tx: WriteTx, encounterId: EncounterId, fromVersion: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({ version: fromVersion + 1 })
    .where('id', '=', encounterId)
    .where('state', '=', 'closed')
    .where('version', '=', fromVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Takes a closed visit out of what the clinic has done; false, and nothing written, when it stands elsewhere.
 *
 * @param version the sequence of its last row in the outbox
 */
export const cancelClosed = async (
  tx: WriteTx,
  encounterId: EncounterId,
  fromVersion: number,
  version: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({ state: 'cancelled', version })
    .where('id', '=', encounterId)
    .where('state', '=', 'closed')
    .where('version', '=', fromVersion)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
