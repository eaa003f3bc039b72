import { CompiledQuery } from 'kysely'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { ReadDb } from '../handles.ts'
import { isUnreadable } from '../sqliteErrors.ts'
import { byId, type due, dueFromOutbox } from './outboxQueries.ts'
import { headerColumns, toOutboxRow } from './outboxRecord.ts'

/** The ids alone, which lie apart from the payloads. */
const dueIds = `SELECT outbox.id ${dueFromOutbox}`

/**
 * A row whose payload may lie on a damaged page: then it comes without one, which no hash fits, so that it is set aside with that reason.
 * Throws where the row itself cannot be read.
 */
export const byIdOrBare = async (db: ReadDb, id: string): Promise<OutboxRow | null> => {
  try {
    return await byId(db, id)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    const bare = await db.selectFrom('outbox').select(headerColumns).where('id', '=', id).executeTakeFirst()
    return bare === undefined ? null : toOutboxRow({ ...bare, packed: null })
  }
}

/** The rows of `due`, each read by itself: for a store in which one payload cannot be read, and must not keep the others. */
export const dueOneByOne = async (db: ReadDb, query: Parameters<typeof due>[1]): Promise<readonly OutboxRow[]> => {
  const given = [query.target, query.now, JSON.stringify([...query.except]), query.limit]
  const { rows } = await db.getExecutor().executeQuery<{ id: string }>(CompiledQuery.raw(dueIds, given))
  const found = await Promise.all(rows.map(({ id }) => byIdOrBare(db, id)))
  return found.filter((row) => row !== null)
}
