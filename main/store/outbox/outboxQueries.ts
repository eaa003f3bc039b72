import { CompiledQuery, type SqlBool, sql } from 'kysely'
import { UploadStateSchema, type UploadTarget, UploadTargetSchema } from '../../../preload/contract/upload/upload.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { isRefusedStill, isReplaced } from '../card/replacementRepository.ts'
import type { ReadDb } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import { headerColumns, type OutboxHeader, type PackedRow, toHeader, toOutboxRow } from './outboxRecord.ts'

export type { OutboxHeader } from './outboxRecord.ts'

/**
 * Written as literals, and in the words of the indexes: only then can SQLite see that its partial indexes hold every such row. `sending` belongs to
 * the open states too, so that a row under way keeps the next one of its visit back.
 */
const isOpen = sql<SqlBool>`outbox.state IN ('waiting', 'sending', 'awaiting-result')`
const isRefused = sql<SqlBool>`outbox.state IN ('rejected', 'quarantined')`
const isAccepted = sql<SqlBool>`outbox.state = 'accepted'`
/** Rows of an amended or cancelled visit that nobody has to look after any more. */
const isSettled = sql<SqlBool>`${isRefused} AND ${isReplaced}`

/** The payload in force. */
const packedInForce = `(
  SELECT outbox_payload.packed FROM outbox_payload
  WHERE outbox_payload.outbox_id = outbox.id ORDER BY outbox_payload.number DESC LIMIT 1
)`
const packed = sql<Uint8Array | null>`${sql.raw(packedInForce)}`.as('packed')

/**
 * Which rows are due, by target, moment, those left out, and how many at most. In the order of the index of open rows, so that nothing is
 * sorted, payloads least of all; what the index can tell is looked at before the row is. As text, because building it would take longer
 * than a look that finds nothing.
 */
export const dueFromOutbox = `FROM outbox
  WHERE outbox.target = ? AND outbox.state IN ('waiting', 'sending', 'awaiting-result') AND outbox.state <> 'sending'
    AND outbox.next_try_at <= ? AND outbox.id NOT IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (
      SELECT 1 FROM outbox AS earlier
      WHERE earlier.aggregate_id = outbox.aggregate_id AND earlier.target = outbox.target
        AND earlier.sequence < outbox.sequence AND +earlier.state IN ('waiting', 'sending', 'awaiting-result')
    )
  ORDER BY outbox.due_at, outbox.next_try_at LIMIT ?`
const dueRows = `SELECT ${headerColumns.join(', ')}, ${packedInForce} AS packed ${dueFromOutbox}`

/**
 * Rows to be sent, or asked after, now: the nearest deadline first, and of one visit only the earliest row that is still open.
 * Rows already being sent are not among them, nor those of `except`.
 */
export const due = async (
  db: ReadDb,
  query: {
    readonly target: UploadTarget
    readonly now: number
    readonly limit: number
    readonly except: ReadonlySet<string>
  },
): Promise<readonly OutboxRow[]> => {
  const given = [query.target, query.now, JSON.stringify([...query.except]), query.limit]
  const { rows } = await db.getExecutor().executeQuery<PackedRow>(CompiledQuery.raw(dueRows, given))
  return rows.map(toOutboxRow)
}

/**
 * The earliest moment after `now` at which `due` may have something more for a target; null when nothing of it waits for one. Reads the
 * index of open rows alone, so that a row which then still stands behind another of its visit is named, too.
 */
export const nextTryAt = async (db: ReadDb, target: UploadTarget, now: number): Promise<number | null> => {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min<number | null>('next_try_at').as('earliest'))
    .where('target', '=', target)
    .where(isOpen)
    .where('state', '!=', 'sending')
    .where('next_try_at', '>', now)
    .executeTakeFirst()
  return row?.earliest ?? null
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
  /** The nearest deadline of an unsent row for the NHI; the law gives the cloud none. */
  readonly nearestDeadline: number | null
  /** Unsent rows for the NHI whose deadline has passed. */
  readonly overdue: number
  /** What the clinic's cloud holds and this store does not, as far as nobody has taken note of it. */
  readonly cloudFindings: number
}

export const summary = async (db: ReadDb, now: number): Promise<OutboxSummary> => {
  const [open, refused, found] = await Promise.all([
    db
      .selectFrom('outbox')
      .select((eb) => [
        eb.fn.countAll<number>().as('unsent'),
        sql<number | null>`min(CASE WHEN target = 'nhi-upload' THEN due_at END)`.as('nearest'),
        sql<number | null>`sum(target = 'nhi-upload' AND due_at < ${now})`.as('overdue'),
      ])
      .where(isOpen)
      .executeTakeFirst(),
    db
      .selectFrom('outbox')
      .select((eb) => ['state', eb.fn.countAll<number>().as('rows')])
      .where(isRefusedStill)
      .groupBy('state')
      .execute(),
    db
      .selectFrom('cloud_finding')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('seen_at', 'is', null)
      .executeTakeFirst(),
  ])
  const countOf = (state: string): number => refused.find((row) => row.state === state)?.rows ?? 0
  return {
    unsent: open?.unsent ?? 0,
    rejected: countOf('rejected'),
    quarantined: countOf('quarantined'),
    nearestDeadline: open?.nearest ?? null,
    overdue: open?.overdue ?? 0,
    cloudFindings: found?.count ?? 0,
  }
}

