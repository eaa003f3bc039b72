import type { ReadDb, WriteTx } from '../handles.ts'

/** Everything chosen for this desk, by key; the values are parsed by who wrote them. */
export const all = async (db: ReadDb): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.selectFrom('preference').selectAll().execute()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

export const get = async (db: ReadDb, key: string): Promise<string | null> => {
  const row = await db.selectFrom('preference').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export const set = async (tx: WriteTx, key: string, value: string): Promise<void> => {
  await tx
    .insertInto('preference')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
