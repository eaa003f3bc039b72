import { type HalfTyped, HalfTypedSchema } from '../../../preload/contract/visit/halfTyped.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'

/** What a desk left half typed at a visit, by the field's name. */
export const halfTypedAt = async (db: ReadDb, encounterId: EncounterId, desk: string): Promise<HalfTyped> => {
  const row = await db
    .selectFrom('half_typed')
    .select('fields')
    .where('encounter_id', '=', encounterId)
    .where('desk', '=', desk)
    .executeTakeFirst()
  return row === undefined ? {} : fromJson(HalfTypedSchema, row.fields)
}

/** Keeps it in the place of what stood there; where nothing is half typed any more, nothing is kept. */
export const putHalfTyped = async (
  tx: WriteTx,
  encounterId: EncounterId,
  { desk, fields, savedAt }: { readonly desk: string; readonly fields: HalfTyped; readonly savedAt: number },
): Promise<void> => {
  if (Object.keys(fields).length === 0) {
    await tx.deleteFrom('half_typed').where('encounter_id', '=', encounterId).where('desk', '=', desk).execute()
    return
  }
  const columns = { fields: JSON.stringify(fields), saved_at: savedAt }
  await tx
    .insertInto('half_typed')
    .values({ encounter_id: encounterId, desk, ...columns })
    .onConflict((conflict) => conflict.columns(['encounter_id', 'desk']).doUpdateSet(columns))
    .execute()
}

/** The visit has moved on, and nobody types into it any more: at no desk. */
export const forgetHalfTyped = async (tx: WriteTx, encounterId: EncounterId): Promise<void> => {
  await tx.deleteFrom('half_typed').where('encounter_id', '=', encounterId).execute()
}
