import type { AuditAnchor } from '../audit/auditAnchors.ts'
import type { AuditRow } from '../audit/auditChain.ts'
import { type ConnectionOptions, openConnection, schemaVersion } from '../sqliteConnection.ts'

const portion = 500
const anchorsSince = 120

interface StoredRow extends Omit<AuditRow, 'previousHash'> {
  readonly previous_hash: string
}

/** The audit trail inside a store's file or a copy of one, and its anchors, read without changing anything. Throws the driver's errors. */
export const auditTrailOf = (
  options: Omit<ConnectionOptions, 'readonly'>,
): { readonly anchors: readonly AuditAnchor[]; readonly portions: () => Generator<readonly AuditRow[]> } => {
  const db = openConnection({ ...options, readonly: true })
  const anchors =
    schemaVersion(db) < anchorsSince
      ? []
      : db
          .prepare<[], AuditAnchor>(
            'SELECT sequence, hash, anchored_at AS anchoredAt FROM audit_anchor ORDER BY sequence',
          )
          .all()
  return {
    anchors,
    *portions() {
      const next = db.prepare<[number], StoredRow>(
        `SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ${portion}`,
      )
      let after = 0
      for (;;) {
        const rows = next.all(after).map(({ previous_hash, ...row }) => ({ ...row, previousHash: previous_hash }))
        const last = rows.at(-1)
        if (last === undefined) return db.close()
        yield rows
        after = last.sequence
      }
    },
  }
}
