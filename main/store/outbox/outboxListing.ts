import { type SqlBool, sql } from 'kysely'
import { type UploadTarget, UploadTargetSchema } from '../../../preload/contract/upload/upload.ts'
import { isRefusedStill, isReplaced } from '../card/replacementRepository.ts'
import type { ReadDb } from '../handles.ts'
import { headerColumns, type OutboxHeader, toHeader } from './outboxRecord.ts'

export type OutboxFilter = 'open' | 'waiting' | 'sending' | 'rejected' | 'quarantined' | 'late' | 'accepted' | 'all'

/** A row of the upload monitor. */
export type OutboxListing = OutboxHeader & {
  readonly patientName: string
  readonly queueNumber: number
  /** Clinic day of the visit. */
  readonly day: string
}

/** What narrows the monitor's list down beside its filter; null or empty: not narrowed by it. */
export interface Narrowing {
  /** One clinic day. */
  readonly day: string | null
  /** Clinic days from this one on. A text is looked for in these only, because no index knows it. */
  readonly from: string | null
  readonly target: UploadTarget | null
  /** In the patient's name, or the whole of the queue number or the 就醫序號. */
  readonly text: string
}

export const notNarrowed: Narrowing = { day: null, from: null, target: null, text: '' }

export interface OutboxListQuery {
  readonly filter: OutboxFilter
  /** Epoch ms, server time. */
  readonly now: number
  readonly narrowing: Narrowing
}

type Condition = ReturnType<typeof sql<SqlBool>>
type Direction = 'asc' | 'desc'

/** The moment by which rows follow each other, as an index has them. */
type Order = 'due_at' | 'receipt_at'

/** Rows that follow each other. Of several parts, all by their deadline, each has an index of its own, and they are merged. */
interface Section {
  readonly parts: readonly Condition[]
  readonly order: Order
  readonly direction: Direction
}

/** In the words of the index of open rows. */
const isOpen = sql<SqlBool>`outbox.state IN ('waiting', 'sending', 'awaiting-result')`
const isAccepted = sql<SqlBool>`outbox.state = 'accepted'`
/** Rows of an amended or cancelled visit that nobody has to look after any more. */
const isSettled = sql<SqlBool>`outbox.state IN ('rejected', 'quarantined') AND ${isReplaced}`
const always = sql<SqlBool>`true`

/** Target by target, as the index has them, so that no backlog is sorted for its first rows. */
const openParts = (condition: Condition, only: UploadTarget | null): readonly Condition[] =>
  UploadTargetSchema.options
    .filter((target) => only === null || target === only)
    .map((target) => sql<SqlBool>`outbox.target = ${target} AND ${isOpen} AND ${condition}`)

/** What still wants something comes first, nearest deadline first; then what was delivered, newest receipt first. */
const sectionsOf = ({ filter, now, narrowing: { target } }: OutboxListQuery): readonly Section[] => {
  const ofTarget = target === null ? always : sql<SqlBool>`outbox.target = ${target}`
  const section = (order: Order, direction: Direction, condition: Condition): Section => ({
    order,
    direction,
    parts: [sql<SqlBool>`${condition} AND ${ofTarget}`],
  })
  const received = section('receipt_at', 'desc', isAccepted)
  const nearestFirst = { order: 'due_at', direction: 'asc' } as const
  const open = (condition: Condition): Section => ({ ...nearestFirst, parts: openParts(condition, target) })
  const refused = (condition: Condition): Section =>
    section('due_at', 'asc', sql<SqlBool>`${isRefusedStill} AND ${condition}`)
  const wanting = (condition: Condition): Section => ({
    ...nearestFirst,
    parts: [...open(condition).parts, ...refused(condition).parts],
  })
  switch (filter) {
    case 'open':
      return [open(always)]
    case 'waiting':
      return [open(sql<SqlBool>`outbox.state = 'waiting'`)]
    case 'sending':
      return [open(sql<SqlBool>`outbox.state IN ('sending', 'awaiting-result')`)]
    case 'late':
      return [
        wanting(sql<SqlBool>`outbox.due_at < ${now}`),
        // These few have an index of their own, by their deadline.
        section('due_at', 'desc', sql<SqlBool>`${isAccepted} AND outbox.receipt_at > outbox.due_at`),
      ]
    case 'rejected':
      return [refused(sql<SqlBool>`outbox.state = 'rejected'`)]
    case 'quarantined':
      return [refused(sql<SqlBool>`outbox.state = 'quarantined'`)]
    case 'accepted':
      return [received]
    case 'all':
      return [wanting(always), received, section('due_at', 'desc', isSettled)]
  }
}

const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const isNarrow = ({ day, from, text }: Narrowing): boolean => day !== null || from !== null || text !== ''

