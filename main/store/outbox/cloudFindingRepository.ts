import { sql } from 'kysely'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import { wake } from './outboxRepository.ts'

/** `missing`: the store has no such record · `differs`: it has another one by that id and version · `unreadable`: nobody can tell. */
export type Finding = 'missing' | 'differs' | 'unreadable'

/** A record of the clinic's cloud that a person has to know of. */
export interface CloudFinding {
  /** Of an unreadable one, the hash of what the cloud said. */
  readonly recordId: string
  /** Of an unreadable one, 0. */
  readonly version: number
  readonly finding: Finding
  readonly kind: 'visit' | 'amendment' | 'cancellation' | null
  /** Epoch ms. */
  readonly visitedAt: number | null
  readonly patientName: string | null
  readonly nationalId: string | null
}

/** A finding with what the cloud said of the record. */
export interface FoundRecord extends CloudFinding {
  /** Of its document, hex; null where it cannot be read. */
  readonly sha256: string | null
  readonly packed: Uint8Array
}

/** How far the cloud was asked. `owed`: from `cursor` on it still has to be. */
export interface CatchUp {
  readonly state: 'owed' | 'done'
  /** Null: from the cloud's first record. */
  readonly cursor: string | null
  /** Records compared so far. */
  readonly records: number
  /** Why the last question brought nothing, as a code; null when it did. */
  readonly failure: string | null
}

/** Null where the store was never restored and has lost nothing. */
export const catchUp = async (db: ReadDb): Promise<CatchUp | null> => {
  const row = await db.selectFrom('cloud_catch_up').selectAll().executeTakeFirst()
  if (row === undefined) return null
  return {
    state: row.state === 'owed' ? 'owed' : 'done',
    cursor: row.cursor,
    records: row.records,
    failure: row.failure,
  }
}

/**
 * From now on the cloud has to be asked for all its records. From the first one: a rescue may lack what lies before any cursor that it
 * has kept.
 */
export const oweCatchUp = async (tx: WriteTx, now: number): Promise<void> => {
  const values = { state: 'owed', cursor: null, records: 0, owed_at: now, failure: null }
  await tx
    .insertInto('cloud_catch_up')
    .values({ only_one: 1, ...values })
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet(values))
    .execute()
}

/** One page of the cloud's answer: what was found in it, and from where to go on; in one transaction. */
export interface CaughtPage {
  readonly findings: readonly FoundRecord[]
  /** Rows of the outbox that the cloud already has, to be pushed for their receipt. */
  readonly received: readonly string[]
  readonly records: number
  readonly cursor: string | null
  /** There is nothing behind it. */
  readonly isLast: boolean
}

/** Keeps a page. A record found before stays as it was found, and as it was seen. */
export const keepPage = async (tx: WriteTx, page: CaughtPage, now: number): Promise<void> => {
  for (const { recordId, visitedAt, patientName, nationalId, ...finding } of page.findings) {
    await tx
      .insertInto('cloud_finding')
      .values({
        record_id: recordId,
        visited_at: visitedAt,
        patient_name: patientName,
        national_id: nationalId,
        found_at: now,
        seen_at: null,
        ...finding,
      })
      .onConflict((conflict) => conflict.columns(['record_id', 'version']).doNothing())
      .execute()
  }
  for (const id of page.received) await wake(tx, id, now)
  await tx
    .updateTable('cloud_catch_up')
    .set({
      state: page.isLast ? 'done' : 'owed',
      cursor: page.cursor,
      records: sql<number>`records + ${page.records}`,
      failure: null,
    })
    .execute()
}

export const keepFailure = async (tx: WriteTx, failure: string): Promise<void> => {
  await tx.updateTable('cloud_catch_up').set({ failure }).execute()
}

/** What the cloud was found to hold of these records, by id, version and the hash of its document. */
export const foundOf = async (
  db: ReadDb,
  recordIds: readonly string[],
): Promise<readonly { readonly recordId: string; readonly version: number; readonly sha256: string | null }[]> => {
  const rows = await db
    .selectFrom('cloud_finding')
    .select(['record_id', 'version', 'sha256'])
    .where(isAmong('record_id', recordIds))
    .execute()
  return rows.map(({ record_id, version, sha256 }) => ({ recordId: record_id, version, sha256 }))
}

/** What nobody has taken note of yet, oldest visit first. */
export const unseenFindings = async (db: ReadDb, limit: number): Promise<readonly CloudFinding[]> => {
  const rows = await db
    .selectFrom('cloud_finding')
    .select(['record_id', 'version', 'finding', 'kind', 'visited_at', 'patient_name', 'national_id'])
    .where('seen_at', 'is', null)
    .orderBy('visited_at')
    .orderBy('record_id')
    .orderBy('version')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    recordId: row.record_id,
    version: row.version,
    finding: row.finding as Finding,
    kind: row.kind as CloudFinding['kind'],
    visitedAt: row.visited_at,
    patientName: row.patient_name,
    nationalId: row.national_id,
  }))
}

const taipeiDay = sql<string | null>`date(visited_at / 1000, 'unixepoch', '+8 hours')`

/** How many of them there are, by Taipei day; null: no day is known. */
export const unseenDays = async (
  db: ReadDb,
): Promise<readonly { readonly day: string | null; readonly count: number }[]> =>
  db
    .selectFrom('cloud_finding')
    .select((eb) => [taipeiDay.as('day'), eb.fn.countAll<number>().as('count')])
    .where('seen_at', 'is', null)
    .groupBy('day')
    .orderBy('day')
    .execute()

/** A person has taken note of these; gives their number. They stay. */
export const markSeen = async (
  tx: WriteTx,
  records: readonly { readonly recordId: string; readonly version: number }[],
  now: number,
): Promise<number> => {
  let seen = 0
  for (const { recordId, version } of records) {
    const { numUpdatedRows } = await tx
      .updateTable('cloud_finding')
      .set({ seen_at: now })
      .where('record_id', '=', recordId)
      .where('version', '=', version)
      .where('seen_at', 'is', null)
      .executeTakeFirst()
    seen += Number(numUpdatedRows)
  }
  return seen
}
