import { type AmendmentDraft, AmendmentDraftSchema } from '../../../preload/contract/record/amendmentDraft.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'

/** An amendment that was begun, with when and by whom it was last kept. */
export interface StoredAmendment {
  readonly draft: AmendmentDraft
  readonly savedAt: number
  readonly savedBy: string
}

/** The amendment that was begun for a visit; null where there is none. */
export const amendmentDraftOf = async (db: ReadDb, encounterId: EncounterId): Promise<StoredAmendment | null> => {
  const row = await db
    .selectFrom('amendment_draft')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { draft: fromJson(AmendmentDraftSchema, row.content), savedAt: row.saved_at, savedBy: row.saved_by }
}

/** Which visits have one, when and by whom it was last kept; the one longest untouched first. */
export const begunAmendments = async (
  db: ReadDb,
  most: number,
): Promise<readonly (Omit<StoredAmendment, 'draft'> & { readonly encounterId: EncounterId })[]> => {
  const rows = await db
    .selectFrom('amendment_draft')
    .select(['encounter_id', 'saved_at', 'saved_by'])
    .orderBy('saved_at')
    .orderBy('encounter_id')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    encounterId: row.encounter_id as EncounterId,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  }))
}

/** Keeps one, over what stood there. */
export const putAmendmentDraft = async (
  tx: WriteTx,
  encounterId: EncounterId,
  { draft, savedAt, savedBy }: StoredAmendment,
): Promise<void> => {
  const columns = { content: JSON.stringify(draft), saved_at: savedAt, saved_by: savedBy }
  await tx
    .insertInto('amendment_draft')
    .values({ encounter_id: encounterId, ...columns })
    .onConflict((conflict) => conflict.column('encounter_id').doUpdateSet(columns))
    .execute()
}

/** It was submitted, let go, or its visit is no more; false where none was begun. */
export const forgetAmendment = async (tx: WriteTx, encounterId: EncounterId): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('amendment_draft')
    .where('encounter_id', '=', encounterId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
