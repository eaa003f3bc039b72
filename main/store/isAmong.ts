import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * Whether a column is one of these values: however many there are, where a list of parameters ends at 32,766. The statement's text is the same
 * for any number of them.
 */
export const isAmong = (column: string, values: readonly (string | number)[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify([...new Set(values)])}))`
