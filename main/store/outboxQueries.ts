import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { UploadTarget } from '../../preload/contract/visit.ts'
import type { OutboxRow } from '../domain/outboxRow.ts'
import type { ReadDb } from './handles.ts'
import { headerColumns, type OutboxHeader, toHeader, toOutboxRow } from './outboxRecord.ts'
import type { Tables } from './schema.ts'

export type { OutboxHeader } from './outboxRecord.ts'

/**
 * Written as literals, and in the words of the indexes: only then can SQLite see that its partial indexes hold every such row. `sending` belongs to
 * the open states too, so that a row under way keeps the next one of its visit back.
 */
const isOpen = sql<SqlBool>`outbox.state IN ('waiting', 'sending', 'awaiting-result')`
const isRefused = sql<SqlBool>`outbox.state IN ('rejected', 'quarantined')`

/** No earlier row of the same visit and target is still open. */
const isNextOfItsVisit = (eb: ExpressionBuilder<Tables, 'outbox'>): Expression<SqlBool> =>
  eb.not(
    eb.exists(
      eb
        .selectFrom('outbox as earlier')
        .select('earlier.id')
        .whereRef('earlier.aggregate_id', '=', 'outbox.aggregate_id')
        .whereRef('earlier.target', '=', 'outbox.target')
        .whereRef('earlier.sequence', '<', 'outbox.sequence')
        .where('earlier.state', 'in', ['waiting', 'sending', 'awaiting-result']),
    ),
  )

/**
 * Rows to be sent, or asked after, now: the nearest deadline first, and of one visit only the earliest row that is still open.
 * Rows already being sent are not among them.
 */
export const due = async (
  db: ReadDb,
  query: { readonly target: UploadTarget; readonly now: number; readonly limit: number },
): Promise<readonly OutboxRow[]> => {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('target', '=', query.target)
    .where(isOpen)
    .where('state', '!=', 'sending')
    .where('next_try_at', '<=', query.now)
    .where(isNextOfItsVisit)
    .orderBy('due_at')
    .orderBy('id')
    .limit(query.limit)
    .execute()
  return rows.map(toOutboxRow)
}

/** The earliest moment at which `due` may have something for a target; null when nothing of it is waiting. */
export const nextTryAt = async (db: ReadDb, target: UploadTarget): Promise<number | null> => {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('next_try_at').as('next'))
    .where('target', '=', target)
    .where(isOpen)
    .where('state', '!=', 'sending')
    .where(isNextOfItsVisit)
    .executeTakeFirst()
  return row?.next ?? null
}

/** The nearest deadline of a target's open rows; null when none is open. */
export const nearestDeadline = async (db: ReadDb, target: UploadTarget): Promise<number | null> => {
  const row = await db
    .selectFrom('outbox')
    .select('due_at')
    .where('target', '=', target)
    .where(isOpen)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? null
}

/** The outbox in numbers, over all targets. */
export interface OutboxSummary {
  /** Rows without a final answer. */
  readonly unsent: number
  readonly rejected: number
  readonly quarantined: number
  /** The nearest deadline of an unsent row. */
  readonly nearestDeadline: number | null
  /** Unsent rows whose deadline has passed. */
  readonly overdue: number
}

export const summary = async (db: ReadDb, now: number): Promise<OutboxSummary> => {
  const [open, refused] = await Promise.all([
    db
      .selectFrom('outbox')
      .select((eb) => [
        eb.fn.countAll<number>().as('unsent'),
        eb.fn.min('due_at').as('nearest'),
        sql<number | null>`sum(due_at < ${now})`.as('overdue'),
      ])
      .where(isOpen)
      .executeTakeFirst(),
    db
      .selectFrom('outbox')
      .select((eb) => ['state', eb.fn.countAll<number>().as('rows')])
      .where(isRefused)
      .groupBy('state')
      .execute(),
  ])
  const countOf = (state: string): number => refused.find((row) => row.state === state)?.rows ?? 0
  return {
    unsent: open?.unsent ?? 0,
    rejected: countOf('rejected'),
    quarantined: countOf('quarantined'),
    nearestDeadline: open?.nearest ?? null,
    overdue: open?.overdue ?? 0,
  }
}

export type OutboxFilter = 'open' | 'rejected' | 'quarantined' | 'accepted' | 'all'

/** A row of the upload monitor. */
export type OutboxListing = OutboxHeader & { readonly patientName: string; readonly queueNumber: number }

const listed = async (
  db: ReadDb,
  condition: Expression<SqlBool>,
  direction: 'asc' | 'desc',
  limit: number,
): Promise<readonly OutboxListing[]> => {
  if (limit <= 0) return []
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('encounter', 'encounter.id', 'outbox.aggregate_id')
    .innerJoin('patient', 'patient.id', 'encounter.patient_id')
    .select(headerColumns)
    .select(['patient.name as patient_name', 'encounter.queue_number'])
    .where(condition)
    .orderBy('outbox.due_at', direction)
    .orderBy('outbox.id', direction)
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toHeader(row), patientName: row.patient_name, queueNumber: row.queue_number }))
}

/**
 * Rows for the upload monitor: those that still want something by their deadline, nearest first; delivered ones newest first, and
 * after the others.
 */
export const list = async (
  db: ReadDb,
  query: { readonly filter: OutboxFilter; readonly limit: number },
): Promise<readonly OutboxListing[]> => {
  const accepted = sql<SqlBool>`outbox.state = 'accepted'`
  switch (query.filter) {
    case 'open':
      return listed(db, isOpen, 'asc', query.limit)
    case 'rejected':
      return listed(db, sql<SqlBool>`${isRefused} AND outbox.state = 'rejected'`, 'asc', query.limit)
    case 'quarantined':
      return listed(db, sql<SqlBool>`${isRefused} AND outbox.state = 'quarantined'`, 'asc', query.limit)
    case 'accepted':
      return listed(db, accepted, 'desc', query.limit)
    case 'all': {
      const open = await listed(db, isOpen, 'asc', query.limit)
      const refused = await listed(db, isRefused, 'asc', query.limit - open.length)
      const wanting = [...open, ...refused].sort((a, b) => a.dueAt - b.dueAt)
      return [...wanting, ...(await listed(db, accepted, 'desc', query.limit - wanting.length))]
    }
  }
}

export const byId = async (db: ReadDb, id: string): Promise<OutboxRow | null> => {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toOutboxRow(row)
}

/** The rows of these visits, by visit, target and sequence. */
export const byEncounters = async (db: ReadDb, encounterIds: readonly string[]): Promise<readonly OutboxHeader[]> => {
  if (encounterIds.length === 0) return []
  const rows = await db
    .selectFrom('outbox')
    .select(headerColumns)
    .where('aggregate_id', 'in', [...new Set(encounterIds)])
    .orderBy('aggregate_id')
    .orderBy('target')
    .orderBy('sequence')
    .execute()
  return rows.map(toHeader)
}

/** One try to send a row. */
export interface OutboxAttempt {
  readonly at: number
  readonly ms: number
  readonly code: string | null
}

/** The history of tries of a row, oldest first. */
export const attemptsOf = async (db: ReadDb, id: string): Promise<readonly OutboxAttempt[]> =>
  db.selectFrom('outbox_attempt').select(['at', 'ms', 'code']).where('outbox_id', '=', id).orderBy('number').execute()
