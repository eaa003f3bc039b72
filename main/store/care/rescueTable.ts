import type { Database, Statement } from 'better-sqlite3'

interface Column {
  readonly name: string
  readonly pk: number
}

type Row = Readonly<Record<string, unknown>>

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

/** Reads on until the end or the first page that can't be read; true when it came to the end. */
const readThrough = (rows: () => IterableIterator<unknown>, take: (row: Row) => boolean): boolean => {
  try {
    for (const row of rows()) if (!take(row as Row)) return true
    return true
  } catch {
    // Whatever the page's fault is: what lies behind it is sought from the other side.
    return false
  }
}

interface KnownKeys {
  readonly values: ReadonlyMap<string, readonly unknown[]>
  /** The index itself could be read from end to end. */
  readonly complete: boolean
}

/** The keys an index of its own still knows of, read from both ends. */
const keysOf = (source: Database, table: string, keys: string): KnownKeys => {
  const known = new Map<string, readonly unknown[]>()
  const keep = (row: Row): boolean => {
    const values = Object.values(row)
    known.set(JSON.stringify(values), values)
    return true
  }
  const inOrder = (direction: string) => () =>
    source
      .prepare(`SELECT ${keys} FROM "${table}" ORDER BY ${keys.replaceAll(', ', ` ${direction}, `)} ${direction}`)
      .iterate()
  const complete = readThrough(inOrder('ASC'), keep)
  if (!complete) readThrough(inOrder('DESC'), keep)
  return { values: known, complete }
}

/** Fetches one by one what the index knows of and no scan has given; the number that could not be read. */
const fetchMissing = (
  fetch: Statement,
  isThere: Statement,
  keys: ReadonlyMap<string, readonly unknown[]>,
  put: (row: Row) => void,
): number => {
  let lost = 0
  for (const values of keys.values()) {
    if (isThere.get(...values) !== undefined) continue
    try {
      const row = fetch.get(...values)
      if (row === undefined) lost += 1
      else put(row as Row)
    } catch {
      lost += 1
    }
  }
  return lost
}

/**
 * Copies what can be read of one table: from its beginning to the damage, from its end back to it, and then row by row what its
 * index still knows of. Returns how many rows are known to be lost; at least one where a page could not be read.
 */
export const copyTable = (source: Database, rescue: Database, table: string): number => {
  const columns = rescue.prepare<[], Column>(`PRAGMA table_info("${table}")`).all()
  const names = columns.map(({ name }) => name)
  const keyNames = columns.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk)
  const keys = quoted(keyNames.map(({ name }) => name))
  const insert = rescue.prepare(
    `INSERT OR IGNORE INTO "${table}" (${quoted(names)}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  const put = (row: Row): boolean => insert.run(...names.map((name) => row[name])).changes > 0
  const hasRowid = rescue.prepare(`SELECT wr FROM pragma_table_list(?)`).pluck().get(table) === 0
  const order = hasRowid ? ['rowid'] : keyNames.map(({ name }) => `"${name}"`)
  const scan = (direction: string) => () =>
    source
      .prepare(
        `SELECT ${quoted(names)} FROM "${table}" ORDER BY ${order.map((name) => `${name} ${direction}`).join(', ')}`,
      )
      .iterate()
  let lost = 0
  rescue.transaction(() => {
    const putAll = (row: Row): boolean => {
      put(row)
      return true
    }
    if (readThrough(scan('ASC'), putAll)) return
    readThrough(scan('DESC'), put)
    const where = keyNames.map(({ name }) => `"${name}" = ?`).join(' AND ')
    const known = keysOf(source, table, keys)
    const missing = fetchMissing(
      source.prepare(`SELECT ${quoted(names)} FROM "${table}" WHERE ${where}`),
      rescue.prepare(`SELECT 1 FROM "${table}" WHERE ${where}`),
      known.values,
      put,
    )
    lost = known.complete ? missing : Math.max(1, missing)
  })()
  return lost
}
