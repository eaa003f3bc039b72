import { CompiledQuery } from 'kysely'
import type { WriteTx } from './handles.ts'
import type { Tables } from './schema.ts'

/** The statement's text by table, columns and number of rows. Kysely's building of it costs more than SQLite's running of it. */
const texts = new Map<string, string>()

/** Row counts beyond this come from imports, whose chunks all have one size; a handful of texts is enough. */
const capacity = 500

/**
 * Inserts rows in one statement. All rows have the same keys, as a row mapper makes them; none, and nothing is done.
 */
export const insertRows = async <Table extends keyof Tables>(
  tx: WriteTx,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const key = `${table} ${rows.length} ${columns.join(' ')}`
  let text = texts.get(key)
  if (text === undefined) {
    // The builder's own types can't follow a table that is a type parameter; the signature above has checked the rows.
    text = tx
      .insertInto(table)
      .values(rows as never)
      .compile().sql
    if (texts.size >= capacity) texts.clear()
    texts.set(key, text)
  }
  const values = rows.flatMap((row) => {
    const cells = new Map(Object.entries(row))
    if (cells.size !== columns.length) throw new Error(`rows for ${table} differ in their columns`)
    return columns.map((column) => cells.get(column))
  })
  await tx.getExecutor().executeQuery(CompiledQuery.raw(text, values))
}
