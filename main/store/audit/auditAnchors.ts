import { sql } from 'kysely'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import type { AuditTail } from './auditChain.ts'

/** A place of the audit trail that somebody outside the clinic has confirmed. */
export interface AuditAnchor extends AuditTail {
  /** Epoch ms, the cloud's word. */
  readonly anchoredAt: number
}

/** Every anchor, in order. */
export const anchors = async (db: ReadDb): Promise<readonly AuditAnchor[]> => {
  const rows = await db.selectFrom('audit_anchor').selectAll().orderBy('sequence').execute()
  return rows.map(({ sequence, hash, anchored_at }) => ({ sequence, hash, anchoredAt: anchored_at }))
}

/** The newest one; null before the first. */
export const newestAnchor = async (db: ReadDb): Promise<AuditAnchor | null> => {
  const row = await db
    .selectFrom('audit_anchor')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(sql<number>`1`)
    .executeTakeFirst()
  return row === undefined ? null : { sequence: row.sequence, hash: row.hash, anchoredAt: row.anchored_at }
}

/** Keeps an anchor; one that isn't ahead of the newest says nothing new and is left out. */
export const keepAnchor = async (tx: WriteTx, anchor: AuditAnchor): Promise<void> => {
  if (((await newestAnchor(tx))?.sequence ?? 0) >= anchor.sequence) return
  const { sequence, hash, anchoredAt } = anchor
  await insertRows(tx, 'audit_anchor', [{ sequence, hash, anchored_at: anchoredAt }])
}
