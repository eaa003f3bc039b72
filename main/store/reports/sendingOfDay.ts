import { sql } from 'kysely'
import type { ReadDb } from '../handles.ts'
import { inScope, type VisitScope } from './visitScope.ts'

/** How a visit's records for the NHI stand. */
export interface VisitSending {
  readonly encounterId: string
  /** 1: a record that counts has no receipt yet. */
  readonly unsent: 0 | 1
  /** 1: a deadline has passed without a receipt, or the receipt came after it. */
  readonly late: 0 | 1
}

/** Of the visits of a clinic day that have a record for the NHI; one that another row replaces waits for nothing any more. */
export const sendingOfDay = async (
  db: ReadDb,
  day: string,
  scope: VisitScope,
  now: number,
): Promise<readonly VisitSending[]> => {
  const { rows } = await sql<VisitSending>`
    SELECT outbox.aggregate_id AS encounterId,
      max(outbox.state <> 'accepted' AND outbox_replacement.outbox_id IS NULL) AS unsent,
      max(coalesce(outbox.receipt_at, iif(outbox_replacement.outbox_id IS NULL, ${now}, outbox.due_at)) > outbox.due_at) AS late
    FROM encounter
    JOIN outbox ON outbox.aggregate_id = encounter.id AND outbox.target = 'nhi-upload'
    LEFT JOIN outbox_replacement ON outbox_replacement.outbox_id = outbox.id
    WHERE encounter.day = ${day} AND ${inScope(scope)}
    GROUP BY outbox.aggregate_id
  `.execute(db)
  return rows
}
