import { CompiledQuery } from 'kysely'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { type AuditEntry, type AuditRow, type AuditTail, chainStart, nextAuditRow } from './auditChain.ts'

/** As text, because every deed asks it: building it costs many times what SQLite takes. A bound limit would be planned anew each time. */
const newest = CompiledQuery.raw('SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1')

/** The newest row of the trail; the start of the chain while there is none. */
export const tail = async (db: ReadDb): Promise<AuditTail> => {
  const { rows } = await db.getExecutor().executeQuery<AuditTail>(newest)
  return rows[0] ?? chainStart
}

/** Adds a row to the trail, in the transaction of the deed itself. */
export const append = async (tx: WriteTx, entry: AuditEntry): Promise<void> => {
  const { previousHash, ...row } = nextAuditRow(await tail(tx), entry)
  await insertRows(tx, 'audit', [{ ...row, previous_hash: previousHash }])
}

/** Rows behind a place in the trail, in order. */
export const read = async (
  db: ReadDb,
  query: { readonly after: number; readonly limit: number },
): Promise<readonly AuditRow[]> => {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', query.after)
    .orderBy('sequence')
    .limit(query.limit)
    .execute()
  return rows.map(({ previous_hash, ...row }) => ({ ...row, previousHash: previous_hash }))
}
