import { z } from 'zod'
import { type VirtualCard, VirtualCardSchema } from '../../../preload/contract/card/card.ts'
import { type Delegate, DelegateSchema } from '../../../preload/contract/card/cardMedium.ts'
import { type EncounterId, EncounterIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import type { VirtualCardVisitTable } from '../schema.ts'

/** 虛擬健保卡: a visit that stands on a scanned card. */
export interface VirtualCardVisit {
  readonly encounterId: EncounterId
  readonly source: VirtualCard['source']
  /** Who presented it for its holder; null: the holder in person. */
  readonly delegate: Delegate | null
}

const RowSchema = z.object({ source: VirtualCardSchema.shape.source })

const toVisit = (row: VirtualCardVisitTable): VirtualCardVisit => ({
  encounterId: EncounterIdSchema.parse(row.encounter_id),
  source: RowSchema.parse(row).source,
  delegate:
    row.delegate_relation === null
      ? null
      : DelegateSchema.parse({ relation: row.delegate_relation, name: row.delegate_name }),
})

export const insert = async (tx: WriteTx, visit: VirtualCardVisit): Promise<void> => {
  await tx
    .insertInto('virtual_card_visit')
    .values({
      encounter_id: visit.encounterId,
      source: visit.source,
      delegate_relation: visit.delegate?.relation ?? null,
      delegate_name: visit.delegate?.name ?? null,
    })
    .execute()
}

/** From now on the visit stands on a plastic card, or on none. */
export const remove = async (tx: WriteTx, encounterId: EncounterId): Promise<void> => {
  await tx.deleteFrom('virtual_card_visit').where('encounter_id', '=', encounterId).execute()
}

/** Another person presents the card, or the holder does after all; nothing happens to a visit by plastic card. */
export const setDelegate = async (tx: WriteTx, encounterId: EncounterId, delegate: Delegate | null): Promise<void> => {
  await tx
    .updateTable('virtual_card_visit')
    .set({ delegate_relation: delegate?.relation ?? null, delegate_name: delegate?.name ?? null })
    .where('encounter_id', '=', encounterId)
    .execute()
}

/** Those of several visits that stand on a virtual card, by visit. */
export const byEncounters = async (
  db: ReadDb,
  encounterIds: readonly string[],
): Promise<ReadonlyMap<string, VirtualCardVisit>> => {
  if (encounterIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('virtual_card_visit')
    .selectAll()
    .where(isAmong('encounter_id', encounterIds))
    .execute()
  return new Map(rows.map((row) => [row.encounter_id, toVisit(row)]))
}