/** Open rows of all targets whose deadline is not after a moment. */
export const dueUntil = async (db: ReadDb, until: number): Promise<number> => {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where(isOpen)
    .where('due_at', '<=', until)
    .executeTakeFirst()
  return row?.rows ?? 0
}

const hourMs = 3_600_000

/** Receipts of a day by its hours: 24 counts. `from` is the day's first moment. */
export const receiptHours = async (db: ReadDb, from: number): Promise<number[]> => {
  // What is given is bound as a real number.
  const hour = sql<number>`CAST((receipt_at - ${from}) / ${hourMs} AS INTEGER)`
  const rows = await db
    .selectFrom('outbox')
    .select((eb) => [hour.as('hour'), eb.fn.countAll<number>().as('rows')])
    .where(isAccepted)
    .where('receipt_at', '>=', from)
    .where('receipt_at', '<', from + 24 * hourMs)
    .groupBy('hour')
    .execute()
  return Array.from({ length: 24 }, (_, index) => rows.find((row) => row.hour === index)?.rows ?? 0)
}

export const byId = async (db: ReadDb, id: string): Promise<OutboxRow | null> => {
  const row = await db.selectFrom('outbox').select(headerColumns).select(packed).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toOutboxRow(row)
}

/** The rows of these visits, by visit, target and sequence. */
export const byEncounters = async (db: ReadDb, encounterIds: readonly string[]): Promise<readonly OutboxHeader[]> => {
  if (encounterIds.length === 0) return []
  const rows = await db
    .selectFrom('outbox')
    .select(headerColumns)
    .where(isAmong('aggregate_id', encounterIds))
    .orderBy('aggregate_id')
    .orderBy('target')
    .orderBy('sequence')
    .execute()
  return rows.map(toHeader)
}

/** How the rows of one clinic day stand. Those that another row carries on for, or that were taken back, are not counted. */
export interface OutboxDay {
  readonly day: string
  readonly target: UploadTarget
  readonly state: OutboxRow['state']
  readonly rows: number
  /** Of these, those whose receipt came after the deadline, or whose deadline has passed without one. */
  readonly late: number
}

/** Rows by clinic day, target and state, from a day on. */
export const byDay = async (
  db: ReadDb,
  query: { readonly from: string; readonly now: number },
): Promise<readonly OutboxDay[]> => {
  const rows = await db
    .selectFrom('encounter')
    .innerJoin('outbox', 'outbox.aggregate_id', 'encounter.id')
    .select((eb) => [
      'encounter.day',
      'outbox.target',
      'outbox.state',
      eb.fn.countAll<number>().as('rows'),
      sql<number>`sum(coalesce(outbox.receipt_at, ${query.now}) > outbox.due_at)`.as('late'),
    ])
    .where('encounter.day', '>=', query.from)
    .where(sql<SqlBool>`NOT (${isSettled})`)
    .groupBy(['encounter.day', 'outbox.target', 'outbox.state'])
    .orderBy('encounter.day', 'desc')
    .execute()
  return rows.map((row) => ({
    day: row.day,
    target: UploadTargetSchema.parse(row.target),
    state: UploadStateSchema.parse(row.state),
    rows: row.rows,
    late: row.late,
  }))
}

/** A row with what an inspector wants to know of its visit. */
export type OutboxExport = OutboxHeader & {
  readonly day: string
  readonly queueNumber: number
  readonly treatmentDateTime: string | null
  readonly visitSequenceNumber: string | null
  readonly treatmentNumber: string | null
}

/** The clinic days on which there were visits, both ends included. */
export const daysBetween = async (db: ReadDb, from: string, to: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('encounter')
    .select('day')
    .distinct()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute()
  return rows.map(({ day }) => day)
}

/** The rows of a clinic day, in the order of the visits. */
export const ofDay = async (db: ReadDb, day: string): Promise<readonly OutboxExport[]> => {
  const rows = await db
    .selectFrom('encounter')
    .innerJoin('outbox', 'outbox.aggregate_id', 'encounter.id')
    .select(headerColumns)
    .select([
      'encounter.day',
      'encounter.queue_number',
      'encounter.treatment_date_time',
      'encounter.visit_sequence_number',
      'encounter.treatment_number',
    ])
    .where('encounter.day', '=', day)
    .orderBy('encounter.queue_number')
    .orderBy('outbox.target')
    .orderBy('outbox.sequence')
    .execute()
  return rows.map((row) => ({
    ...toHeader(row),
    day: row.day,
    queueNumber: row.queue_number,
    treatmentDateTime: row.treatment_date_time,
    visitSequenceNumber: row.visit_sequence_number,
    treatmentNumber: row.treatment_number,
  }))
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
