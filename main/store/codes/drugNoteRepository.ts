import type { DrugNote } from '../../../preload/contract/paper/drugNotes.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'

/** The clinic's own words of these drugs, by code; a drug it has none of is not in it. */
export const drugNotesOf = async (db: ReadDb, codes: readonly string[]): Promise<ReadonlyMap<string, DrugNote>> => {
  const rows = await db
    .selectFrom('drug_note')
    .select(['code', 'indication', 'warning', 'advice'])
    .where(isAmong('code', codes))
    .execute()
  return new Map(rows.map(({ code, ...note }) => [code, note]))
}

/** Keeps the clinic's words of a drug over what stood there; a note that says nothing is taken away. */
export const putDrugNote = async (
  tx: WriteTx,
  code: string,
  { indication, warning, advice }: DrugNote,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<void> => {
  await tx.deleteFrom('drug_note').where('code', '=', code).execute()
  if (indication === null && warning === null && advice === null) return
  await tx
    .insertInto('drug_note')
    .values({ code, indication, warning, advice, changed_at: at, changed_by: by })
    .execute()
}