const narrowed = ({ day, from, text }: Narrowing): Condition => {
  const ofDay = day === null ? always : sql<SqlBool>`encounter.day = ${day}`
  const since = from === null ? always : sql<SqlBool>`encounter.day >= ${from}`
  if (text === '') return sql<SqlBool>`${ofDay} AND ${since}`
  return sql<SqlBool>`${ofDay} AND ${since} AND (
    patient.name LIKE ${containing(text)} ESCAPE '\\'
    OR CAST(encounter.queue_number AS TEXT) = ${text}
    OR encounter.visit_sequence_number = ${text}
  )`
}

/**
 * A few days' visits first, and their rows by these: left to itself SQLite takes the index of the states, and reads a million delivered
 * rows for one day's. Without such days the other way round.
 */
const visits = (db: ReadDb, narrow: boolean) =>
  narrow
    ? db
        .selectFrom('encounter')
        .crossJoin('outbox')
        .innerJoin('patient', 'patient.id', 'encounter.patient_id')
        .whereRef('outbox.aggregate_id', '=', 'encounter.id')
    : db
        .selectFrom('encounter')
        .innerJoin('outbox', 'outbox.aggregate_id', 'encounter.id')
        .innerJoin('patient', 'patient.id', 'encounter.patient_id')

const listed = async (
  db: ReadDb,
  condition: Condition,
  {
    order,
    direction,
    narrowing,
    offset,
    limit,
  }: { order: Order; direction: Direction; narrowing: Narrowing; offset: number; limit: number },
): Promise<readonly OutboxListing[]> => {
  const narrow = isNarrow(narrowing)
  const rows = await visits(db, narrow)
    .select(headerColumns)
    .select(['patient.name as patient_name', 'encounter.queue_number', 'encounter.day'])
    .where(narrow ? sql<SqlBool>`${condition} AND ${narrowed(narrowing)}` : condition)
    // The order has an index; of a few days' rows it is not worth reading all others for it.
    .orderBy(narrow ? sql`+${sql.ref(`outbox.${order}`)}` : sql.ref(`outbox.${order}`), direction)
    .orderBy('outbox.due_at', direction)
    .orderBy('outbox.id', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({
    ...toHeader(row),
    patientName: row.patient_name,
    queueNumber: row.queue_number,
    day: row.day,
  }))
}

const counted = async (db: ReadDb, condition: Condition, narrowing: Narrowing): Promise<number> => {
  const rows = isNarrow(narrowing)
    ? visits(db, true).where(sql<SqlBool>`${condition} AND ${narrowed(narrowing)}`)
    : db.selectFrom('outbox').where(condition)
  const row = await rows.select((eb) => eb.fn.countAll<number>().as('rows')).executeTakeFirst()
  return row?.rows ?? 0
}

const sizeOf = async (db: ReadDb, { parts }: Section, narrowing: Narrowing): Promise<number> => {
  const sizes = await Promise.all(parts.map((part) => counted(db, part, narrowing)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const byDeadline = (one: OutboxListing, other: OutboxListing): number =>
  one.dueAt - other.dueAt || (one.id < other.id ? -1 : 1)

const pageOf = async (
  db: ReadDb,
  { parts, order, direction }: Section,
  page: { readonly narrowing: Narrowing; readonly offset: number; readonly limit: number },
): Promise<readonly OutboxListing[]> => {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return listed(db, only, { ...page, order, direction })
  const whole = { ...page, order, direction, offset: 0, limit: page.offset + page.limit }
  const lists = await Promise.all(parts.map((part) => listed(db, part, whole)))
  return lists
    .flat()
    .sort(byDeadline)
    .slice(page.offset, page.offset + page.limit)
}

/** Rows for the upload monitor, from `offset` on. */
export const list = async (
  db: ReadDb,
  query: OutboxListQuery & { readonly offset: number; readonly limit: number },
): Promise<readonly OutboxListing[]> => {
  const { narrowing, limit } = query
  const rows: OutboxListing[] = []
  let { offset } = query
  for (const section of sectionsOf(query)) {
    if (rows.length >= limit) break
    const size = offset > 0 ? await sizeOf(db, section, narrowing) : null
    if (size !== null && size <= offset) {
      offset -= size
      continue
    }
    rows.push(...(await pageOf(db, section, { narrowing, offset, limit: limit - rows.length })))
    offset = 0
  }
  return rows
}

/** How many rows `list` has in all. */
export const count = async (db: ReadDb, query: OutboxListQuery): Promise<number> => {
  const sizes = await Promise.all(sectionsOf(query).map((section) => sizeOf(db, section, query.narrowing)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** One row as the monitor shows it. */
export const listingOf = async (db: ReadDb, id: string): Promise<OutboxListing | null> => {
  const page = { order: 'due_at', direction: 'asc', narrowing: notNarrowed, offset: 0, limit: 1 } as const
  return (await listed(db, sql<SqlBool>`outbox.id = ${id}`, page))[0] ?? null
}
