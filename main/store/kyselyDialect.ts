import type { Database } from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { createStatementCache, type PreparedStatement } from './statementCache.ts'

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database
  readonly #statement: (text: string) => PreparedStatement
  readonly #onlyInTransaction: boolean

  constructor(database: Database, onlyInTransaction: boolean) {
    this.#database = database
    this.#statement = createStatementCache(database)
    this.#onlyInTransaction = onlyInTransaction
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // A query that was not awaited inside its transaction would otherwise commit on its own.
    if (this.#onlyInTransaction && !this.#database.inTransaction) {
      return Promise.reject(new Error('a write handle was used outside its transaction'))
    }
    try {
      const statement = this.#statement(query.sql)
      // Kysely types rows by the query it built; the driver can only say that they are rows.
      if (statement.reader) return Promise.resolve({ rows: statement.all(...query.parameters) as Row[] })
      const { changes } = statement.run(...query.parameters)
      return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes) })
    } catch (error) {
      return Promise.reject(error)
    }
  }

  // biome-ignore lint/correctness/useYield: the interface demands it, and no query of ours is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the store does not stream')
  }
}

const noTransactions = (): Promise<never> =>
  Promise.reject(new Error('transactions are made by store.write, not by Kysely'))

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection

  constructor(database: Database, onlyInTransaction: boolean) {
    this.#connection = new SqliteConnection(database, onlyInTransaction)
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection)
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve()
  }

  beginTransaction = noTransactions
  commitTransaction = noTransactions
  rollbackTransaction = noTransactions

  destroy(): Promise<void> {
    return Promise.resolve()
  }
}

/** Statements here run to their end before the next begins, so Kysely need not take turns on the connection. */
class SynchronousAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/**
 * Kysely on one open connection, whose life belongs to the store. Transactions are the store's own, because they have to begin
 * IMMEDIATE; with `onlyInTransaction` every query outside one is refused.
 */
export const sqliteDialect = (database: Database, options: { readonly onlyInTransaction: boolean }): Dialect => ({
  createAdapter: () => new SynchronousAdapter(),
  createDriver: () => new SqliteDriver(database, options.onlyInTransaction),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})
